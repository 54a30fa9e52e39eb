/**
 * The statistics of the fairness suite: a value, and the two bounds a fair draw keeps it between.
 *
 * Bounds are two-sided: a fair draw falls below the lower with a probability of 5e-7 and above the
 * upper with 5e-7, 1e-6 in all. Too even is as wrong as too uneven: taking turns is not chance.
 *
 * Sources
 * - Pearson's statistic and the chi-square distribution: Knuth, The Art of Computer Programming,
 *   volume 2, 3.3.1. The distribution is the regularised incomplete gamma function P(df/2, x/2),
 *   here by its power series (NIST Digital Library of Mathematical Functions, 8.2.4 and 8.7.1).
 * - Counts of a draw without replacement: Joe, "Tests of uniformity for sets of lotto numbers",
 *   Statistics & Probability Letters 16 (1993); Genest, Lockhart and Stephens, "Chi-square and the
 *   lottery", The Statistician 51 (2002).
 * - Kolmogorov's statistic and its limiting distribution: Marsaglia, Tsang and Wang, "Evaluating
 *   Kolmogorov's distribution", Journal of Statistical Software 8/18 (2003).
 * - Spearman's rank correlation has mean 0 and variance 1/(n-1) when every order is as likely as
 *   any other: Kendall, Rank Correlation Methods, chapters 4 and 5.
 */

/** A measured value and the bounds a fair draw keeps it between. */
export interface Statistic {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The probability that a fair draw is out of bounds, both sides together. */
export const REJECTED_BY_CHANCE = 1e-6;
const TAIL = REJECTED_BY_CHANCE / 2;

export function isWithinBounds({ value, low, high }: Statistic): boolean {
  return value >= low && value <= high;
}

/** Pearson's statistic of counts that should all be alike, on their number less one. */
export function evenCounts(counts: readonly number[]): Statistic {
  return chiSquare(pearson(counts), counts.length - 1);
}

/**
 * How often each of n was among the k drawn, over many draws without replacement.
 *
 * Within one draw an inclusion has variance k/n (1 - k/n), and two inclusions have covariance
 * -k/n (1 - k/n) / (n-1): who is drawn keeps another out. The matrix of these has the eigenvalue
 * k/n (1 - k/n) n/(n-1), n-1 times, so Pearson's statistic over the expected count is (n-k)/(n-1)
 * times a chi-square on n-1 degrees of freedom. Its inverse, (n-1)/(n-k), puts it right; without
 * it a fair draw looks too even. For k = 1 it is Pearson's statistic as it stands.
 */
export function inclusionCounts(counts: readonly number[], drawn: number): Statistic {
  const n = counts.length;
  return chiSquare((pearson(counts) * (n - 1)) / (n - drawn), n - 1);
}

/** A sum of as many independent, nearly normal squares as there are degrees of freedom. */
export function chiSquare(value: number, degrees: number): Statistic {
  return {
    value,
    low: chiSquareQuantile(degrees, TAIL),
    high: chiSquareQuantile(degrees, 1 - TAIL),
  };
}

/** A nearly normal value of mean 0 and standard deviation 1. */
export function standardNormal(value: number): Statistic {
  const high = Math.sqrt(chiSquareQuantile(1, 1 - REJECTED_BY_CHANCE));
  return { value, low: -high, high };
}

/**
 * The mean rank correlation of many orders with the order 0, 1, 2..., in its standard deviations.
 * `orders` holds permutations of 0 to n-1, all of one length.
 */
export function rankCorrelation(orders: readonly (readonly number[])[]): Statistic {
  let sum = 0;
  let variance = 0;
  for (const order of orders) {
    const n = order.length;
    const squares = order.reduce((total, rank, place) => total + (rank - place) ** 2, 0);
    sum += 1 - (6 * squares) / (n * (n ** 2 - 1));
    variance += 1 / (n - 1);
  }
  return standardNormal(sum / Math.sqrt(variance));
}

/** Kolmogorov's statistic of values that should fill 0 to 1 evenly, times the root of their count. */
export function kolmogorov(values: readonly number[]): Statistic {
  const n = values.length;
  const distance = values
    .toSorted((a, b) => a - b)
    .reduce((most, value, i) => Math.max(most, value - i / n, (i + 1) / n - value), 0);
  return {
    value: distance * Math.sqrt(n),
    low: solve(kolmogorovCdf, TAIL),
    high: solve(kolmogorovCdf, 1 - TAIL),
  };
}

/** A count of what a fair draw shows with a probability below 5e-7 in all: it must be 0. */
export function never(count: number): Statistic {
  return { value: count, low: 0, high: 0 };
}

/** The value that a chi-square on so many degrees of freedom stays below with this probability. */
export function chiSquareQuantile(degrees: number, probability: number): number {
  return solve((x) => chiSquareCdf(degrees, x), probability);
}

/** The probability that a chi-square on so many degrees of freedom is at most `x`. */
export function chiSquareCdf(degrees: number, x: number): number {
  if (x <= 0) return 0;
  const [a, z] = [degrees / 2, x / 2];
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= z / (a + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(a * Math.log(z) - z - logGamma(a + 1)));
}

/** The limit of the probability that Kolmogorov's statistic, times root n, is at most `x`. */
export function kolmogorovCdf(x: number): number {
  if (x <= 0) return 0;
  let sum = 0;
  // Two series for the same function: the first is quick where x is small, the second elsewhere.
  if (x < 1) {
    for (let k = 1; k < 20; k += 2) sum += Math.exp(-(((k * Math.PI) / x) ** 2) / 8);
    return (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k < 20; k += 1) sum += (k % 2 === 0 ? -1 : 1) * Math.exp(-2 * (k * x) ** 2);
  return 1 - 2 * sum;
}

function pearson(counts: readonly number[]): number {
  const expected = counts.reduce((total, count) => total + count, 0) / counts.length;
  return counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
}

/** The logarithm of the gamma function at a multiple of one half, by its recurrence. */
function logGamma(a: number): number {
  let [at, log] = a % 1 === 0 ? [1, 0] : [0.5, Math.log(Math.PI) / 2];
  for (; at < a; at += 1) log += Math.log(at);
  return log;
}

/** Where an increasing function from 0 to 1 reaches a probability, by halving. */
function solve(cdf: (x: number) => number, probability: number): number {
  let [low, high] = [0, 1];
  while (cdf(high) < probability) high *= 2;
  for (let halvings = 0; halvings < 100; halvings += 1) {
    const middle = (low + high) / 2;
    if (cdf(middle) < probability) low = middle;
    else high = middle;
  }
  return high;
}
