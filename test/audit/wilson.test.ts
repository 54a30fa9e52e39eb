import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceInterval, wilsonInterval } from '../../src/audit/wilson.ts';

/**
 * R 4.2.2: `prop.test(x, n, correct = FALSE)$conf.int`. The first four are the published examples of
 * Newcombe R G, Statistics in Medicine 1998;17:857-872, table I, method 3.
 */
const KNOWN = [
  [81, 263, 0.25528851987827428, 0.36620957698280016],
  [15, 148, 0.062386399530736283, 0.160487241723308],
  [0, 20, 0, 0.1611251580528193],
  [1, 29, 0.006113214292762661, 0.17175521879320282],
  [12, 347, 0.019891159640916246, 0.059465079824851011],
  [347, 347, 0.98905072726123444, 1],
] as const;

describe('the interval of a percentage', () => {
  it.each(KNOWN)('of %i out of %i is what R gives', (count, of, lower, upper) => {
    const interval = wilsonInterval(count, of);
    expect(interval?.lower).toBeCloseTo(lower, 13);
    expect(interval?.upper).toBeCloseTo(upper, 13);
  });

  it('is none of none', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it.each([
    [2, 1],
    [-1, 3],
    [1.5, 3],
    [1, NaN],
  ])('refuses %d of %d: that is no count', (count, of) => {
    expect(() => wilsonInterval(count, of)).toThrow(RangeError);
  });

  const counts = fc
    .integer({ min: 1, max: 5000 })
    .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));

  it('holds the percentage, stays within 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(counts, ([count, of]) => {
        const { lower, upper } = wilsonInterval(count, of) ?? { lower: NaN, upper: NaN };
        const mirrored = wilsonInterval(of - count, of) ?? { lower: NaN, upper: NaN };
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(count / of);
        expect(upper).toBeGreaterThanOrEqual(count / of);
        expect(1 - mirrored.upper).toBeCloseTo(lower, 12);
      }),
    );
  });
});

describe('the interval of a difference', () => {
  it('is the published one: 56 of 70 less 48 of 80 (Newcombe 1998;17:873-890, table II, method 10)', () => {
    const interval = differenceInterval([56, 70], [48, 80]);
    expect(interval?.lower.toFixed(4)).toBe('0.0524');
    expect(interval?.upper.toFixed(4)).toBe('0.3339');
  });

  it('turns round with its arguments, and is none where there are no cases', () => {
    const [one, other] = [differenceInterval([3, 9], [1, 30]), differenceInterval([1, 30], [3, 9])];
    expect(one?.lower).toBeCloseTo(-(other?.upper ?? NaN), 12);
    expect(differenceInterval([0, 0], [1, 3])).toBeNull();
    expect(differenceInterval([1, 3], [0, 0])).toBeNull();
  });
});
