/**
 * The facts in no national format, which only some exports hold: the RAG rating and whether the
 * referrer was told. Counted over the whole frame, so that the meeting sees more than its cases.
 */
import type { EligibleReferral } from './frame.ts';
import { OTHER_WORDING, RATINGS } from './rag.ts';
import type { ReferrerNotified } from './referrer-notified.ts';

const SEVERAL = 'More than one';
const NOT_RECORDED = 'Not recorded';

/** How many eligible referrals of each side an export gives one value. */
export interface FactCount {
  readonly value: string;
  readonly met: number;
  readonly notMet: number;
}

/** Each fact that some export has a column for; the values add up to the eligible referrals. */
export interface LocalFacts {
  readonly rag?: readonly FactCount[];
  readonly referrerNotified?: readonly FactCount[];
}

const NOTIFIED_VALUES = {
  dated: 'Yes, with the date',
  yes: 'Yes, no date',
  no: 'No',
  'rows-differ': 'Rows differ',
  'other-wording': OTHER_WORDING,
} as const;

/** Counts the facts of the eligible; a fact that no export has a column for is left out. */
export function countLocalFacts(eligible: readonly EligibleReferral[]): LocalFacts {
  const rated = eligible.some(({ rag }) => rag !== undefined);
  const told = eligible.some(({ referrerNotified }) => referrerNotified !== undefined);
  const ratings = [...Object.keys(RATINGS), SEVERAL, OTHER_WORDING, NOT_RECORDED];
  const answers = [...Object.values(NOTIFIED_VALUES), NOT_RECORDED];
  return {
    ...(rated ? { rag: count(eligible, ratings, ({ rag }) => ratingOf(rag)) } : {}),
    ...(told
      ? {
          referrerNotified: count(eligible, answers, (one) =>
            answerOf(one.referrerNotified ?? null),
          ),
        }
      : {}),
  };
}

/** Siblings that were rated differently are joined by a semicolon, which no rating has. */
function ratingOf(rag = ''): string {
  if (rag === '') return NOT_RECORDED;
  return rag.includes(';') ? SEVERAL : rag;
}

function answerOf(notified: ReferrerNotified): string {
  if (notified === null) return NOT_RECORDED;
  return NOTIFIED_VALUES[notified.on === null ? notified.answer : 'dated'];
}

/** In the order of `values`, without those that nobody has. */
function count(
  eligible: readonly EligibleReferral[],
  values: readonly string[],
  valueOf: (referral: EligibleReferral) => string,
): readonly FactCount[] {
  return values.flatMap((value) => {
    const having = eligible.filter((referral) => valueOf(referral) === value);
    const met = having.filter(({ side }) => side === 'met').length;
    return having.length === 0 ? [] : [{ value, met, notMet: having.length - met }];
  });
}
