/** The few numbers a meeting is told, counted once for the terminal, the summary and the record. */
import { EXCLUSION_ORDER, isRowReason, type ExclusionReason } from './exclusions.ts';
import type { Exclusion } from './frame.ts';
import type { Side } from './threshold.ts';

export interface ReasonCount {
  readonly reason: ExclusionReason;
  readonly count: number;
}

/** What is said of a side that has nobody to draw from. */
export const EMPTY_SIDE = {
  met: 'No referral met the threshold this week.',
  'not-met': 'Every eligible referral met the threshold this week.',
} as const satisfies Record<Side, string>;

/**
 * How the frame came about: rows read, less the rows that only repeat a referral, are the
 * referrals; less those excluded, the eligible. Every step adds up.
 */
export interface Accounting {
  readonly rowsRead: number;
  readonly rowsSetAside: readonly ReasonCount[];
  readonly referrals: number;
  readonly referralsLeftOut: readonly ReasonCount[];
  readonly eligible: number;
}

/** From the rows read and the number excluded for each reason. */
export function accountFor(
  rowsRead: number,
  excluded: Readonly<Partial<Record<ExclusionReason, number>>>,
): Accounting {
  const counts = EXCLUSION_ORDER.flatMap((reason) => {
    const count = excluded[reason];
    return count === undefined ? [] : [{ reason, count }];
  });
  const rowsSetAside = counts.filter(({ reason }) => isRowReason(reason));
  const referralsLeftOut = counts.filter(({ reason }) => !isRowReason(reason));
  const referrals = rowsRead - total(rowsSetAside);
  const eligible = referrals - total(referralsLeftOut);
  return { rowsRead, rowsSetAside, referrals, referralsLeftOut, eligible };
}

/** The reasons that occur, in the accounting's order. */
export function countReasons(exclusions: readonly Exclusion[]): readonly ReasonCount[] {
  const counts = new Map<ExclusionReason, number>();
  for (const { reason } of exclusions) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return EXCLUSION_ORDER.flatMap((reason) => {
    const count = counts.get(reason);
    return count === undefined ? [] : [{ reason, count }];
  });
}

/** The rows of all the reasons together. */
export function total(counts: readonly ReasonCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
