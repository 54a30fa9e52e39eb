/** Cases that cannot be audited, and the reserves that take their place: openly, in ticket order. */
import type { RegisterEntry } from './record.ts';
import { normaliseWording } from './threshold.ts';

/** The reasons offered; anything else is recorded as `other: ` and the words given. */
export const REPLACEMENT_REASONS = {
  'file-locked': 'file locked',
  'conflict-of-interest': 'conflict of interest: an auditor’s own case',
  'open-police-matter': 'open police matter',
  'duplicate-or-test-record': 'duplicate or test record',
} as const;

const LONGEST_REASON = 80;

export interface Replacement {
  /** The label of the case or reserve that cannot be audited. */
  readonly label: string;
  readonly reason: string;
  /** `draw`: known before the draw was written; `after`: found once its worksheet was out. */
  readonly when: 'draw' | 'after';
}

/** A replacement as it came out: `by` is the reserve that took the place; null for a reserve's own. */
export interface ReplacementMade extends Replacement {
  readonly by: string | null;
}

export type ReplacementRefusal = 'no-such-label' | 'already-withdrawn' | 'no-reserve-left';

/** What replacements are made in: a draw, or the record of one. */
export interface Replaceable<Entry> {
  /** Each side in ticket order. */
  readonly register: readonly Entry[];
  readonly replacements: readonly ReplacementMade[];
}

type Labelled = Pick<RegisterEntry, 'label' | 'role' | 'side'>;

export type Replaced<Entry> =
  | (Replaceable<Entry> & { readonly refused: null })
  | { readonly refused: ReplacementRefusal; readonly label: string };

/** The reason as recorded, or null where none was given. */
export function parseReason(text: string): string | null {
  const plain = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const key = plain.toLowerCase().replace(/[\s_]+/g, '-');
  if (plain === '') return null;
  const offered = Object.entries(REPLACEMENT_REASONS).find(
    ([name, words]) => name === key || words === plain,
  );
  if (offered !== undefined) return offered[1];
  const other = plain.replace(/^other: ?/i, '');
  return `other: ${Array.from(other).slice(0, LONGEST_REASON).join('')}`;
}

/** Halves of a reason offered that stand for it by themselves. */
const HALVES: Readonly<Record<string, keyof typeof REPLACEMENT_REASONS>> = {
  'duplicate record': 'duplicate-or-test-record',
  'test record': 'duplicate-or-test-record',
};

/**
 * The offered reason that a text is, in the words of the list, whatever its case, spaces, hyphens
 * and final stop; null for any other. By its key, its words or the part of them before a colon, and
 * by that part of the text: never by what is only near.
 */
export function offeredReason(text: string): string | null {
  const said = sayReason(text);
  const [before = ''] = said.split(':');
  const typed = [said, before].map(normaliseWording);
  const known = Object.entries(REPLACEMENT_REASONS).find(([key, words]) => {
    const halves = Object.keys(HALVES).filter((half) => HALVES[half] === key);
    const names = [key, words, ...words.split(':').slice(0, 1), ...halves].map(normaliseWording);
    return typed.some((one) => names.includes(one));
  });
  return known?.[1] ?? null;
}

/** A reason for people to read: that it is none of those offered is the record's business. */
export function sayReason(reason: string): string {
  return reason.replace(/^other: /, '');
}

const NUMBER_OF_SIX_DIGITS = /\p{Nd}(?:[ -]?\p{Nd}){5,}/u;
const DATE = /\p{Nd}{1,4} ?[-/.] ?\p{Nd}{1,2} ?[-/.] ?\p{Nd}{2,4}/u;
const DATE_IN_WORDS =
  /\p{Nd}{1,2}(?:st|nd|rd|th)?(?: of)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

/** What could be a date of birth or an NHS number: a reason stands on the summary, for good. */
export function mayIdentify(reason: string): boolean {
  return [NUMBER_OF_SIX_DIGITS, DATE, DATE_IN_WORDS].some((pattern) => pattern.test(reason));
}

/** Why a reason is refused, and what to do. It is not quoted: what it holds should stand nowhere. */
export interface RefusedReason {
  readonly what: string;
  readonly cure: string;
}

/**
 * Null where the reason given with `flag` may stand on pages that outlive the meeting; `identifiers`:
 * of the referrals and children it could be about, as far as they are known.
 */
export function refusedReason(
  flag: string,
  reason: string,
  identifiers: Iterable<string>,
): RefusedReason | null {
  if (Object.values(REPLACEMENT_REASONS).some((offered) => offered === reason)) return null;
  if (mayIdentify(reason)) {
    return {
      what: `The reason of ${flag} has a date or a long number in it, which could be a child’s.`,
      cure: 'Say why in other words, without names, dates or numbers: the reason stands on the summary.',
    };
  }
  if (!holdsNumber(reason) && !namesAny(reason, identifiers)) return null;
  return {
    what: `The reason of ${flag} holds a number or a case reference.`,
    cure: 'Say why in other words; write another case by its label, such as T2.',
  };
}

const LABELS = /(?<![\p{L}\p{N}-])[TN]\d{1,2}(?![\p{L}\p{N}])/giu;
/** The enquiries and assessments this work is about go by the numbers of their sections. */
const SECTIONS =
  /(?<![\p{L}\p{N}])s(?:ections?|s)?\.? ?(?:17|42|47)(?: and (?:17|42|47))?(?![\p{L}\p{N}])/giu;

function holdsNumber(reason: string): boolean {
  return /\p{N}/u.test(reason.replace(SECTIONS, ' ').replace(LABELS, ' '));
}

/** Shorter ones are words as well. */
const SHORTEST_IDENTIFIER = 3;

function namesAny(reason: string, identifiers: Iterable<string>): boolean {
  const words = wordsOf(reason.replace(LABELS, ' '));
  for (const identifier of identifiers) {
    const named = wordsOf(identifier);
    if (named.length >= SHORTEST_IDENTIFIER + 2 && words.includes(named)) return true;
  }
  return false;
}

/** Letters and digits alone, one blank around each word: `MASH/4152`, `mash 4152` and `MASH-4152` are one. */
function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** Makes the replacements in turn; the first that cannot be made refuses them all. */
export function replaceCases<Entry extends Labelled>(
  draw: Replaceable<Entry>,
  replacements: readonly Replacement[],
): Replaced<Entry> {
  let current: Replaced<Entry> = { ...draw, refused: null };
  for (const replacement of replacements) {
    current = replaceCase(current, replacement);
    if (current.refused !== null) return current;
  }
  return current;
}

function replaceCase<Entry extends Labelled>(
  { register, replacements }: Replaceable<Entry>,
  replacement: Replacement,
): Replaced<Entry> {
  const { label } = replacement;
  const leaving = register.find((entry) => entry.label === label);
  if (leaving === undefined) return { refused: 'no-such-label', label };
  if (leaving.role === 'withdrawn') return { refused: 'already-withdrawn', label };
  const reserve =
    leaving.role === 'case'
      ? register.find(({ side, role }) => side === leaving.side && role === 'reserve')
      : null;
  if (reserve === undefined) return { refused: 'no-reserve-left', label };
  return {
    register: register.map((entry): Entry => {
      if (entry === leaving) return { ...entry, role: 'withdrawn' };
      return entry === reserve ? { ...entry, role: 'case' } : entry;
    }),
    replacements: [...replacements, { ...replacement, by: reserve?.label ?? null }],
    refused: null,
  };
}
