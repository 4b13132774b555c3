import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChatLimit } from '../../src/telegram/chat-limit.ts';

test('three messages at once, then one a second; a quiet moment earns the burst again', () => {
  let now = 0;
  const limit = createChatLimit(1, () => now);
  expect([1, 2, 3, 4, 5].map(() => limit.turnMs(7))).toEqual([0, 0, 0, 1000, 2000]);
  now = 2_000;
  expect(limit.turnMs(7)).toBe(1_000);
  now = 10_000;
  expect([1, 2, 3, 4].map(() => limit.turnMs(7))).toEqual([0, 0, 0, 1000]);
});

test('one chat never waits for another', () => {
  const limit = createChatLimit(1, () => 0);
  for (let count = 0; count < 50; count += 1) limit.turnMs(1);
  expect(limit.turnMs(2)).toBe(0);
});

test('whenever messages are wanted, no chat gets more than three and one a second in any span', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 2_500 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, (waits) => {
      let now = 0;
      const limit = createChatLimit(1, () => now);
      const sentAt = waits.map((gapMs) => {
        now += gapMs;
        return now + limit.turnMs(1);
      });
      for (const [from, start] of sentAt.entries())
        for (const [to, end] of sentAt.entries())
          if (to >= from) expect(to - from + 1).toBeLessThanOrEqual(3 + (end - start) / 1000);
    }),
  );
});

test('chats that have been quiet are forgotten, those that have not keep their turns', () => {
  let now = 0;
  const limit = createChatLimit(1, () => now);
  for (let chatId = 1; chatId <= 5_000; chatId += 1) {
    now += 10;
    limit.turnMs(chatId);
  }
  for (let count = 0; count < 4; count += 1) limit.turnMs(9_999);
  for (let chatId = 10_000; chatId < 12_100; chatId += 1) limit.turnMs(chatId);
  expect(limit.turnMs(9_999)).toBe(2_000);
});
