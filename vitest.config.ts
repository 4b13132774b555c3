import { defineConfig } from 'vitest/config';

// The runner reads a default export: the one file that has one.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/services.ts'],
    pool: 'forks',
    maxWorkers: 2,
    watch: false,
    // A guard against hanging, not a budget.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
