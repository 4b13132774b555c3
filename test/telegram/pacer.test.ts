import { expect, test } from 'vitest';
import { createPacer } from '../../src/telegram/pacer.ts';

/** Slots that a sender who takes them one after the other would get, in milliseconds of a simulated clock. */
function slots(ratePerSecond: number, count: number): number[] {
  let now = 0;
  const pacer = createPacer(ratePerSecond, () => now);
  return Array.from({ length: count }, () => {
    now += pacer.slotMs();
    return now;
  });
}

test.each([25, 30, 1000])('at %i a second no second ever holds more, and the rate is used', (rate) => {
  const times = slots(rate, rate * 10);
  for (const [index, start] of times.entries()) {
    const inWindow = times.slice(index, index + rate + 5).filter((time) => time < start + 1000).length;
    expect(inWindow).toBeLessThanOrEqual(rate);
  }
  const last = times.at(-1) ?? 0;
  expect(times.length / (last / 1000)).toBeGreaterThan(rate * 0.98);
});

test('after a pause there is no burst', () => {
  let now = 0;
  const pacer = createPacer(10, () => now);
  pacer.slotMs();
  now = 60_000;
  expect(pacer.slotMs()).toBe(0);
  expect(pacer.slotMs()).toBeGreaterThan(90);
});
