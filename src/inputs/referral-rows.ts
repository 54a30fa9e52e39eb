/** A table's rows into referral rows: every cell the audit uses is settled here or is a problem. */
import { createHash } from 'node:crypto';
import type { Moment } from '../audit/civil-date.ts';
import { cutShort, type Field, type Place, type Problem } from '../audit/problems.ts';
import { ragOf } from '../audit/rag.ts';
import type { ReferralRow, RowPlace } from '../audit/referral.ts';
import type { ReferrerNotified } from '../audit/referrer-notified.ts';
import type { Section47Row } from '../audit/section47.ts';
import { classifyWording, type Vocabulary } from '../audit/threshold.ts';
import { cleanCell, isCellError, isTestMark, parseFlag, parseIdentifier } from './cells.ts';
import { isDateLike, parseDate, type YearRange } from './dates.ts';
import type { GridRow } from './grid.ts';
import { nameColumn, type Columns } from './headings.ts';
import { parseNotified, parseNotifiedPair } from './notified-cells.ts';
import type { Table } from './table.ts';

/** What reading a row takes besides the row. */
export interface RowReading {
  readonly table: Table;
  readonly columns: Columns;
  /** The file and sheet. */
  readonly place: Place;
  readonly years: YearRange;
  readonly vocabulary: Vocabulary;
  readonly sourceGroupOf: (source: string) => string;
  readonly authorityOf: (text: string) => string;
}

export interface ReadRows<Row> {
  /** The rows that could be read. While there are problems nothing is drawn from them. */
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** A referral a row, known by its own reference. */
export function readReferralRows(reading: RowReading): ReadRows<ReferralRow> {
  return readRows(reading, (cells) => ({
    ...readFacts(cells, reading, 'wordings'),
    reference: cells.required('reference', cells.identifier('reference')),
  }));
}

/** A child's referral a row, known by the child and the day it was received. */
export function readChildReferralRows(reading: RowReading): ReadRows<ReferralRow> {
  return readRows(reading, (cells) => {
    const facts = readFacts(cells, reading, 'section-47');
    const child = cells.required('child', facts.child);
    const received = cells.required('received', facts.received?.date ?? '');
    return { ...facts, reference: `${child} ${received}` };
  });
}

/** A section 47 enquiry a row; a row without its date has not begun, and is none. */
export function readSection47Rows(reading: RowReading): ReadRows<Section47Row> {
  const { rows, problems } = readRows(reading, (cells) => ({
    place: cells.place,
    child: cells.required('child', cells.identifier('child')),
    started: cells.moment('section47')?.date ?? null,
    referred: cells.moment('received')?.date ?? null,
  }));
  return {
    rows: rows.flatMap(({ started, ...row }) => (started === null ? [] : [{ ...row, started }])),
    problems,
  };
}

/** A section 47 date beside an outcome may be an older enquiry's, so it is not named this referral's. */
function readFacts(
  cells: RowCells,
  reading: RowReading,
  judgedBy: ReferralRow['judgedBy'],
): Omit<ReferralRow, 'reference'> {
  const own = cells.moment('section47');
  return {
    place: cells.place,
    fingerprint: fingerprintOf(cells.row, reading),
    child: cells.identifier('child'),
    family: cells.identifier('family'),
    received: cells.moment('received'),
    decided: cells.moment('decided'),
    wordings: [...cells.wordings(reading.vocabulary), ...cells.outcomeFlags()],
    ...readDecisionColumn(reading),
    noFurtherAction: cells.flag('noFurtherAction'),
    section47: own === null ? [] : [{ started: own.date, named: judgedBy === 'section-47' }],
    judgedBy,
    localAuthority: reading.authorityOf(cells.fact('localAuthority')),
    team: cells.fact('team'),
    sourceGroup: reading.sourceGroupOf(cells.fact('source')),
    ...readLocalFacts(cells, reading.columns),
    testRecord: cells.row.cells.some(isTestMark),
  };
}

function readDecisionColumn({ table, columns }: RowReading): Pick<ReferralRow, 'decisionColumn'> {
  const index = columns.fields.get('decision');
  if (index === undefined || columns.outcomeFlags.length > 0) return {};
  return { decisionColumn: nameColumn(table.headings, index) };
}

/** A blank cell and no column at all are two things, and a pack tells them apart. */
function readLocalFacts(
  cells: RowCells,
  { fields }: Columns,
): Pick<ReferralRow, 'rag' | 'referrerNotified'> {
  return {
    ...(fields.has('rag') ? { rag: ragOf(cells.fact('rag')) } : {}),
    ...(fields.has('referrerNotified') || fields.has('referrerNotifiedOn')
      ? { referrerNotified: cells.notified() }
      : {}),
  };
}

function readRows<Row>(reading: RowReading, read: (cells: RowCells) => Row): ReadRows<Row> {
  const problems: Problem[] = [];
  const rows = reading.table.rows.flatMap((row) => {
    const cells = lookInto(row, reading);
    const value = read(cells);
    problems.push(...cells.problems);
    return cells.problems.length === 0 ? [value] : [];
  });
  return { rows, problems };
}

type RowCells = ReturnType<typeof lookInto>;

/** The cells of one row by field. What cannot be read gives a blank, and a problem in the list. */
function lookInto(row: GridRow, { table, columns, place, years }: RowReading) {
  const at: RowPlace = { ...place, row: row.row };
  const problems: Problem[] = [];
  const text = (index: number | undefined): string =>
    index === undefined ? '' : cleanCell(row.cells[index] ?? '');
  const fieldText = (field: Field): string => text(columns.fields.get(field));
  /** A fact a pack may show; a failed formula is as good as a blank. */
  const factText = (field: Field): string => {
    const value = fieldText(field);
    return isCellError(value) ? '' : value;
  };
  const columnOf = (index: number): Place => ({ ...at, column: nameColumn(table.headings, index) });
  const placeOf = (field: Field): Place => columnOf(columns.fields.get(field) ?? 0);

  return {
    row,
    place: at,
    problems,
    fact: factText,
    identifier(field: Field): string {
      const { value, refused } = parseIdentifier(fieldText(field));
      if (refused !== null) problems.push({ code: refused, place: placeOf(field), args: {} });
      return value;
    },
    /** The value, which must not be blank; one that was refused already is not told twice. */
    required(field: Field, value: string): string {
      const { column } = placeOf(field);
      const refused = problems.some(({ place }) => place?.column === column);
      if (value === '' && !refused) {
        problems.push({ code: 'cell-blank', place: placeOf(field), args: { field } });
      }
      return value;
    },
    moment(field: 'received' | 'decided' | 'section47'): Moment | null {
      const value = fieldText(field);
      if (value === '') return null;
      if (isCellError(value)) {
        problems.push({ code: 'cell-error', place: placeOf(field), args: {} });
        return null;
      }
      const parsed = parseDate(value, years);
      if (parsed.refused === null) return parsed.moment;
      const at = placeOf(field);
      if (parsed.refused === 'date-unreadable') {
        const text = isDateLike(value) ? cutShort(value) : null;
        problems.push({ code: parsed.refused, place: at, args: { text } });
      } else {
        // The other refusals fit a format, so that their text is nothing but a date.
        const args = { text: cutShort(value), ...years };
        problems.push({ code: parsed.refused, place: at, args });
      }
      return null;
    },
    flag(field: Field): boolean | null {
      const { flag, readable } = parseFlag(fieldText(field));
      if (!readable) problems.push({ code: 'flag-unreadable', place: placeOf(field), args: {} });
      return flag;
    },
    /** A column of dates alone says whether as well. */
    notified(): ReferrerNotified {
      const [whether, when] = [factText('referrerNotified'), factText('referrerNotifiedOn')];
      if (!columns.fields.has('referrerNotified')) return parseNotified(when, years);
      return columns.fields.has('referrerNotifiedOn')
        ? parseNotifiedPair(whether, when, years)
        : parseNotified(whether, years);
    },
    wordings(vocabulary: Vocabulary): readonly string[] {
      const value = fieldText('decision');
      if (value === '') return [];
      if (isCellError(value)) {
        problems.push({ code: 'cell-error', place: placeOf('decision'), args: {} });
        return [];
      }
      return splitOutcomes(value, vocabulary);
    },
    /** The outcomes whose flags say yes. */
    outcomeFlags(): readonly string[] {
      return columns.outcomeFlags.flatMap(({ index, outcome }) => {
        const { flag, readable } = parseFlag(text(index));
        if (!readable) problems.push({ code: 'flag-unreadable', place: columnOf(index), args: {} });
        return flag === true ? [outcome] : [];
      });
    },
  };
}

/** One outcome, or several joined by commas or semicolons; a known wording is taken whole. */
export function splitOutcomes(cell: string, vocabulary: Vocabulary): readonly string[] {
  if (cell === '') return [];
  if (classifyWording(cell, vocabulary) !== 'unrecognised') return [cell];
  const parts = cell.split(/[,;]/).map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

/**
 * Of all cells under a heading, whatever order the columns stand in; a column without a heading is
 * a row counter, which no two rows share. Only the hash leaves this room.
 */
function fingerprintOf({ cells }: GridRow, { table, columns }: RowReading): string {
  const canonical = columns.named.map((at) =>
    JSON.stringify([table.headings[at]?.trim() ?? '', cells[at]?.trim() ?? '']),
  );
  return createHash('sha256').update(canonical.sort().join('\n')).digest('hex');
}
