/** Whether a referral can be drawn, and the one reason why not. */
import { isSameAuthority } from './authorities.ts';
import { judgeRow } from './decision.ts';
import type { Referral, ReferralRow } from './referral.ts';
import type { AuditRules, LeaveOut } from './rules.ts';
import { highestVerdict, sideOf, type Side } from './threshold.ts';
import { isWithin, type AuditWeek, type WeekBasis } from './week.ts';

/** Every reason, in the accounting's order; in words that can follow any number. */
export const EXCLUSION_REASONS = {
  'duplicate-row': 'the same as another row in every cell',
  'sibling-row': 'of a referral already counted (siblings)',
  'marked-row': 'marked as a test or a duplicate, beside unmarked rows of the referral',
  'test-record': 'marked as a test or a duplicate',
  'outside-week': 'outside the audit week',
  'other-authority': 'of another local authority',
  'no-authority': 'without a local authority',
  'drawn-before': 'audited at an earlier meeting',
  undecided: 'undecided',
  'out-of-scope': 'out of scope of this audit',
  unrecognised: 'with a decision not recognised',
  undated: 'decided, but undated',
  contradictory: 'with facts that contradict each other',
} as const satisfies Record<LeaveOut, string> & Record<string, string>;

export type ExclusionReason = keyof typeof EXCLUSION_REASONS;

export const EXCLUSION_ORDER = Object.keys(EXCLUSION_REASONS) as readonly ExclusionReason[];

const OF_ROWS: ReadonlySet<ExclusionReason> = new Set([
  'duplicate-row',
  'sibling-row',
  'marked-row',
]);

/** Reasons that keep back a row, where the others keep back a referral. */
export function isRowReason(reason: ExclusionReason): boolean {
  return OF_ROWS.has(reason);
}

const ELSEWHERE: ReadonlySet<ExclusionReason> = new Set([
  'outside-week',
  'other-authority',
  'test-record',
  'drawn-before',
]);

/** Reasons for which a referral is none of this week's audit's business, whatever else is wrong. */
export function isElsewhere(reason: ExclusionReason | null): boolean {
  return reason !== null && ELSEWHERE.has(reason);
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
  rules: AuditRules,
): Judgement {
  if (referral.rows.every((row) => row.testRecord)) return leaveOut('test-record');
  if (isOutside(referral, week, basis)) return leaveOut('outside-week');
  if (rules.localAuthority !== null && referral.differsIn !== 'localAuthority') {
    if (referral.localAuthority === '') return leaveOut('no-authority');
    if (!isSameAuthority(referral.localAuthority, rules.localAuthority)) {
      return leaveOut('other-authority');
    }
  }
  if (wasDrawnBefore(referral, rules)) return leaveOut('drawn-before');
  const decisions = referral.rows.map((row) => judgeRow(row, rules));
  const contradicts = decisions.some(({ contradiction }) => contradiction !== null);
  if (referral.differsIn !== null || contradicts) return leaveOut('contradictory');
  const verdict = highestVerdict(decisions.map((decision) => decision.verdict));
  if (verdict === 'undecided' || verdict === 'out-of-scope') return leaveOut(verdict);
  if (referral[basis] === null) return leaveOut('undated');
  const side = sideOf(verdict);
  return side === null ? leaveOut('unrecognised') : { side, reason: null };
}

/** Audited itself at an earlier meeting, or another referral of its family was. */
function wasDrawnBefore({ reference, rows }: Referral, { drawnBefore }: AuditRules): boolean {
  if (drawnBefore === undefined) return false;
  const { referrals, families } = drawnBefore;
  return (
    referrals.has(reference) ||
    rows.some(({ family = '' }) => family !== '' && families.has(family))
  );
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
