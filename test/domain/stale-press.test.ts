import { expect, test } from 'vitest';
import { isStalePress } from '../../src/domain/stale-press.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute));

test.each([
  ['a moment ago', 0, false],
  ['exactly fifteen minutes ago', 15, false],
  ['more than fifteen minutes ago', 16, true],
])('a button pressed %s: stale is %s', (_when, minutes, isStale) => {
  expect(isStalePress(at(0), at(minutes))).toBe(isStale);
});

test('a clock that was set back makes nothing stale', () => {
  expect(isStalePress(at(30), at(0))).toBe(false);
});
