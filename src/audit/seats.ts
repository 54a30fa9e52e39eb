/** How many cases each side of the threshold gets. */
import type { Side } from './threshold.ts';

export type Seats = Readonly<Record<Side, number>>;

/**
 * Half the seats to each side; an odd seat to the side with more eligible referrals (met, when
 * equal); seats a short side cannot fill go to the other. Adding a seat never takes one away.
 */
export function allocateSeats(size: number, eligible: Seats): Seats {
  const larger: Side = eligible.met >= eligible['not-met'] ? 'met' : 'not-met';
  const smaller: Side = larger === 'met' ? 'not-met' : 'met';
  const forSmaller = Math.min(eligible[smaller], Math.floor(size / 2));
  const forLarger = Math.min(eligible[larger], size - forSmaller);
  return larger === 'met'
    ? { met: forLarger, 'not-met': forSmaller }
    : { met: forSmaller, 'not-met': forLarger };
}
