/** Headings into the columns that hold each field, by whole names; never by a part of a name. */
import type { Field, Place, Problem } from '../audit/problems.ts';
import {
  nearlyKnown,
  normaliseHeading,
  outcomeOfFlag,
  type HeadingMatcher,
} from './known-headings.ts';

export interface Columns {
  /** Which column (from 0) holds which field. */
  readonly fields: ReadonlyMap<Field, number>;
  /** Columns that say yes or no to one outcome each. */
  readonly outcomeFlags: readonly { readonly index: number; readonly outcome: string }[];
  /** Columns that have a heading at all. */
  readonly named: readonly number[];
}

/** Which columns hold which field, before anyone asks whether that is enough. */
export function matchHeadings(
  headings: readonly string[],
  fieldOf: HeadingMatcher,
  place: Place,
): { readonly columns: Columns; readonly problems: readonly Problem[] } {
  const flags = headings.flatMap((heading, index) => {
    const outcome = outcomeOfFlag(heading);
    return outcome === null ? [] : [{ index, outcome }];
  });
  const candidates = new Map<Field, number[]>();
  headings.forEach((heading, index) => {
    const field = fieldOf(heading);
    if (field !== undefined && outcomeOfFlag(heading) === null) gather(candidates, field, index);
  });
  const fields = new Map([...candidates].map(([field, [index = 0]]) => [field, index] as const));
  const problems: Problem[] = [...candidates]
    .filter(([, indexes]) => indexes.length > 1)
    .map(([field, indexes]) => {
      const columns = indexes.map((index) => nameColumn(headings, index));
      return { code: 'columns-compete', place, args: { field, columns } };
    });
  const named = headings.flatMap((heading, index) => (heading.trim() === '' ? [] : [index]));
  const columns = { fields, outcomeFlags: flags, named };
  return {
    columns,
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
