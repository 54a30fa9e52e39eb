/**
 * Sheets that no list was found in, and that look as if one should have been: their rows would be
 * lost without a word. A workbook has many sheets that are rightly passed over (front sheets, code
 * lists, the other lists of an Annex A), so it takes rows, and more than a likeness, to be doubted.
 */
import type { Field, Place, Problem } from '../audit/problems.ts';
import { nearlyKnownHeadings, type Columns } from './headings.ts';
import { normaliseHeading, type HeadingMatcher } from './known-headings.ts';
import { tellTableKind, type TableKind } from './table-kind.ts';
import type { Table } from './table.ts';

export interface LookedAt {
  readonly table: Table;
  readonly columns: Columns;
  readonly kind: TableKind;
  readonly place: Place;
}

/** What must be put right before `sheet` may be passed over; nothing where it rightly is. */
export function doubtUnused(
  sheet: LookedAt,
  used: readonly LookedAt[],
  fieldOf: HeadingMatcher,
): readonly Problem[] {
  if (sheet.table.rowsFound === 0) return [];
  const slips = slipsThatHideIt(sheet, fieldOf);
  if (slips.length > 0) return slips;
  const like = used.find((other) => isAlike(sheet.table, other.table));
  if (like?.table.sheet == null) return [];
  const place = { ...sheet.place, row: sheet.table.headingRow };
  const lacking = lackingFields(sheet.columns, like.columns);
  return [{ code: 'sheet-nearly-alike', place, args: { like: like.table.sheet, lacking } }];
}

/** Headings a letter or two off, each of which by itself keeps the sheet from being a list. */
function slipsThatHideIt(
  { table, columns, kind, place }: LookedAt,
  fieldOf: HeadingMatcher,
): Problem[] {
  const at = { ...place, row: table.headingRow };
  return nearlyKnownHeadings(table.headings, columns, fieldOf, at).filter(({ code, args }) => {
    if (code !== 'heading-nearly-known') return false;
    const fields = new Map([...columns.fields, [args.field, 0] as const]);
    const meant = tellTableKind({ ...columns, fields });
    return meant !== kind && meant !== 'other' && meant !== 'contacts';
  });
}

/** Of five headings, one may differ. */
const ONE_IN = 5;

/** True where nearly every heading of each is a heading of the other. */
function isAlike(a: Table, b: Table): boolean {
  const [ofA, ofB] = [namesOf(a), namesOf(b)];
  const fewOf = (names: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
    const lacking = [...names].filter((name) => !others.has(name)).length;
    return lacking <= Math.max(1, Math.floor(names.size / ONE_IN));
  };
  return Math.min(ofA.size, ofB.size) >= FEWEST && fewOf(ofA, ofB) && fewOf(ofB, ofA);
}

/** Fewer headings than these are alike by chance. */
const FEWEST = 3;

function namesOf({ headings }: Table): ReadonlySet<string> {
  return new Set(headings.map(normaliseHeading).filter((name) => name !== ''));
}

/** The facts that the one sheet has a column for and the other not. */
function lackingFields(columns: Columns, others: Columns): readonly Field[] {
  return [...others.fields.keys()].filter((field) => !columns.fields.has(field));
}
