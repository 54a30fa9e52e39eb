import { describe, expect, it } from 'vitest';
import { roundPercent } from '../../src/audit/rounding.ts';

/** The same by whole numbers alone, in steps of `10 ** -decimals`. */
function exact(part: number, of: number, decimals: number): number {
  const steps = 10 ** decimals;
  return Math.floor((2 * part * 100 * steps + of) / (2 * of)) / steps;
}

describe('a percentage', () => {
  it.each([
    [23, 80, 28.8],
    [1, 80, 1.3],
    [1, 16, 6.3],
    [3, 16, 18.8],
    [1, 3, 33.3],
    [0, 7, 0],
    [7, 7, 100],
  ])('%d of %d is %d', (part, of, expected) => {
    expect(roundPercent(part / of, 1)).toBe(expected);
  });

  it('is that of the whole numbers, for every fraction up to 500', () => {
    const wrong: string[] = [];
    for (let of = 1; of <= 500; of += 1) {
      for (let part = 0; part <= of; part += 1) {
        for (const decimals of [1, 2]) {
          if (roundPercent(part / of, decimals) !== exact(part, of, decimals)) {
            wrong.push(`${part} of ${of}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('of a change is that of the whole numbers, up or down', () => {
    const wrong: string[] = [];
    for (const [of, before] of [
      [80, 16],
      [48, 40],
      [347, 320],
    ] as const) {
      for (let part = 0; part <= of; part += 1) {
        for (let earlier = 0; earlier <= before; earlier += 1) {
          const change = part * before - earlier * of;
          const size = exact(Math.abs(change), of * before, 1);
          const expected = change < 0 && size > 0 ? -size : size;
          if (roundPercent(part / of - earlier / before, 1) !== expected) {
            wrong.push(`${part} of ${of}, ${earlier} of ${before} before`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
