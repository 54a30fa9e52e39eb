import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateSeats } from '../../src/audit/seats.ts';

describe('seats', () => {
  test.each([
    // why, size, eligible (met, not met), seats (met, not met)
    ['half to each side', 8, [20, 50], [4, 4]],
    ['half to each side, however uneven they are', 8, [4, 2000], [4, 4]],
    ['an odd seat goes to the side with more: not met', 7, [20, 50], [3, 4]],
    ['an odd seat goes to the side with more: met', 7, [50, 20], [4, 3]],
    ['an odd seat goes to met when they are equal', 7, [20, 20], [4, 3]],
    ['a single seat goes to the side with more', 1, [3, 4], [0, 1]],
    ['a single seat goes to met when they are equal', 1, [4, 4], [1, 0]],
    ['a short met side gives its seats away', 8, [1, 50], [1, 7]],
    ['a short not-met side gives its seats away', 8, [50, 3], [5, 3]],
    ['a short side has no claim on the odd seat', 7, [2, 50], [2, 5]],
    ['nobody on one side: all to the other', 8, [0, 50], [0, 8]],
    ['nobody on one side, and few on the other', 8, [3, 0], [3, 0]],
    ['fewer than the size: everybody', 8, [2, 3], [2, 3]],
    ['exactly the size, unevenly', 8, [1, 7], [1, 7]],
    ['one on each side and two seats', 2, [1, 1], [1, 1]],
    ['nobody at all', 8, [0, 0], [0, 0]],
    ['no seats', 0, [5, 5], [0, 0]],
  ] as const)('%s: %i of %j', (_, size, [met, notMet], [seatsMet, seatsNotMet]) => {
    const seats = allocateSeats(size, { met, 'not-met': notMet });
    expect(seats).toEqual({ met: seatsMet, 'not-met': seatsNotMet });
  });

  test('are filled as far as they can be, and a seat more never takes one away', () => {
    const count = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 200 }));
    const growing = fc.property(fc.nat({ max: 100 }), count, count, (size, met, notMet) => {
      const eligible = { met, 'not-met': notMet };
      const seats = allocateSeats(size, eligible);
      const more = allocateSeats(size + 1, eligible);
      expect(seats.met + seats['not-met']).toBe(Math.min(size, met + notMet));
      expect(seats.met).toBeLessThanOrEqual(met);
      expect(seats['not-met']).toBeLessThanOrEqual(notMet);
      expect(more.met).toBeGreaterThanOrEqual(seats.met);
      expect(more['not-met']).toBeGreaterThanOrEqual(seats['not-met']);
      if (size >= 2 && met > 0 && notMet > 0) {
        expect(Math.min(seats.met, seats['not-met'])).toBeGreaterThan(0);
      }
    });
    fc.assert(growing, { seed: 8, numRuns: 500 });
  });
});
