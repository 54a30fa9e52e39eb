/**
 * Score intervals for percentages of the cases audited. They say how far the percentage could lie
 * from that of many like cases by chance alone; small and extreme percentages stay within 0 and 1.
 */

/** The 0.975 quantile of the normal distribution: 95 of 100 such intervals hold the true value. */
const Z = 1.959963984540054;

/** Fractions from 0 to 1, the lower first. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The 95 % score interval of `count` out of `of`. Null for none out of none.
 *
 * Source: Wilson E B, J Am Stat Assoc 1927;22:209-212; recommended for small numbers by Brown, Cai
 * and DasGupta, Statistical Science 2001;16:101-133, and used by Public Health England's technical
 * guide "Confidence intervals". Without continuity correction.
 *
 * Throws where the two are not whole numbers with 0 <= count <= of: such a count is a fault.
 */
export function wilsonInterval(count: number, of: number): Interval | null {
  if (!Number.isInteger(count) || !Number.isInteger(of) || count < 0 || count > of) {
    throw new RangeError(`no count of cases: ${count} of ${of}`);
  }
  if (of === 0) return null;
  const share = count / of;
  const middle = share + (Z * Z) / (2 * of);
  const reach = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  // At the ends the formula gives 0 and 1; only rounding would say otherwise.
  return {
    lower: count === 0 ? 0 : (middle - reach) / scale,
    upper: count === of ? 1 : (middle + reach) / scale,
  };
}

/**
 * The 95 % interval of the difference of two percentages, first minus second, each `[count, of]`
 * and of other cases. Null where either is of none. From -1 to 1.
 *
 * Source: Newcombe R G, Statistics in Medicine 1998;17:873-890, method 10 (hybrid score).
 */
export function differenceInterval(
  first: readonly [count: number, of: number],
  second: readonly [count: number, of: number],
): Interval | null {
  const [a, b] = [wilsonInterval(...first), wilsonInterval(...second)];
  if (a === null || b === null) return null;
  const [shareA, shareB] = [first[0] / first[1], second[0] / second[1]];
  return {
    lower: shareA - shareB - Math.hypot(shareA - a.lower, b.upper - shareB),
    upper: shareA - shareB + Math.hypot(a.upper - shareA, shareB - b.lower),
  };
}
