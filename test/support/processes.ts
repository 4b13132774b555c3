import { afterAll } from 'vitest';
import { killAll } from './spawn.ts';

/** Spawned programs for tests: they all end with the test file that started them. */
export { type TestProcess, projectNode, startProcess, startYardbell } from './spawn.ts';

afterAll(killAll);
