/**
 * The estimates are held to the R package survey 4.1.1 on R 4.2.2, an independent implementation:
 *
 *   library(survey); options(digits = 17, survey.lonely.psu = "adjust")
 *   say <- function(f, d) { print(svymean(f, d)); print(attr(svyciprop(f, d, method = "beta"), "ci")) }
 *   mk <- function(N, n, y) do.call(rbind, lapply(seq_along(N), function(h)
 *     data.frame(h = h, N = N[h], y = c(rep(1, y[h]), rep(0, n[h] - y[h])))))
 *
 * That package lets an effective sample be larger than the sample. Here it is at most as large, as
 * in the NCHS standards; where that tells, the interval is held to R's quantiles instead:
 *
 *   kg <- function(p, n) c(qbeta(.025, p * n, n - p * n + 1), qbeta(.975, p * n + 1, n - p * n))
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../src/audit/quantiles.ts';
import {
  estimateProportion,
  type Stratum,
  type WeightedEstimate,
} from '../../src/audit/weighted-estimate.ts';

/** So many cases, the first of which have what is asked. */
function stratum(size: number, cases: number, having: number): Stratum {
  return { size, cases: Array.from({ length: cases }, (_, index) => index < having) };
}

function estimate(strata: readonly Stratum[]): WeightedEstimate {
  const estimated = estimateProportion(strata);
  if (estimated === null) throw new Error('nothing was estimated');
  return estimated;
}

function expectClose(found: WeightedEstimate, expected: readonly number[]): void {
  const { proportion, standardError, interval } = found;
  [proportion, standardError, interval.lower, interval.upper].forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] ?? NaN, 11);
  });
}

describe('against the R package survey', () => {
  // data(api); d <- svydesign(id = ~1, strata = ~stype, data = apistrat, fpc = ~fpc)
  // say(~I(sch.wide == "Yes"), d); kg(0.82794801420729736, 200)
  it('its own stratified sample of Californian schools: which met their school-wide target', () => {
    const schools = estimate([stratum(4421, 100, 91), stratum(755, 50, 26), stratum(1018, 50, 35)]);
    expectClose(
      schools,
      [0.82794801420729736, 0.024344780089656272, 0.76836426181909512, 0.87752979238288087],
    );
    expect(schools).toMatchObject({ degreesOfFreedom: 197, tooUncertain: null, covered: 6194 });
  });

  // say(~I(sch.wide == "Yes"), subset(d, yr.rnd == "Yes")); kg(0.90644668858619071, 21)
  it('a part of that sample: schools that are open all the year', () => {
    const others = (count: number): null[] => Array.from({ length: count }, () => null);
    const part = estimate([
      { size: 4421, cases: [...stratum(18, 18, 17).cases, ...others(82)] },
      { size: 755, cases: [...stratum(1, 1, 0).cases, ...others(49)] },
      { size: 1018, cases: [...stratum(2, 2, 1).cases, ...others(48)] },
    ]);
    expectClose(
      part,
      [0.90644668858619071, 0.057131710316133587, 0.69842861883596619, 0.98878728544150796],
    );
    expect(part).toMatchObject({ cases: 21, degreesOfFreedom: 18, tooUncertain: 'few-cases' });
  });

  // say(~y, svydesign(id = ~1, strata = ~h, fpc = ~N,
  //   data = mk(c(20, 62, 12, 50, 2, 1), c(4, 4, 3, 1, 2, 1), c(1, 0, 2, 1, 1, 0))))
  it('weeks with a lone case, and weeks whose cases were all audited', () => {
    const weeks = estimate([
      stratum(20, 4, 1),
      stratum(62, 4, 0),
      stratum(12, 3, 2),
      stratum(50, 1, 1),
      stratum(2, 2, 1),
      stratum(1, 1, 0),
    ]);
    expectClose(
      weeks,
      [0.43537414965986393, 0.1939748842247126, 0.083070447014067655, 0.8481091734467715],
    );
    expect(weeks).toMatchObject({ lone: 1, degreesOfFreedom: 9, tooUncertain: 'few-cases' });
  });

  // say(~y, svydesign(id = ~1, strata = ~h, fpc = ~N, data = mk(rep(c(20, 62), 26), rep(4, 52),
  //   rep(c(1, 1, 0, 1, 2, 1, 1, 0, 1, 1), length.out = 52))))
  it('half a year of ordinary weeks', () => {
    const having = [1, 1, 0, 1, 2, 1, 1, 0, 1, 1];
    const weeks = Array.from({ length: 52 }, (_, week) =>
      stratum(week % 2 === 0 ? 20 : 62, 4, having[week % 10] ?? 0),
    );
    expectClose(
      estimate(weeks),
      [0.21364915572232646, 0.033735529953909528, 0.15041723767679466, 0.28877634647730355],
    );
  });
});

describe('what the sample cannot say', () => {
  it('nothing is said without audited cases, or without any the question is about', () => {
    expect(estimateProportion([])).toBeNull();
    expect(estimateProportion([stratum(20, 0, 0)])).toBeNull();
    expect(estimateProportion([{ size: 20, cases: [null, null] }])).toBeNull();
  });

  it('a side of a week without an audited case is not covered, and counted', () => {
    const found = estimate([stratum(20, 4, 2), stratum(30, 0, 0)]);
    expect(found).toMatchObject({ covered: 20, frame: 50, proportion: 0.5 });
  });

  it('more cases than referrals are a fault, not a result', () => {
    expect(() => estimateProportion([stratum(3, 4, 1)])).toThrow(RangeError);
  });

  it('cases that happen to be alike in every stratum do not look certain', () => {
    const halves = Array.from({ length: 20 }, (_, week) => stratum(50, 4, week % 2 === 0 ? 4 : 0));
    const { standardError, effectiveCases, interval } = estimate(halves);
    expect(standardError).toBeCloseTo(0, 12);
    expect(effectiveCases).toBe(80);
    expect(interval.lower).toBeCloseTo(betaQuantile(0.025, 40, 41), 12);
  });

  it('none found among cases of unequal weight is less sure than among as many of equal weight', () => {
    const equal = estimate(Array.from({ length: 26 }, () => stratum(40, 4, 0)));
    const unequal = estimate(
      Array.from({ length: 26 }, (_, week) => stratum(week % 2 === 0 ? 10 : 70, 4, 0)),
    );
    expect(equal.interval.lower).toBe(0);
    expect(unequal.interval.upper).toBeGreaterThan(equal.interval.upper);
  });

  it.each([
    ['few-cases', Array.from({ length: 3 }, () => stratum(60, 8, 4))],
    ['few-degrees', Array.from({ length: 90 }, (_, n) => stratum(9, n < 5 ? 2 : 1, n % 2))],
    ['wide', Array.from({ length: 4 }, () => stratum(60, 8, 4))],
    ['relatively-wide', Array.from({ length: 12 }, (_, n) => stratum(60, 8, n === 0 ? 1 : 0))],
    [null, Array.from({ length: 40 }, (_, n) => stratum(60, 8, n % 2))],
  ])('%s', (expected, strata) => {
    expect(estimate(strata).tooUncertain).toBe(expected);
  });
});

const anyStratum = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.nat(60))
  .map(([cases, having, more]) => stratum(cases + more, cases, Math.min(cases, having)));

describe('any sample', () => {
  it('gives an estimate within its interval, whatever the order of the weeks', () => {
    fc.assert(
      fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 30 }), (strata) => {
        const found = estimateProportion(strata);
        if (found === null) return;
        const { proportion, interval, effectiveCases, cases } = found;
        expect(interval.lower).toBeLessThanOrEqual(proportion + 1e-12);
        expect(interval.upper).toBeGreaterThanOrEqual(proportion - 1e-12);
        expect(effectiveCases).toBeLessThanOrEqual(cases);
        const turned = estimate(strata.toReversed());
        expect(turned.proportion).toBeCloseTo(proportion, 12);
        expect(turned.interval.upper).toBeCloseTo(interval.upper, 9);
      }),
    );
  });

  it('taken whole is no estimate: it is the truth, without an interval', () => {
    const whole = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(8));
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 20 }), (weeks) => {
        const strata = weeks.map(([size, having]) => stratum(size, size, Math.min(size, having)));
        const { proportion, interval, tooUncertain } = estimate(strata);
        const cases = strata.flatMap((one) => one.cases);
        expect(proportion).toBeCloseTo(cases.filter(Boolean).length / cases.length, 12);
        expect(interval).toEqual({ lower: proportion, upper: proportion });
        expect(tooUncertain).toBeNull();
      }),
    );
  });

  it('is unbiased: the mean over all samples there are is the truth', () => {
    // Three referrals of which two are drawn, beside four of which one is: 3 x 4 samples.
    const met = [true, false, false];
    const notMet = [true, true, true, false];
    const all = [0, 1, 2].flatMap((left) =>
      notMet.map((drawn) =>
        estimate([
          { size: 3, cases: met.filter((_, index) => index !== left) },
          { size: 4, cases: [drawn] },
        ]),
      ),
    );
    const mean = all.reduce((total, { proportion }) => total + proportion, 0) / all.length;
    expect(mean).toBeCloseTo(4 / 7, 12);
  });
});
