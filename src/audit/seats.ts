/** How many cases each side of the threshold gets. */
import type { Side } from './threshold.ts';

export type Seats = Readonly<Record<Side, number>>;

/**
 * Half the seats to each side; an odd seat to the side with more eligible referrals (met, when
 * equal); seats a short side cannot fill go to the other. Adding a seat never takes one away.
 * Where the team has set each side's seats, `wanted` takes the place of the halves.
 */
export function allocateSeats(size: number, eligible: Seats, wanted: Seats | null): Seats {
  if (wanted !== null) return fillSeats(wanted, eligible);
  const larger: Side = eligible.met >= eligible['not-met'] ? 'met' : 'not-met';
  const smaller: Side = larger === 'met' ? 'not-met' : 'met';
  const forSmaller = Math.min(eligible[smaller], Math.floor(size / 2));
  const forLarger = Math.min(eligible[larger], size - forSmaller);
  return larger === 'met'
    ? { met: forLarger, 'not-met': forSmaller }
    : { met: forSmaller, 'not-met': forLarger };
}

function fillSeats(wanted: Seats, eligible: Seats): Seats {
  const spare = (side: Side): number => Math.max(0, wanted[side] - eligible[side]);
  return {
    met: Math.min(eligible.met, wanted.met + spare('not-met')),
    'not-met': Math.min(eligible['not-met'], wanted['not-met'] + spare('met')),
  };
}

/** How many of them lie on each side. */
export function countSides(referrals: readonly { readonly side: Side }[]): Seats {
  const met = referrals.filter(({ side }) => side === 'met').length;
  return { met, 'not-met': referrals.length - met };
}
