/** Whether a referral can be drawn, and the one reason why not. */
import type { Referral, ReferralRow } from './referral.ts';
import type { LeaveOut } from './rules.ts';
import {
  classifyWording,
  highestVerdict,
  sideOf,
  type Side,
  type Verdict,
  type Vocabulary,
} from './threshold.ts';
import { isWithin, type AuditWeek, type WeekBasis } from './week.ts';

/** Every reason, in the order the accounting shows them, as a reader of the summary sees it. */
export const EXCLUSION_REASONS = {
  'duplicate-row': 'exact copy of another row',
  'sibling-row': 'further row of a referral already counted (siblings)',
  'outside-week': 'outside the audit week',
  undecided: 'undecided: no decision recorded yet',
  'out-of-scope': 'decision out of scope of this audit',
  unrecognised: 'decision wording not recognised',
  undated: 'decided, but with no date to place it in a week',
  contradictory: 'rows that contradict each other',
} as const satisfies Record<LeaveOut, string> & Record<string, string>;

export type ExclusionReason = keyof typeof EXCLUSION_REASONS;

export const EXCLUSION_ORDER = Object.keys(EXCLUSION_REASONS) as readonly ExclusionReason[];

/** Reasons that keep back a row, where the others keep back a referral. */
export function isRowReason(reason: ExclusionReason): boolean {
  return reason === 'duplicate-row' || reason === 'sibling-row';
}

export type Judgement =
  | { readonly side: Side; readonly reason: null }
  | { readonly side: null; readonly reason: ExclusionReason };

/**
 * The week is asked first, so that what is wrong with another week's referral stops nobody; then
 * whether the referral can be trusted to be one event; then its decision.
 */
export function judgeReferral(
  referral: Referral,
  week: AuditWeek,
  basis: WeekBasis,
  vocabulary: Vocabulary,
): Judgement {
  if (isOutside(referral, week, basis)) return leaveOut('outside-week');
  if (referral.contradiction !== null) return leaveOut('contradictory');
  const verdict = verdictOf(referral, vocabulary);
  if (verdict === 'undecided' || verdict === 'out-of-scope') return leaveOut(verdict);
  if (referral[basis] === null) return leaveOut('undated');
  const side = sideOf(verdict);
  return side === null ? leaveOut('unrecognised') : { side, reason: null };
}

export function verdictOf(referral: Referral, vocabulary: Vocabulary): Verdict {
  return highestVerdict(referral.rows.map((row) => classifyWording(row.wording, vocabulary)));
}

/**
 * True when every date that could place the referral lies outside the week. Without a decision
 * date, a referral received after the week cannot have been decided in it.
 */
function isOutside(referral: Referral, week: AuditWeek, basis: WeekBasis): boolean {
  const dates = datesOf(referral.rows, basis);
  if (dates.length > 0) return !dates.some((date) => isWithin(week, date));
  const received = datesOf(referral.rows, 'received');
  return received.length > 0 && received.every((date) => date > week.to);
}

function datesOf(rows: readonly ReferralRow[], basis: WeekBasis) {
  return rows.flatMap((row) => row[basis]?.date ?? []);
}

function leaveOut(reason: ExclusionReason): Judgement {
  return { side: null, reason };
}
