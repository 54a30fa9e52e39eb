/**
 * Is the draw fair? The program's own draw, made thousands of times from invented weeks, with every
 * statistic held between two bounds that a fair draw leaves once in a million. The seeds are fixed,
 * so what holds today holds always. What the bounds are worth is shown in mutants.test.ts.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { MEASURES } from './measures.ts';
import { drawOfTheProgram, type Drawn } from './sampler.ts';
import { isWithinBounds } from './statistics.ts';
import { runTrial, TRIALS, type Trial } from './trials.ts';

describe('the draw of the program is within the bounds of a fair one', () => {
  describe.each(Object.entries<Trial>(TRIALS))('%s', (_, trial) => {
    let draws: readonly Drawn[] = [];
    beforeAll(() => {
      draws = runTrial(trial, drawOfTheProgram);
    });

    test.each(trial.measures)('%s', (measure) => {
      for (const [side, statistic] of Object.entries(MEASURES[measure](draws))) {
        expect(statistic, `${side}: ${JSON.stringify(statistic)}`).toSatisfy(isWithinBounds);
      }
    });
  });
});
