import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build-bundle.ts',
    pool: 'forks',
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
});
