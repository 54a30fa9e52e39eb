/**
 * What can be wrong with exports, as data: a code, a place and the few values its message needs.
 * The messages are worded once, in messages.ts. No value here may carry a child's
 * details: of a cell's text only dates and decision wordings, and those cut short.
 */
import type { NearWording } from './nearest.ts';
import type { CivilDate } from './civil-date.ts';
import type { DifferingFact } from './referral.ts';
import type { ReplacementRefusal } from './replacements.ts';
import type { WeekBasis } from './week.ts';

/** Where a problem lies. `row` is the number a spreadsheet shows; `column` its heading or letter. */
export interface Place {
  readonly file: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** The facts an export can give of a referral, by the name the code uses for each. */
export type Field =
  | 'reference'
  | 'child'
  | 'family'
  | 'received'
  | 'decided'
  | 'decision'
  | 'noFurtherAction'
  | 'section47'
  | 'source'
  | 'team'
  | 'localAuthority'
  | 'rag'
  | 'referrerNotified'
  /** The day, where a column of its own says it. */
  | 'referrerNotifiedOn';

/** The code says it all. */
type Nothing = Readonly<Record<string, never>>;

export interface ProblemArgs {
  /** Files of that folder with nearly that name. */
  'export-missing': { readonly near: readonly string[] };
  /** Words that follow each other, and the files or folders whose names begin with them. */
  'export-name-split': { readonly names: readonly string[] };
  'export-unreadable': { readonly why: string };
  'folder-without-exports': Nothing;
  /** A whole pack, or a file that this program wrote. */
  'export-is-own': { readonly what: 'pack' | 'file' };
  'export-empty': Nothing;
  'export-not-text': Nothing;
  'export-is-html': Nothing;
  'export-is-xml': Nothing;
  'export-too-large': Nothing;
  'workbook-named-text': Nothing;
  'text-named-workbook': Nothing;
  'workbook-locked': Nothing;
  'workbook-damaged': Nothing;
  'encoding-unknown': Nothing;
  'quote-never-closed': Nothing;
  'quote-misplaced': Nothing;
  'row-above-headings': Nothing;
  'contacts-only': Nothing;
  'section-47-list-missing': Nothing;
  'referrals-list-missing': Nothing;
  'headings-unknown': { readonly typed: string };
  'column-missing': {
    readonly field: Field;
    /** The file as it can be typed. */
    readonly typed: string;
    /** Headings of the table that hold no field, cut short. */
    readonly others: readonly string[];
  };
  'heading-nearly-known': { readonly field: Field; readonly known: string };
  'sheet-nearly-alike': { readonly like: string; readonly lacking: readonly Field[] };
  'named-column-missing': { readonly field: Field; readonly heading: string };
  'columns-compete': { readonly field: Field; readonly columns: readonly string[] };
  /** Of a fact that the draw can do without. */
  'columns-differ': { readonly field: Field; readonly columns: readonly string[] };
  'row-short': { readonly cells: number; readonly headings: number };
  'row-long': { readonly cells: number; readonly headings: number };
  'cell-blank': { readonly field: Field };
  'cell-error': Nothing;
  'digits-lost': Nothing;
  'flag-unreadable': Nothing;
  'month-first': { readonly text: string; readonly cells: number };
  'dates-swapped': Nothing;
  'dates-short-year': { readonly text: string; readonly cells: number };
  /** Null where the cell's text is not like a date: it could be anything, a name included. */
  'date-unreadable': { readonly text: string | null };
  'date-short-year': { readonly text: string };
  'date-impossible': { readonly text: string };
  'date-out-of-range': { readonly text: string; readonly from: number; readonly to: number };
  'week-basis-mixed': { readonly basis: WeekBasis; readonly without: readonly string[] };
  /** Headings above dates that hold no field, cut short. */
  'week-by-received': { readonly others: readonly string[] };
  'decision-unrecognised': {
    readonly wording: string;
    readonly referrals: number;
    /** A wording in the lists that it may be a slip of. */
    readonly near: NearWording | null;
  };
  'decision-ambiguous': { readonly wording: string; readonly referrals: number };
  'decision-undated': Nothing;
  'rows-contradict': { readonly fact: DifferingFact; readonly rows: readonly string[] };
  'nfa-and-section-47': Nothing;
  'section-47-before-referral': Nothing;
  'authority-blank': Nothing;
  'no-referrals': Nothing;
  /** The name asked for, and those the exports have. */
  'authority-not-found': { readonly name: string; readonly found: readonly string[] };
  'nothing-to-draw': {
    readonly referrals: number;
    readonly from: CivilDate;
    readonly to: CivilDate;
    /** First and last day found in the exports, where there is any. */
    readonly span: { readonly first: CivilDate; readonly last: CivilDate } | null;
  };
  'replacement-impossible': { readonly label: string; readonly why: ReplacementRefusal };
  'weak-seed': Nothing;
  'decision-left-out': { readonly wording: string; readonly referrals: number };
  'section-47-orphan': Nothing;
  'test-record': Nothing;
  'row-marked': Nothing;
  'references-alike': { readonly rows: readonly string[] };
  'files-not-read': { readonly names: readonly string[] };
  'days-without-decision': { readonly days: readonly CivilDate[] };
  'mostly-outside-week': { readonly outside: number; readonly referrals: number };
  'met-by-default': { readonly wording: string; readonly referrals: number };
  'decided-before-received': Nothing;
  'unusual-week': { readonly meeting: CivilDate; readonly days: number };
  'meeting-not-friday': { readonly meeting: CivilDate };
  'week-not-ended': { readonly to: CivilDate; readonly today: CivilDate };
  /** A list that may truly be empty: not every week has a section 47 enquiry. */
  'list-empty': { readonly of: 'referral' | 'section 47 enquiry' };
  'export-repeated': { readonly of: string };
  'encoding-assumed': Nothing;
  'heading-repeated': { readonly columns: readonly string[] };
  'titles-set-aside': Nothing;
  'totals-set-aside': Nothing;
  'headings-repeated-below': Nothing;
  'sheets-unused': { readonly sheets: readonly string[] };
}

export type ProblemCode = keyof ProblemArgs;

export type Problem = {
  [Code in ProblemCode]: {
    readonly code: Code;
    readonly place: Place | null;
    readonly args: ProblemArgs[Code];
  };
}[ProblemCode];

/**
 * `unreadable`: the export cannot be opened as what it should be. `stops`: it was read, and
 * something in it must be put right before a draw. `notice`: people should know; nothing stops.
 */
export type Gravity = 'unreadable' | 'stops' | 'notice';

const GRAVITY = {
  'export-missing': 'unreadable',
  'export-name-split': 'unreadable',
  'export-unreadable': 'unreadable',
  'folder-without-exports': 'unreadable',
  'export-is-own': 'unreadable',
  'export-empty': 'unreadable',
  'export-not-text': 'unreadable',
  'export-is-html': 'unreadable',
  'export-is-xml': 'unreadable',
  'export-too-large': 'unreadable',
  'workbook-named-text': 'unreadable',
  'text-named-workbook': 'unreadable',
  'workbook-locked': 'unreadable',
  'workbook-damaged': 'unreadable',
  'encoding-unknown': 'unreadable',
  'quote-never-closed': 'unreadable',
  'quote-misplaced': 'unreadable',
  'row-above-headings': 'stops',
  'contacts-only': 'stops',
  'section-47-list-missing': 'stops',
  'referrals-list-missing': 'stops',
  'headings-unknown': 'stops',
  'column-missing': 'stops',
  'heading-nearly-known': 'stops',
  'sheet-nearly-alike': 'stops',
  'named-column-missing': 'stops',
  'columns-compete': 'stops',
  'row-short': 'stops',
  'row-long': 'stops',
  'cell-blank': 'stops',
  'cell-error': 'stops',
  'digits-lost': 'stops',
  'flag-unreadable': 'stops',
  'month-first': 'stops',
  'dates-swapped': 'stops',
  'dates-short-year': 'stops',
  'date-unreadable': 'stops',
  'date-short-year': 'stops',
  'date-impossible': 'stops',
  'date-out-of-range': 'stops',
  'week-basis-mixed': 'stops',
  'decision-unrecognised': 'stops',
  'decision-ambiguous': 'stops',
  'decision-undated': 'stops',
  'rows-contradict': 'stops',
  'nfa-and-section-47': 'stops',
  'section-47-before-referral': 'stops',
  'authority-blank': 'stops',
  'no-referrals': 'stops',
  'authority-not-found': 'stops',
  'nothing-to-draw': 'stops',
  'replacement-impossible': 'stops',
  'week-by-received': 'notice',
  'weak-seed': 'notice',
  'decision-left-out': 'notice',
  'section-47-orphan': 'notice',
  'test-record': 'notice',
  'row-marked': 'notice',
  'references-alike': 'notice',
  'files-not-read': 'notice',
  'days-without-decision': 'notice',
  'mostly-outside-week': 'notice',
  'met-by-default': 'notice',
  'decided-before-received': 'notice',
  'unusual-week': 'notice',
  'meeting-not-friday': 'notice',
  'week-not-ended': 'notice',
  'list-empty': 'notice',
  'export-repeated': 'notice',
  'encoding-assumed': 'notice',
  'columns-differ': 'notice',
  'heading-repeated': 'notice',
  'titles-set-aside': 'notice',
  'totals-set-aside': 'notice',
  'headings-repeated-below': 'notice',
  'sheets-unused': 'notice',
} as const satisfies Record<ProblemCode, Gravity>;

/** How grave it is, which goes by its code alone. */
export function gravityOf(problem: Problem): Gravity {
  return GRAVITY[problem.code];
}

/** True for all but notices. */
export function stopsDraw(problem: Problem): boolean {
  return gravityOf(problem) !== 'notice';
}

const LONGEST_QUOTE = 40;

/** A date or decision wording, short enough that a stray story cannot travel in a message. */
export function cutShort(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const characters = Array.from(plain);
  if (characters.length <= LONGEST_QUOTE) return plain;
  return `${characters.slice(0, LONGEST_QUOTE - 1).join('')}…`;
}
