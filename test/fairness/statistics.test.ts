/** The statistics against published tables and an independent implementation. */
import { describe, expect, test } from 'vitest';
import {
  chiSquare,
  chiSquareCdf,
  chiSquareQuantile,
  evenCounts,
  inclusionCounts,
  isWithinBounds,
  kolmogorov,
  kolmogorovCdf,
  never,
  rankCorrelation,
  standardNormal,
} from './statistics.ts';

describe('the chi-square distribution', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, printed to three places.
  test.each([
    [1, 0.95, 3.841],
    [1, 0.999, 10.828],
    [2, 0.99, 9.21],
    [5, 0.99, 15.086],
    [10, 0.95, 18.307],
    [19, 0.999, 43.82],
    [35, 0.975, 53.203],
    [100, 0.999, 149.449],
    [1, 0.05, 0.004],
    [2, 0.001, 0.002],
    [5, 0.01, 0.554],
    [10, 0.05, 3.94],
    [10, 0.001, 1.479],
    [19, 0.001, 5.407],
    [30, 0.01, 14.953],
    [100, 0.001, 61.918],
  ])('on %i degrees of freedom stays below its %f quantile, %f in the tables', (df, p, table) => {
    expect(Math.abs(chiSquareQuantile(df, p) - table)).toBeLessThanOrEqual(0.0005 + 1e-9);
  });

  // SciPy 1.17.1, scipy.stats.chi2: ppf(5e-7, df) and isf(5e-7, df).
  test.each([
    [5, 0.009769098349095815, 37.391024449846356],
    [14, 0.8998024006245499, 56.38399384681698],
    [19, 2.079048939281658, 65.53326231854408],
    [35, 7.962088493287908, 92.08354617076672],
    [44, 12.182801609464535, 105.96964196524907],
    [52, 16.301320999732802, 117.91522960921789],
    [119, 58.141144096250954, 210.27463401058603],
    [255, 159.3711832028637, 381.12726787120766],
  ])('on %i degrees of freedom has the bounds %f and %f at 1e-6', (df, low, high) => {
    const statistic = chiSquare(0, df);
    expect(statistic.low / low).toBeCloseTo(1, 7);
    expect(statistic.high / high).toBeCloseTo(1, 7);
  });

  test('is exponential on two degrees of freedom', () => {
    for (const x of [1e-6, 0.1, 1, 5, 30]) {
      expect(chiSquareCdf(2, x)).toBeCloseTo(1 - Math.exp(-x / 2), 14);
    }
    expect(chiSquareCdf(2, 0)).toBe(0);
  });
});

test('the normal bounds at 1e-6 are those of the tables', () => {
  expect(standardNormal(0).high).toBeCloseTo(4.891638475698591, 8);
  expect(standardNormal(0).low).toBe(-standardNormal(0).high);
});

describe('the Kolmogorov distribution', () => {
  // SciPy 1.17.1, scipy.stats.kstwobign.cdf, to six places; 1.36 and 1.63 are the well-known 5 % and
  // 1 % points.
  test.each([
    [0.28, 0.000001],
    [0.5, 0.036055],
    [1, 0.73],
    [1.36, 0.950514],
    [1.63, 0.990154],
    [2, 0.999329],
  ])('is at most %f with a probability of %f', (x, table) => {
    expect(Math.abs(kolmogorovCdf(x) - table)).toBeLessThanOrEqual(0.0000005 + 1e-12);
  });

  test('has the bounds of SciPy, kstwobign, at 1e-6', () => {
    const { low, high } = kolmogorov([0.5]);
    expect(low).toBeCloseTo(0.2715444947431026, 9);
    expect(high).toBeCloseTo(2.7569734238004693, 9);
  });

  test('is of the widest gap between the values and an even rise', () => {
    expect(kolmogorov([0.5]).value).toBeCloseTo(0.5, 12);
    expect(kolmogorov([0.9, 0.1, 0.2, 0.3]).value).toBeCloseTo(2 * 0.45, 12);
    expect(kolmogorov([0.6, 0.7, 0.8, 0.9]).value).toBeCloseTo(2 * 0.6, 12);
  });
});

describe('counts', () => {
  test('give the sum of squared differences over the expected count', () => {
    expect(evenCounts([10, 10, 10]).value).toBe(0);
    expect(evenCounts([8, 12, 10]).value).toBeCloseTo(0.8, 12);
    expect(evenCounts([8, 12, 10])).toMatchObject({ low: chiSquareQuantile(2, 5e-7) });
  });

  test('without replacement have, put right, exactly the mean of their chi-square', () => {
    // One draw of k from n: every subset gives the same statistic, so its mean is plain.
    for (const [n, k] of [
      [6, 3],
      [15, 4],
      [45, 4],
      [6, 1],
    ] as const) {
      const counts = Array.from({ length: n }, (_, index) => (index < k ? 1 : 0));
      expect(inclusionCounts(counts, k).value).toBeCloseTo(n - 1, 10);
    }
  });

  test('of one drawn at a time need no correction', () => {
    expect(inclusionCounts([8, 12, 10], 1)).toEqual(evenCounts([8, 12, 10]));
  });
});

describe('rank correlation', () => {
  test('is 1 in its standard deviations for the same order, and -1 for the opposite one', () => {
    expect(rankCorrelation([[0, 1, 2, 3, 4]]).value).toBeCloseTo(2, 12);
    expect(rankCorrelation([[4, 3, 2, 1, 0]]).value).toBeCloseTo(-2, 12);
  });

  test('has mean 0 and variance 1 over every order there is', () => {
    const orders = permutations([0, 1, 2, 3]);
    expect(orders).toHaveLength(24);
    const values = orders.map((order) => rankCorrelation([order]).value);
    const sum = (of: readonly number[]) => of.reduce((total, value) => total + value, 0);
    expect(sum(values)).toBeCloseTo(0, 12);
    expect(sum(values.map((value) => value ** 2))).toBeCloseTo(24, 12);
    expect(rankCorrelation(orders).value).toBeCloseTo(0, 12);
  });
});

describe('bounds', () => {
  test('are two-sided and belong to what they bound', () => {
    const within = (value: number) => isWithinBounds({ value, low: 1, high: 2 });
    expect([0.9, 1, 1.5, 2, 2.1].map(within)).toEqual([false, true, true, true, false]);
  });

  test('hold nothing that is no number', () => {
    expect(isWithinBounds(standardNormal(Number.NaN))).toBe(false);
  });

  test('of what must never happen hold nothing but 0', () => {
    expect([never(0), never(1)].map(isWithinBounds)).toEqual([true, false]);
  });
});

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  );
}
