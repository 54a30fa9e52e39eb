/** Headings into the fields they hold, by whole normalised names; never by a part of a name. */
import type { Field, Place, Problem } from '../audit/problems.ts';
import { FIELDS_BY_HEADING, normaliseHeading } from './known-headings.ts';

/** Which column (from 0) holds which field. */
export type Columns = ReadonlyMap<Field, number>;

/** The letter a spreadsheet shows above a column: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

/** Matches headings to fields. Two columns for one field is a problem that names both. */
export function matchHeadings(
  headings: readonly string[],
  place: Place,
): { readonly columns: Columns; readonly problems: readonly Problem[] } {
  const candidates = new Map<Field, number[]>();
  headings.forEach((heading, index) => {
    const field = FIELDS_BY_HEADING.get(normaliseHeading(heading));
    if (field !== undefined) candidates.set(field, [...(candidates.get(field) ?? []), index]);
  });

  const columns = new Map<Field, number>();
  const problems: Problem[] = [];
  for (const [field, [index, ...others]] of candidates) {
    if (index !== undefined) columns.set(field, index);
    if (index !== undefined && others.length > 0) {
      const names = [index, ...others].map((at) => `${columnLetter(at)} “${headings[at] ?? ''}”`);
      problems.push({ code: 'columns-compete', place, args: { field, columns: names } });
    }
  }
  problems.push(...repeatedHeadings(headings, place), ...missingColumns(columns, place));
  return { columns, problems };
}

/** Headings that hold no field are named by letter alone: a row of data may stand in their place. */
function repeatedHeadings(headings: readonly string[], place: Place): Problem[] {
  const letters = new Map<string, string[]>();
  headings.forEach((heading, index) => {
    const name = normaliseHeading(heading);
    if (name === '' || FIELDS_BY_HEADING.has(name)) return;
    letters.set(name, [...(letters.get(name) ?? []), columnLetter(index)]);
  });
  return [...letters.values()]
    .filter((columns) => columns.length > 1)
    .map((columns) => ({ code: 'heading-repeated', place, args: { columns } }));
}

function missingColumns(columns: Columns, place: Place): Problem[] {
  const missing: Field[] = [];
  if (!columns.has('reference')) missing.push('reference');
  if (!columns.has('received') && !columns.has('decided')) missing.push('decided');
  if (!columns.has('decision')) missing.push('decision');
  return missing.map((field) => ({ code: 'column-missing', place, args: { field } }));
}
