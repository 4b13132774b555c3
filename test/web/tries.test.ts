import { expect, test } from 'vitest';
import { createTries } from '../../src/web/tries.ts';

test('the door is locked by the last wrong try allowed in an hour, and open again when the first is an hour old', () => {
  let nowMs = 0;
  const tries = createTries(3, () => nowMs);
  expect([tries.countWrong(), tries.countWrong(), tries.areTooMany()]).toEqual([false, false, false]);
  nowMs = 60_000;
  expect([tries.countWrong(), tries.areTooMany(), tries.countWrong()]).toEqual([true, true, false]);
  nowMs = 3_599_999;
  expect(tries.areTooMany()).toBe(true);
  nowMs = 3_600_000;
  expect(tries.areTooMany()).toBe(false);
  expect([tries.countWrong(), tries.countWrong(), tries.areTooMany()]).toEqual([false, true, true]);
});
