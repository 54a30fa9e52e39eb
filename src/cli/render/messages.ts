/** Every problem in words, once: what is wrong, and what to do about it. */
import { sayDate, sayShortDate } from '../../audit/civil-date.ts';
import type { Field, Place, Problem, ProblemArgs, ProblemCode } from '../../audit/problems.ts';

export interface Message {
  readonly what: string;
  readonly cure: string;
}

const AGAIN = 'then run this again';
const FIX_CELL = `Put it right in the export, ${AGAIN}.`;

const MESSAGES = {
  'export-missing': () => ({
    what: 'There is no such file or folder.',
    cure: 'Check the name and the folder. A name with spaces needs quotation marks around it.',
  }),
  'export-unreadable': ({ why }) => ({
    what: `The file cannot be opened (${why}).`,
    cure: 'If it is open in Excel, close it there. Check that you may read it.',
  }),
  'folder-without-exports': () => ({
    what: 'The folder holds no export (no file whose name ends in .csv).',
    cure: 'Save the week’s export into it as CSV, or name another folder.',
  }),
  'export-empty': () => ({
    what: 'The file is empty.',
    cure: 'Run the report again in the case-management system and save it anew.',
  }),
  'export-not-text': () => ({
    what: 'This is not a CSV file, whatever its name says.',
    cure: 'Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”.',
  }),
  'encoding-unknown': () => ({
    what: 'The text of this file is not in UTF-8, so letters could be misread.',
    cure: 'Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”.',
  }),
  'quote-never-closed': () => ({
    what: 'A quotation mark opens a cell and is never closed, so rows have run together.',
    cure: 'Run the report again. If it stays so, find the stray " and remove it.',
  }),
  'quote-misplaced': () => ({
    what: 'A quotation mark stands in the middle of a cell, so cells may have run together.',
    cure: 'Run the report again. If it stays so, find the stray " and remove it.',
  }),
  'column-missing': ({ field }) => ({
    what: `There is no column for ${FIELD_IN_WORDS[field]}${field === 'decided' ? ', nor for the date received' : ''}.`,
    cure: `Add it to the report. It may be called ${HEADING_EXAMPLES[field]}.`,
  }),
  'columns-compete': ({ field, columns }) => ({
    what: `Columns ${sayList(columns)} could each be ${FIELD_IN_WORDS[field]}.`,
    cure: `Remove or rename the one that is not, ${AGAIN}.`,
  }),
  'heading-repeated': ({ columns }) => ({
    what: `Columns ${sayList(columns)} have the same heading. None of them is used.`,
    cure: 'Nothing needs doing.',
  }),
  'row-short': ({ cells, headings }) => ({
    what: `The row has ${cells} cells and the heading row ${headings}, so a cell may be missing.`,
    cure: `Compare the row with the case-management system, put it right, ${AGAIN}.`,
  }),
  'row-long': ({ cells, headings }) => ({
    what: `The row has ${cells} cells and the heading row ${headings}, so a cell may be split.`,
    cure: 'Look for a comma inside a cell without quotation marks, or run the report again.',
  }),
  'reference-blank': () => ({
    what: 'The row has no referral reference.',
    cure: FIX_CELL,
  }),
  'date-unreadable': ({ text }) => ({
    what: `“${text}” is not a date this program reads.`,
    cure: `Write it as day/month/year, such as 20/11/2026, ${AGAIN}.`,
  }),
  'date-short-year': ({ text }) => ({
    what: `“${text}” has a year of two digits, which could be read more than one way.`,
    cure: `Write the year in full, such as 20/11/2026, ${AGAIN}.`,
  }),
  'date-impossible': ({ text }) => ({
    what: `“${text}” is not a day in the calendar, or not a time of day. The day comes first.`,
    cure: FIX_CELL,
  }),
  'date-out-of-range': ({ text, from, to }) => ({
    what: `“${text}” is not between ${from} and ${to}: a placeholder or a slip.`,
    cure: `Put in the real date, or clear the cell, ${AGAIN}.`,
  }),
  'week-basis-mixed': ({ without }) => ({
    what: `Some exports have a decision date and ${sayList(without)} ${without.length === 1 ? 'has' : 'have'} none, so no one week fits them all.`,
    cure: 'Add the decision date to every report, or run on those that have one.',
  }),
  'decision-unrecognised': ({ wording, referrals }) => ({
    what: `The decision “${wording}” (${sayReferrals(referrals)}) is in no list, so its side of the threshold is not known.`,
    cure: 'Write one of the known decision wordings in the export, or add --leave-out-unrecognised to leave these referrals out openly.',
  }),
  'decision-ambiguous': ({ wording, referrals }) => ({
    what: `The decision “${wording}” (${sayReferrals(referrals)}) does not say whether the threshold was met.`,
    cure: 'Write in the export what was decided, or add --leave-out-unrecognised to leave these referrals out openly.',
  }),
  'decision-undated': () => ({
    what: 'The referral is decided but has no date to place it in a week.',
    cure: 'Put in the date, or add --leave-out-undated to leave such referrals out openly.',
  }),
  'rows-contradict': ({ fact, rows }) => ({
    what: `Rows ${sayList(rows)} have one reference but differ in ${FIELD_IN_WORDS[fact]}.`,
    cure: 'Put right the row that is wrong, or add --leave-out-contradictory to leave such referrals out openly.',
  }),
  'nothing-to-draw': ({ referrals, from, to, span }) => ({
    what:
      `No referral can be drawn for the audit week ${sayShortDate(from)} to ${sayShortDate(to)}. ` +
      (span === null
        ? `The exports hold ${sayReferrals(referrals)}.`
        : `The exports hold ${sayReferrals(referrals)}, dated ${sayShortDate(span.first)} to ${sayShortDate(span.last)}.`),
    cure: 'If that is not the week you meant, name the meeting with --meeting, or use the right export.',
  }),
  'met-by-default': ({ wording, referrals }) => ({
    what: `“${wording}” (${sayReferrals(referrals)}) is counted as threshold met.`,
    cure: 'If your team counts it otherwise, agree that before the draw.',
  }),
  'decided-before-received': () => ({
    what: 'The decision is dated before the referral was received.',
    cure: 'Check both dates in the case-management system.',
  }),
  'unusual-week': ({ meeting, days }) => ({
    what: `The dates audited are ${days} days and not the seven that end the day before ${sayDate(meeting)}.`,
    cure: 'Check that no decision falls between two audit weeks, or into both.',
  }),
  'export-repeated': ({ of }) => ({
    what: `This file is an exact copy of ${of}. Its rows are counted and set aside.`,
    cure: 'Check that the right files were chosen.',
  }),
} as const satisfies { readonly [Code in ProblemCode]: (args: ProblemArgs[Code]) => Message };

const FIELD_IN_WORDS = {
  reference: 'the referral reference',
  received: 'the date received',
  decided: 'the decision date',
  decision: 'the decision',
  source: 'the source of the referral',
  team: 'the team',
  localAuthority: 'the local authority',
} as const satisfies Record<Field, string>;

const HEADING_EXAMPLES = {
  reference: '“Referral ID”, “Case Ref” or “Contact ID”',
  received: '“Date Received” or “Date of referral”',
  decided: '“Decision Date” or “Date Received”',
  decision: '“Decision” or “Outcome”',
  source: '“Referral Source”',
  team: '“Allocated Team”',
  localAuthority: '“Local Authority”',
} as const satisfies Record<Field, string>;

export function messageOf(problem: Problem): Message {
  // The catalogue is keyed by code, so the arguments always fit; the compiler cannot follow that.
  const word = MESSAGES[problem.code] as (args: Problem['args']) => Message;
  return word(problem.args);
}

const MOST_ROWS = 10;

/** `week.csv, rows 14, 17 and 20, column F “Decision Date”`: places of one file and column. */
export function sayPlaces(place: Place, others: readonly Place[]): string {
  const rows = [place, ...others].flatMap(({ row }) => (row === undefined ? [] : [String(row)]));
  const more = rows.length > MOST_ROWS ? [`${rows.length - MOST_ROWS} more`] : [];
  const named = sayList([...rows.slice(0, MOST_ROWS), ...more]);
  return [
    place.file,
    ...(place.sheet === undefined ? [] : [`sheet ${place.sheet}`]),
    ...(rows.length === 0 ? [] : [rows.length === 1 ? `row ${named}` : `rows ${named}`]),
    ...(place.column === undefined ? [] : [`column ${place.column}`]),
  ].join(', ');
}

function sayList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

function sayReferrals(count: number): string {
  return count === 1 ? '1 referral' : `${count} referrals`;
}
