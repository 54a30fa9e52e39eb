/**
 * What the bounds of the fairness suite are worth: every wrong sampler breaks one, in the trial and
 * by the measure named for it, and a right sampler made another way breaks none.
 */
import { describe, expect, test } from 'vitest';
import { MEASURES } from './measures.ts';
import { MUTANTS, RIGHT_SAMPLERS, type Mutant, type RightSampler } from './mutants.ts';
import { isWithinBounds } from './statistics.ts';
import { runTrial, TRIALS } from './trials.ts';

describe('a right sampler made another way is within them too', () => {
  test.each(Object.entries<RightSampler>(RIGHT_SAMPLERS))('%s', (_, right) => {
    const draws = runTrial(TRIALS[right.trial], right.sampler);
    for (const measure of right.measures) {
      for (const [side, statistic] of Object.entries(MEASURES[measure](draws))) {
        expect(statistic, `${measure}: ${side}`).toSatisfy(isWithinBounds);
      }
    }
  });
});

describe('a wrong sampler is rejected', () => {
  test.each(
    Object.entries<Mutant>(MUTANTS).map(
      ([name, mutant]) => [name, mutant.caughtBy.join(' and '), mutant] as const,
    ),
  )('%s, by %s', (_, __, { sampler, trial, caughtBy, as }) => {
    const draws = runTrial(TRIALS[trial], sampler);
    for (const measure of caughtBy) {
      expect(TRIALS[trial].measures).toContain(measure);
      const measured = Object.values(MEASURES[measure](draws));
      const broken = measured.filter(({ value, low, high }) =>
        as === 'too uneven' ? value > high : value < low,
      );
      expect(broken, `${measure}: ${JSON.stringify(measured)}`).not.toHaveLength(0);
    }
  });

  test('and every measure of the suite rejects one', () => {
    const rejecting = Object.values<Mutant>(MUTANTS).flatMap(({ caughtBy }) => caughtBy);
    expect([...new Set(rejecting)].toSorted()).toEqual(Object.keys(MEASURES).toSorted());
  });
});
