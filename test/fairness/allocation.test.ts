/**
 * Seats, against every way there is to share them: of all that fill as many seats as can be filled,
 * the one nearest to the shares wanted. Small weeks in full.
 */
import { expect, test } from 'vitest';
import { allocateSeats, type Seats } from '../../src/audit/seats.ts';

const UP_TO_NINE = Array.from({ length: 10 }, (_, n) => n);

const WEEKS: readonly Seats[] = UP_TO_NINE.flatMap((met) =>
  UP_TO_NINE.map((notMet) => ({ met, 'not-met': notMet })),
);

test('half and half, an odd seat to the side with more, met when they are equal', () => {
  for (const eligible of WEEKS) {
    const larger = eligible.met >= eligible['not-met'] ? 'met' : 'not-met';
    for (const size of UP_TO_NINE) {
      // Half a seat more for the side that an odd seat goes to decides between equals.
      const wanted = { met: size / 2, 'not-met': size / 2, [larger]: size / 2 + 0.5 };
      expect(allocateSeats(size, eligible, null)).toEqual(nearest(wanted, size, eligible));
    }
  }
});

test('as the team has set them, whatever the size', () => {
  for (const eligible of WEEKS) {
    for (const wanted of WEEKS) {
      const seats = allocateSeats(8, eligible, wanted);
      expect(seats).toEqual(nearest(wanted, wanted.met + wanted['not-met'], eligible));
    }
  }
});

/** The one of all ways to fill the seats that differs least from what is wanted. */
function nearest(wanted: Seats, size: number, eligible: Seats): Seats {
  const filled = Math.min(size, eligible.met + eligible['not-met']);
  const ways = UP_TO_NINE.map((met) => ({ met, 'not-met': filled - met })).filter(
    (seats) =>
      seats.met <= eligible.met && seats['not-met'] >= 0 && seats['not-met'] <= eligible['not-met'],
  );
  const distance = (seats: Seats): number =>
    Math.abs(seats.met - wanted.met) + Math.abs(seats['not-met'] - wanted['not-met']);
  const [best, next] = ways.toSorted((a, b) => distance(a) - distance(b));
  if (best === undefined) throw new Error('no way to fill the seats');
  if (next !== undefined && distance(next) === distance(best)) throw new Error('two ways');
  return best;
}
