/** Headings into the columns that hold each field, by whole names; never by a part of a name. */
import type { Field, Place, Problem } from '../audit/problems.ts';
import type { ColumnRead } from '../audit/record.ts';
import { settleColumns, type BesideHeadings } from './competing-columns.ts';
import {
  nearlyKnown,
  normaliseHeading,
  outcomeOfFlag,
  type HeadingMatcher,
  type NamedColumns,
} from './known-headings.ts';

export interface Columns {
  /** Which column (from 0) holds which field. */
  readonly fields: ReadonlyMap<Field, number>;
  /** Columns that say yes or no to one outcome each. */
  readonly outcomeFlags: readonly { readonly index: number; readonly outcome: string }[];
  /** Columns that have a heading at all. */
  readonly named: readonly number[];
}

/** Nothing is known but the headings: nobody chooses between columns, and no fact is given up. */
const HEADINGS_ALONE: BesideHeadings = { isSame: () => false, canSpare: () => false };

/** Which columns hold which field, before anyone asks whether that is enough. */
export function matchHeadings(
  headings: readonly string[],
  fieldOf: HeadingMatcher,
  place: Place,
  beside: BesideHeadings = HEADINGS_ALONE,
): {
  readonly columns: Columns;
  /** Of each field that several columns could be: all of them, where they differ. */
  readonly competing: ReadonlyMap<Field, readonly number[]>;
  readonly problems: readonly Problem[];
} {
  const flags = headings.flatMap((heading, index) => {
    const outcome = outcomeOfFlag(heading);
    return outcome === null ? [] : [{ index, outcome }];
  });
  const candidates = new Map<Field, number[]>();
  headings.forEach((heading, index) => {
    const field = fieldOf(heading);
    if (field !== undefined && outcomeOfFlag(heading) === null) gather(candidates, field, index);
  });
  const settled = [...candidates].map(([field, indexes]) => ({
    field,
    indexes,
    as: settleColumns(field, indexes, beside),
  }));
  const fields = new Map(
    settled
      .filter(({ as }) => as !== 'spared')
      .map(({ field, indexes: [index = 0] }) => [field, index] as const),
  );
  const several = settled.filter(({ as }) => as !== 'one');
  const problems = several.map(({ field, indexes, as }): Problem => {
    const columns = indexes.map((index) => nameColumn(headings, index));
    const code = as === 'spared' ? 'columns-differ' : 'columns-compete';
    return { code, place, args: { field, columns } };
  });
  const named = headings.flatMap((heading, index) => (heading.trim() === '' ? [] : [index]));
  const columns = { fields, outcomeFlags: flags, named };
  return {
    columns,
    competing: new Map(several.map(({ field, indexes }) => [field, indexes])),
    problems: [...problems, ...repeatedHeadings(headings, columns, fieldOf, place)],
  };
}

/**
 * A heading that is nearly one of a field the table lacks: a slip there would silently take the
 * field away, and with the decision date the whole week.
 */
export function nearlyKnownHeadings(
  headings: readonly string[],
  { fields, named }: Columns,
  fieldOf: HeadingMatcher,
  place: Place,
): Problem[] {
  return named.flatMap((index): Problem[] => {
    const heading = headings[index] ?? '';
    const near = fieldOf(heading) === undefined ? nearlyKnown(heading) : null;
    if (near === null || isHeld(near.field, fields)) return [];
    const at = { ...place, column: nameColumn(headings, index) };
    return [{ code: 'heading-nearly-known', place: at, args: near }];
  });
}

/** Whether the referrer was notified is one fact, which a column of its date may complete. */
function isHeld(field: Field, fields: Columns['fields']): boolean {
  return fields.has(field) || (field === 'referrerNotifiedOn' && fields.has('referrerNotified'));
}

/** The columns that hold something, in their order, as a record has them. */
export function describeColumns(
  { fields, outcomeFlags }: Columns,
  headings: readonly string[],
  named: NamedColumns,
): ColumnRead[] {
  // Records have always called a column of dates alone by the fact itself, for it says whether too.
  const alone =
    !fields.has('referrerNotified') &&
    named.referrerNotified === undefined &&
    named.referrerNotifiedOn === undefined;
  const nameOf = (field: Field): Field =>
    alone && field === 'referrerNotifiedOn' ? 'referrerNotified' : field;
  const held: readonly (readonly [Field | 'outcome-flag', number])[] = [
    ...[...fields].map(([field, index]) => [nameOf(field), index] as const),
    ...outcomeFlags.map(({ index }) => ['outcome-flag', index] as const),
  ];
  return held
    .toSorted(([, a], [, b]) => a - b)
    .map(([field, index]) => ({
      field,
      heading: headings[index]?.trim() ?? '',
      column: columnLetter(index),
    }));
}

/** The letter a spreadsheet shows above a column: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

/** `F “Decision Date”`: only for a column whose heading is known, for it could be a row of data. */
export function nameColumn(headings: readonly string[], index: number): string {
  return `${columnLetter(index)} “${headings[index]?.trim() ?? ''}”`;
}

/** Headings that hold no field are named by letter alone: a row of data may stand in their place. */
function repeatedHeadings(
  headings: readonly string[],
  columns: Columns,
  fieldOf: HeadingMatcher,
  place: Place,
): Problem[] {
  const letters = new Map<string, string[]>();
  for (const index of columns.named) {
    const heading = headings[index] ?? '';
    if (fieldOf(heading) !== undefined) continue;
    gather(letters, normaliseHeading(heading), columnLetter(index));
  }
  return [...letters]
    .filter(([name, repeated]) => name !== '' && repeated.length > 1)
    .map(([, repeated]) => ({ code: 'heading-repeated', place, args: { columns: repeated } }));
}

function gather<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
