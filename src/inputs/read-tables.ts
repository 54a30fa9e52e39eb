/** The tables of an export into rows: those that list referrals or section 47 enquiries. */
import { cutShort, type Field, type Place, type Problem } from '../audit/problems.ts';
import type { TableRead } from '../audit/record.ts';
import type { ReferralRow } from '../audit/referral.ts';
import type { Section47Row } from '../audit/section47.ts';
import type { Vocabulary } from '../audit/threshold.ts';
import { lookBeside } from './competing-columns.ts';
import { parseDate, type YearRange } from './dates.ts';
import type { ExportFile } from './find-exports.ts';
import type { Grid } from './grid.ts';
import { describeColumns, matchHeadings, nearlyKnownHeadings, type Columns } from './headings.ts';
import { countKnownBy, type HeadingMatcher, type NamedColumns } from './known-headings.ts';
import { doubtUnused } from './lost-sheets.ts';
import {
  readChildReferralRows,
  readReferralRows,
  readSection47Rows,
  type RowReading,
} from './referral-rows.ts';
import { isToldOf, suspectDates } from './suspect-dates.ts';
import { missingFields, tellTableKind, type TableKind } from './table-kind.ts';
import { findTable, type Table } from './table.ts';

/** How tables are read: from settings and flags. */
export interface TableReading {
  readonly fieldOf: HeadingMatcher;
  readonly namedColumns: NamedColumns;
  /** The spreadsheet row of the headings, where the team has named it. */
  readonly headingRow: number | null;
  readonly years: YearRange;
  readonly vocabulary: Vocabulary;
  readonly sourceGroupOf: (source: string) => string;
  /** One local authority is audited: then its column chooses the cases. */
  readonly authorityAsked: boolean;
  readonly authorityOf: (text: string) => string;
}

export interface TablesRead {
  readonly tables: readonly TableRead[];
  readonly rows: readonly ReferralRow[];
  readonly section47: readonly Section47Row[];
  readonly unusedSheets: readonly string[];
  /** Of each list of referrals without a decision date: told where the week then goes by another. */
  readonly withoutDecided: readonly Problem[];
  readonly problems: readonly Problem[];
}

interface Candidate {
  readonly table: Table;
  readonly columns: Columns;
  readonly kind: TableKind;
  readonly place: Place;
  readonly problems: readonly Problem[];
}

type Used = Candidate & { readonly kind: TableRead['kind'] };

/**
 * The tables that can be used, and what is wrong; every other sheet is named or gives reason to
 * doubt.
 */
export function readTables(
  grids: readonly Grid[],
  { name: file, typed }: Pick<ExportFile, 'name' | 'typed'>,
  reading: TableReading,
): TablesRead {
  const candidates = grids.flatMap((grid) => lookAt(grid, file, reading));
  const used = candidates.filter(isUsed);
  if (used.length === 0) return nothingUsable(candidates, { name: file, typed }, reading);
  const unused = candidates.filter((candidate) => !isUsed(candidate));
  const doubts = unused.flatMap((one) => doubtUnused(one, used, reading.fieldOf));
  const unusedSheets = unused.flatMap(({ table }) => table.sheet ?? []);
  // A sheet without the heading row that settings name holds no table, and is named all the same.
  const found = new Set(candidates.map(({ table }) => table.sheet));
  unusedSheets.push(...grids.flatMap(({ sheet }) => (found.has(sheet) ? [] : (sheet ?? []))));
  const doubted = new Set(doubts.map(({ place }) => place?.sheet));
  const passedOver = unusedSheets.filter((sheet) => !doubted.has(sheet));
  const each = used.map((candidate) => readTable(candidate, reading));
  return {
    tables: each.map(({ read }) => read),
    rows: each.flatMap(({ rows }) => rows),
    section47: each.flatMap(({ section47 }) => section47),
    unusedSheets,
    withoutDecided: used.flatMap((one) => lacksDecided(one, reading)),
    problems: [
      ...each.flatMap(({ problems }) => problems),
      ...doubts,
      ...namedButMissing(used, file, reading.namedColumns),
      ...(passedOver.length === 0
        ? []
        : [{ code: 'sheets-unused', place: { file }, args: { sheets: passedOver } } as const]),
    ],
  };
}

function lookAt(grid: Grid, file: string, reading: TableReading): Candidate[] {
  const place: Place = grid.sheet === null ? { file } : { file, sheet: grid.sheet };
  const found = findTable(grid, place, countKnownBy(reading.fieldOf), reading.headingRow);
  if (found.table === null) return [];
  const { table } = found;
  const headingPlace = { ...place, row: table.headingRow };
  const beside = lookBeside(table, reading.namedColumns, reading.authorityAsked);
  const { columns, problems } = matchHeadings(
    table.headings,
    reading.fieldOf,
    headingPlace,
    beside,
  );
  const kind = tellTableKind(columns);
  return [{ table, columns, kind, place, problems: [...found.problems, ...problems] }];
}

function isUsed(candidate: Candidate): candidate is Used {
  return candidate.kind !== 'other' && candidate.kind !== 'contacts';
}

function readTable(candidate: Used, reading: TableReading) {
  const { table, columns, place, kind } = candidate;
  const rowReading: RowReading = { ...reading, table, columns, place };
  const { rows, section47, problems: ofRows } = readRowsOf(kind, rowReading);
  const suspect = suspectDates(table, columns, place, reading.years);
  const headingPlace = { ...place, row: table.headingRow };
  const nearly =
    kind === 'referrals'
      ? nearlyKnownHeadings(table.headings, columns, reading.fieldOf, headingPlace)
      : [];
  const ofNothing = table.rowsFound === 0 ? [saysNothing(kind, place)] : [];
  const ofCells = ofRows.filter((problem) => !isToldOf(problem, suspect));
  const read: TableRead = {
    sheet: table.sheet,
    kind,
    headingRow: table.headingRow,
    rows: table.rowsFound,
    columns: describeColumns(columns, table.headings, reading.namedColumns),
  };
  return {
    read,
    rows,
    section47,
    problems: [...candidate.problems, ...ofNothing, ...nearly, ...suspect, ...ofCells],
  };
}

function saysNothing(kind: TableRead['kind'], place: Place): Problem {
  const of = kind === 'section-47' ? 'section 47 enquiry' : 'referral';
  return { code: 'list-empty', place, args: { of } };
}

function readRowsOf(kind: TableRead['kind'], reading: RowReading) {
  if (kind === 'section-47') {
    const { rows: section47, problems } = readSection47Rows(reading);
    return { rows: [], section47, problems };
  }
  const { rows, problems } =
    kind === 'referrals' ? readReferralRows(reading) : readChildReferralRows(reading);
  return { rows, section47: [], problems };
}

/** A column the team has named must be there: without it a fact would silently go blank. */
function namedButMissing(
  used: readonly Used[],
  file: string,
  namedColumns: NamedColumns,
): Problem[] {
  return (Object.entries(namedColumns) as [Field, string][])
    .filter(([field]) => !used.some(({ columns }) => columns.fields.has(field)))
    .map(([field, heading]) => ({
      code: 'named-column-missing',
      place: { file },
      args: { field, heading },
    }));
}

/** Why no table of a file can be used: said of the one that comes nearest. */
function nothingUsable(
  candidates: readonly Candidate[],
  { name: file, typed }: Pick<ExportFile, 'name' | 'typed'>,
  { namedColumns, fieldOf }: TableReading,
): TablesRead {
  const none = { tables: [], rows: [], section47: [], unusedSheets: [], withoutDecided: [] };
  const [nearest] = [...candidates].sort(
    (a, b) => missingFields(a.columns).length - missingFields(b.columns).length,
  );
  if (nearest === undefined) {
    return { ...none, problems: [{ code: 'export-empty', place: { file }, args: {} }] };
  }
  const contacts = candidates.find(({ kind }) => kind === 'contacts');
  if (contacts !== undefined) {
    return { ...none, problems: [{ code: 'contacts-only', place: contacts.place, args: {} }] };
  }
  const place = { ...nearest.place, row: nearest.table.headingRow };
  const lacking = missingFields(nearest.columns);
  const others = notUnderstood(nearest, fieldOf);
  const missing = lacking.map((field): Problem => {
    const heading = namedColumns[field];
    // The headings are said once, where several columns are missing.
    const listed = field === lacking.at(-1) ? others : [];
    return heading === undefined
      ? { code: 'column-missing', place, args: { field, typed, others: listed } }
      : { code: 'named-column-missing', place, args: { field, heading } };
  });
  const nearly = nearlyKnownHeadings(nearest.table.headings, nearest.columns, fieldOf, place);
  const nothingKnown = candidates.every(
    ({ columns }) => columns.fields.size + columns.outcomeFlags.length === 0,
  );
  if (nothingKnown && nearly.length === 0 && Object.keys(namedColumns).length === 0) {
    return { ...none, problems: [{ code: 'headings-unknown', place: { file }, args: { typed } }] };
  }
  return { ...none, problems: [...nearest.problems, ...missing, ...nearly] };
}

/** A child's referral has no decision date in an Annex A or a CIN census: there it is not missing. */
function lacksDecided(candidate: Used, { fieldOf, years }: TableReading): Problem[] {
  const { kind, columns, place, table } = candidate;
  if (kind !== 'referrals' || columns.fields.has('decided')) return [];
  const holdsDates = (index: number): boolean =>
    table.rows.some(
      ({ cells }) => parseDate(cells[index] ?? '', years).refused !== 'date-unreadable',
    );
  const others = notUnderstood(candidate, fieldOf, holdsDates);
  return [{ code: 'week-by-received', place, args: { others } }];
}

const MOST_HEADINGS = 12;

/** A row of data may stand where the headings should: it would hardly have two known ones. */
const FEWEST_KNOWN = 2;

/** Headings that hold no field; none with a digit, as dates of birth and NHS numbers have them. */
function notUnderstood(
  { table, columns }: Candidate,
  fieldOf: HeadingMatcher,
  isMeant: (index: number) => boolean = () => true,
): readonly string[] {
  if (columns.fields.size < FEWEST_KNOWN) return [];
  const flags = new Set(columns.outcomeFlags.map(({ index }) => index));
  return columns.named
    .filter((index) => !flags.has(index) && isMeant(index))
    .map((index) => table.headings[index] ?? '')
    .filter((heading) => fieldOf(heading) === undefined && !/\p{Nd}/u.test(heading))
    .slice(0, MOST_HEADINGS)
    .map(cutShort);
}
