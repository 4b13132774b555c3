import { defineConfig } from 'vitest/config';

// The runner reads a default export: the one file that has one.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/services.ts'],
    pool: 'forks',
    maxWorkers: 3,
    watch: false,
    // Tests that mostly wait, for leases to run out or for a slow sender, wait together.
    maxConcurrency: 8,
    // Processes, clocks and sockets are real here, and a busy machine may starve one of them: what fails twice has failed.
    retry: 1,
    // A guard against hanging, not a budget.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
