/** A table's rows into referral rows: every cell the audit uses is settled here or is a problem. */
import { createHash } from 'node:crypto';
import type { Moment } from '../audit/civil-date.ts';
import { cutShort, type Field, type Place, type Problem } from '../audit/problems.ts';
import type { ReferralRow, RowPlace } from '../audit/referral.ts';
import { sourceGroup } from '../audit/source-groups.ts';
import { parseDate, type YearRange } from './dates.ts';
import { columnLetter, type Columns } from './headings.ts';
import type { Table, TableRow } from './table.ts';

/**
 * The rows that could be read, and the problems of those that could not. While there are any of
 * these, nothing is drawn; the sound rows are given so that their problems can be told as well.
 */
export function readReferralRows(
  table: Table,
  columns: Columns,
  file: string,
  years: YearRange,
): { readonly rows: readonly ReferralRow[]; readonly problems: readonly Problem[] } {
  const named = table.headings.flatMap((heading, at) => (heading.trim() === '' ? [] : [at]));
  const each = table.rows.map((tableRow) => readRow(tableRow, table, columns, named, file, years));
  return {
    rows: each.flatMap(({ row, problems }) => (problems.length === 0 ? row : [])),
    problems: each.flatMap(({ problems }) => problems),
  };
}

function readRow(
  tableRow: TableRow,
  table: Table,
  columns: Columns,
  named: readonly number[],
  file: string,
  years: YearRange,
): { readonly row: ReferralRow; readonly problems: readonly Problem[] } {
  const place: RowPlace = { file, row: tableRow.row };
  const problems: Problem[] = [];
  const cell = (field: Field): string => cellOf(tableRow, columns.get(field));
  const placeOf = (field: Field): Place => {
    const at = columns.get(field) ?? 0;
    return { ...place, column: `${columnLetter(at)} “${table.headings[at]?.trim() ?? ''}”` };
  };
  const moment = (field: 'received' | 'decided'): Moment | null => {
    const text = cell(field);
    if (text === '') return null;
    const parsed = parseDate(text, years);
    if (parsed.refused === null) return parsed.moment;
    const args = { text: cutShort(text), ...years };
    problems.push({ code: parsed.refused, place: placeOf(field), args });
    return null;
  };

  if (cell('reference') === '') {
    problems.push({ code: 'reference-blank', place: placeOf('reference'), args: {} });
  }
  const row: ReferralRow = {
    place,
    fingerprint: fingerprintOf(tableRow, table, named),
    reference: cell('reference'),
    received: moment('received'),
    decided: moment('decided'),
    wording: cell('decision'),
    localAuthority: cell('localAuthority'),
    team: cell('team'),
    sourceGroup: sourceGroup(cell('source')),
  };
  return { row, problems };
}

/** Line breaks and control characters inside a cell become spaces; the ends are trimmed. */
function cellOf({ cells }: TableRow, index: number | undefined): string {
  if (index === undefined) return '';
  return (cells[index] ?? '').replace(/\p{Cc}+/gu, ' ').trim();
}

/**
 * Of all cells under a heading, whatever order the columns stand in; a column without a heading is
 * a row counter, which no two rows share. Only the hash leaves this room.
 */
function fingerprintOf({ cells }: TableRow, { headings }: Table, named: readonly number[]): string {
  const canonical = named.map((at) =>
    JSON.stringify([headings[at]?.trim() ?? '', cells[at]?.trim() ?? '']),
  );
  return createHash('sha256').update(canonical.sort().join('\n')).digest('hex');
}
