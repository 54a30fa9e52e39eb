import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateSeats } from '../../src/audit/seats.ts';
import { SIDES } from '../../src/audit/threshold.ts';

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
    const seats = allocateSeats(size, { met, 'not-met': notMet }, null);
    expect(seats).toEqual({ met: seatsMet, 'not-met': seatsNotMet });
  });

  test('are filled as far as they can be, and a seat more never takes one away', () => {
    const count = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 200 }));
    const growing = fc.property(fc.nat({ max: 100 }), count, count, (size, met, notMet) => {
      const eligible = { met, 'not-met': notMet };
      const seats = allocateSeats(size, eligible, null);
      const more = allocateSeats(size + 1, eligible, null);
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

describe('seats that the team has set', () => {
  test.each([
    // why, set (met, not met), eligible (met, not met), seats (met, not met)
    ['as they are set', [6, 2], [20, 50], [6, 2]],
    ['as they are set, however uneven the sides are', [6, 2], [20, 2000], [6, 2]],
    ['as they are set, though the other side has more', [2, 6], [50, 20], [2, 6]],
    ['as they are set, with an odd size', [4, 3], [3, 50], [3, 4]],
    ['a short met side gives its seats away', [6, 2], [1, 50], [1, 7]],
    ['a short not-met side gives its seats away', [2, 6], [50, 3], [5, 3]],
    ['nobody on one side: all to the other', [6, 2], [0, 50], [0, 8]],
    ['fewer than the seats: everybody', [6, 2], [2, 3], [2, 3]],
    ['a side that is to have none', [8, 0], [20, 50], [8, 0]],
    ['a side that is to have none gets what the other cannot fill', [8, 0], [5, 50], [5, 3]],
    ['nobody at all', [6, 2], [0, 0], [0, 0]],
  ] as const)(
    '%s: %j of %j',
    (_, [wantedMet, wantedNotMet], [met, notMet], [forMet, forNotMet]) => {
      const wanted = { met: wantedMet, 'not-met': wantedNotMet };
      const size = wantedMet + wantedNotMet;
      const seats = allocateSeats(size, { met, 'not-met': notMet }, wanted);
      expect(seats).toEqual({ met: forMet, 'not-met': forNotMet });
    },
  );

  test('are filled as far as they can be, and neither side goes short while it has referrals', () => {
    const count = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 200 }));
    const seatCount = fc.nat({ max: 50 });
    const filled = fc.property(seatCount, seatCount, count, count, (...[a, b, met, notMet]) => {
      const wanted = { met: a, 'not-met': b };
      const eligible = { met, 'not-met': notMet };
      const seats = allocateSeats(a + b, eligible, wanted);
      expect(seats.met + seats['not-met']).toBe(Math.min(a + b, met + notMet));
      for (const side of SIDES) {
        expect(seats[side]).toBeLessThanOrEqual(eligible[side]);
        expect(seats[side]).toBeGreaterThanOrEqual(Math.min(wanted[side], eligible[side]));
      }
    });
    fc.assert(filled, { seed: 8, numRuns: 500 });
  });

  test('half and half are the seats that come without setting any', () => {
    const count = fc.nat({ max: 20 });
    const same = fc.property(fc.nat({ max: 20 }), count, count, (half, met, notMet) => {
      const eligible = { met, 'not-met': notMet };
      const wanted = { met: half, 'not-met': half };
      expect(allocateSeats(2 * half, eligible, wanted)).toEqual(
        allocateSeats(2 * half, eligible, null),
      );
    });
    fc.assert(same, { seed: 8, numRuns: 500 });
  });
});
