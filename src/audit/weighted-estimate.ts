/**
 * What the sample says about all decisions of the frames it was drawn from. Every side of every week
 * is a stratum, a case stands for the eligible referrals of its side that week shared among the
 * cases audited, and the interval follows from the spread within the strata.
 */
import { betaQuantile, tQuantile } from './quantiles.ts';
import type { Interval } from './wilson.ts';

/** One side of one week. */
export interface Stratum {
  /** Eligible referrals: a whole number, at least as many as the cases. */
  readonly size: number;
  /** The cases audited: whether each has what is asked; null for one the question is not about. */
  readonly cases: readonly (boolean | null)[];
}

export interface WeightedEstimate {
  /** Cases audited that the question is about. */
  readonly cases: number;
  /** Eligible referrals in strata with an audited case, and in all: the estimate is of the first. */
  readonly covered: number;
  readonly frame: number;
  /** Strata that were not taken whole and have a single audited case. */
  readonly lone: number;
  /** From 0 to 1. */
  readonly proportion: number;
  readonly standardError: number;
  /** How many cases of a simple random sample would say as much; never more than `cases`. */
  readonly effectiveCases: number;
  readonly degreesOfFreedom: number;
  readonly interval: Interval;
  /** Null where it may be published. */
  readonly tooUncertain: Uncertainty | null;
}

export type Uncertainty = 'few-cases' | 'few-degrees' | 'wide' | 'relatively-wide';

/** NCHS data presentation standards for proportions: see `judge`. */
const FEWEST_CASES = 30;
const FEWEST_DEGREES = 8;
const WIDEST = 0.3;
const NARROW_ENOUGH = 0.05;
const WIDEST_RELATIVELY = 1.3;

/**
 * The share of the frames' decisions that have what is asked. Null where no audited case is one the
 * question is about.
 *
 * The estimate is Horvitz and Thompson's for a stratified random sample, as a ratio where the
 * question is about some cases only; its variance is by linearisation, with the finite population
 * correction 1 - n/N in each stratum (Cochran W G, Sampling Techniques, 3rd ed. 1977, 5.3-5.4, 5A.14
 * and 6.11; Lohr S L, Sampling: Design and Analysis, 2nd ed. 2010, 3.2 and 4.2). Cases that were
 * not audited are taken to be like the audited ones of their stratum (Lohr, 8.5).
 *
 * A stratum with one audited case shows no spread of its own: its deviation from the overall
 * estimate is taken instead, which errs on the side of too wide (`lonely.psu = "adjust"` of the R
 * package survey; Lumley T, Complex Surveys, 2010, 2.3). One without any is not covered.
 *
 * Throws RangeError where a stratum has more cases than referrals.
 */
export function estimateProportion(strata: readonly Stratum[]): WeightedEstimate | null {
  const audited = strata.filter((stratum) => {
    if (stratum.cases.length > stratum.size) throw new RangeError('more cases than referrals');
    return stratum.cases.length > 0;
  });
  const weighted = audited.map(({ size, cases }) => ({
    size,
    cases,
    weight: size / cases.length,
    asked: cases.filter((value) => value !== null).length,
    having: cases.filter((value) => value === true).length,
  }));
  const cases = sum(weighted.map(({ asked }) => asked));
  if (cases === 0) return null;
  const total = sum(weighted.map(({ weight, asked }) => weight * asked));
  // Exactly 0 or 1 where all are alike, whatever rounding makes of the weights.
  const having = sum(weighted.map((stratum) => stratum.having));
  const proportion =
    having === cases ? 1 : sum(weighted.map((one) => one.weight * one.having)) / total;
  const isWhole = weighted.every((stratum) => stratum.cases.length === stratum.size);
  const variance = sum(
    weighted.map((stratum) =>
      strataVariance(
        stratum.size,
        stratum.cases.map((value) =>
          value === null ? 0 : (stratum.weight * (Number(value) - proportion)) / total,
        ),
      ),
    ),
  );
  const degreesOfFreedom = cases - weighted.filter(({ asked }) => asked > 0).length;
  const effectiveCases = isWhole
    ? cases
    : effectiveSize(proportion, variance, cases, degreesOfFreedom, kishSize(weighted, total));
  const interval = isWhole
    ? { lower: proportion, upper: proportion }
    : kornGraubard(proportion, effectiveCases);
  return {
    cases,
    covered: sum(audited.map(({ size }) => size)),
    frame: sum(strata.map(({ size }) => size)),
    lone: audited.filter((one) => one.cases.length === 1 && one.size > 1).length,
    proportion,
    standardError: Math.sqrt(variance),
    effectiveCases,
    degreesOfFreedom,
    interval,
    tooUncertain: isWhole
      ? null
      : judge(proportion, interval, Math.min(cases, effectiveCases), degreesOfFreedom),
  };
}

/** A stratum's part of the variance, from the linearised values of its cases. */
function strataVariance(size: number, values: readonly number[]): number {
  const n = values.length;
  const unseen = 1 - n / size;
  if (unseen === 0) return 0;
  if (n === 1) return unseen * sum(values.map((value) => value * value));
  const mean = sum(values) / n;
  return ((unseen * n) / (n - 1)) * sum(values.map((value) => (value - mean) ** 2));
}

/**
 * Cases of a simple random sample with this variance, for the degrees of freedom there are. Where
 * all cases say the same, the variance says nothing: then what unequal weights leave (Kish L, Survey
 * Sampling, 1965, 11.7).
 *
 * Source: Korn E L and Graubard B I, Survey Methodology 1998;24:193-201, with the limit to the
 * number of cases as in the NCHS standards, so that cases which happen to be alike within every
 * stratum do not look certain.
 */
function effectiveSize(
  proportion: number,
  variance: number,
  cases: number,
  degrees: number,
  kish: number,
): number {
  if (degrees < 1 || cases < 2) return Math.min(1, kish);
  const alike = proportion <= 0 || proportion >= 1;
  const plain = alike ? kish : (proportion * (1 - proportion)) / variance;
  return Math.min(cases, plain * (tQuantile(cases - 1) / tQuantile(degrees)) ** 2);
}

function kishSize(
  strata: readonly { readonly weight: number; readonly asked: number }[],
  total: number,
): number {
  return total ** 2 / sum(strata.map(({ weight, asked }) => weight * weight * asked));
}

/** The 95 % interval of Clopper and Pearson, of so many effective cases. */
function kornGraubard(proportion: number, effective: number): Interval {
  const having = proportion * effective;
  const lacking = effective - having;
  return {
    lower: proportion <= 0 ? 0 : betaQuantile(0.025, having, lacking + 1),
    upper: proportion >= 1 ? 1 : betaQuantile(0.975, having + 1, lacking),
  };
}

/**
 * Whether an estimate is too uncertain to be published. Source: National Center for Health
 * Statistics, Data Presentation Standards for Proportions (Parker J D et al., Vital and Health
 * Statistics 2(175), 2017): not with fewer than 30 cases or effective cases, nor with an interval
 * 30 points wide or more, nor, where it is wider than 5 points, wider than 130 % of the estimate.
 * Fewer than 8 degrees of freedom go to a statistician there; here none is asked, so it is not shown.
 */
function judge(
  proportion: number,
  { lower, upper }: Interval,
  cases: number,
  degrees: number,
): Uncertainty | null {
  const width = upper - lower;
  if (cases < FEWEST_CASES) return 'few-cases';
  if (degrees < FEWEST_DEGREES) return 'few-degrees';
  if (width >= WIDEST) return 'wide';
  return width > NARROW_ENOUGH && width > WIDEST_RELATIVELY * proportion ? 'relatively-wide' : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
