import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** They put another generator in the place of the right one, and must not leave it there. */
const OTHER_GENERATORS = ['test/fairness/mutants.test.ts', 'test/audit/draw-ties.test.ts'];

export default defineConfig({
  test: {
    globalSetup: 'test/support/build-bundle.ts',
    setupFiles: ['test/support/compare-bytes.ts'],
    pool: 'forks',
    // Many tests wait for a spawned process: one worker more than there are processors.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: OTHER_GENERATORS,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: OTHER_GENERATORS } },
    ],
  },
});
