import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { openSlotStore } from '../../src/db/send-budget.ts';
import type { BroadcastLane } from '../../src/domain/broadcast.ts';
import { createSecond } from '../../src/telegram/second.ts';
import { type SendBudget, createSendBudget } from '../../src/telegram/send-budget.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

/** The budget of one process among several on this database. */
function budgetOf(ratePerSecond: number, own: Db = db): SendBudget {
  const onError = (error: unknown) => {
    throw error;
  };
  return createSendBudget({ store: openSlotStore(own, ratePerSecond), ratePerSecond, onError });
}

/** Pushes one after the other for a while and notes when. */
async function push(budget: SendBudget, lane: BroadcastLane, times: number[], forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const slotAt = await budget.push(lane, AbortSignal.timeout(forMs));
    if (slotAt === undefined) return;
    await budget.atSlot(slotAt);
    times.push(performance.now());
  }
}

/** The most that fell into any 1,000 ms. */
function fullestSecond(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const counts = sorted.map((start) => sorted.filter((time) => time >= start && time < start + 1_000).length);
  return Math.max(0, ...counts);
}

/** At 100 a second: a busy machine may be 250 ms late with a slot, and each process makes up for its own. */
const SHARED_MOST = 125;

describe('slots', () => {
  test('two processes on one database share one rate', async () => {
    const times: number[] = [];
    const budgets = [budgetOf(100), budgetOf(100)];
    await Promise.all(budgets.map((budget) => push(budget, 'bulk', times, 2_500)));
    expect(fullestSecond(times)).toBeLessThanOrEqual(SHARED_MOST);
    expect(times.length).toBeGreaterThan(100);
  });

  test('control: two processes with a rate each of their own send twice as much', async () => {
    const other = await createTestDatabase();
    const otherDb = openDatabase(other.url);
    const times: number[] = [];
    const budgets = [budgetOf(100), budgetOf(100, otherDb)];
    await Promise.all(budgets.map((budget) => push(budget, 'bulk', times, 2_500)));
    await otherDb.destroy();
    await other.drop();
    expect(fullestSecond(times)).toBeGreaterThan(SHARED_MOST);
  });

  test('no second ever holds more than the rate, whatever was late', () => {
    const wishes = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: 30 }), (gaps, most) => {
        const second = createSecond(most);
        let now = 0;
        const times = gaps.map((gap) => {
          now += gap;
          for (let place = second.take(now); ; place = second.take(now)) {
            if (!('waitMs' in place)) return now;
            now += place.waitMs;
          }
        });
        expect(fullestSecond(times)).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('who goes first', () => {
  test('urgent before bulk, in the same process and from another one', async () => {
    const slow = budgetOf(20);
    const other = budgetOf(20);
    const bulk: number[] = [];
    const urgent: number[] = [];
    const sending = push(slow, 'bulk', bulk, 3_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const startedAt = performance.now();
    await Promise.all([push(slow, 'urgent', urgent, 1_000), push(other, 'urgent', urgent, 1_000)]);
    const endedAt = performance.now();
    await sending;
    const between = bulk.filter((time) => time > startedAt + 200 && time < endedAt - 200);
    expect(urgent.length).toBeGreaterThan(5);
    expect(between.length).toBeLessThan(urgent.length / 2);
    expect(bulk.filter((time) => time > endedAt).length).toBeGreaterThan(3);
  });

  test('replies wait for nobody while nothing unasked is being sent', async () => {
    const budget = budgetOf(25);
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        await budget.reply(1_000 + index);
        times.push(performance.now());
      }),
    );
    expect(fullestSecond(times)).toBe(200);
  });

  test('during a broadcast replies and pushes together stay under the limit, and replies go first', async () => {
    const worker = budgetOf(25);
    const bot = budgetOf(25);
    const pushes: number[] = [];
    const replies: number[] = [];
    const sending = push(worker, 'bulk', pushes, 4_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await bot.refresh();
    const burst = Array.from({ length: 40 }, async (_, index) => {
      await bot.reply(2_000 + index);
      replies.push(performance.now());
    });
    await Promise.all(burst);
    await sending;
    expect(fullestSecond([...pushes, ...replies])).toBeLessThanOrEqual(30);
    const during = pushes.filter((time) => time > (replies[5] ?? 0) && time < (replies.at(-1) ?? 0));
    expect(during.length).toBeLessThan(replies.length / 2);
  });

  test('a group gets at most 18 messages in any minute', async () => {
    const store = openSlotStore(db, 25);
    const waits: number[] = [];
    for (let count = 0; count < 30; count += 1) waits.push(await store.leaseGroupSend(-100_123));
    for (const start of waits) {
      expect(waits.filter((wait) => wait >= start && wait < start + 60_000).length).toBeLessThanOrEqual(18);
    }
    expect(await store.leaseGroupSend(-100_456)).toBe(0);
  });
});

describe('after a 429', () => {
  test('nobody sends anything, in no process, until its time is over', async () => {
    const worker = budgetOf(100);
    const bot = budgetOf(100);
    const times: number[] = [];
    const sending = push(worker, 'bulk', times, 3_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    bot.hold(1_500);
    const heldAt = performance.now();
    await expect.poll(async () => (await openSlotStore(db, 100).read()).heldMs).toBeGreaterThan(0);
    await worker.refresh();
    const toldAt = performance.now();
    const answered = worker.reply(1).then(() => performance.now());
    await sending;
    expect(times.filter((time) => time > toldAt + 60 && time < heldAt + 1_500)).toEqual([]);
    expect(await answered).toBeGreaterThanOrEqual(heldAt + 1_500);
    expect(times.some((time) => time > heldAt + 1_500)).toBe(true);
  });

  test('a refusal of hours sends the waiting jobs away instead of keeping them', async () => {
    const budget = budgetOf(100);
    budget.hold(10_072_000);
    const slot = await budget.push('bulk', new AbortController().signal);
    expect(slot).toBeUndefined();
    // Whoever comes later is sent away as well, and those who wait while the refusal grows to hours.
    expect(await budget.push('urgent', new AbortController().signal)).toBeUndefined();
    const other = budgetOf(100);
    other.hold(2_000);
    const waiting = other.push('bulk', new AbortController().signal);
    other.hold(10_072_000);
    expect(await waiting).toBeUndefined();
    expect(budget.waitMs()).toBeGreaterThan(10_000_000);
    await expect.poll(async () => (await openSlotStore(db, 100).read()).heldMs).toBeGreaterThan(10_000_000);
  });

  test('a process that starts during a refusal obeys it', async () => {
    await openSlotStore(db, 100).hold(60_000);
    const fresh = budgetOf(100);
    await fresh.refresh();
    expect(fresh.waitMs()).toBeGreaterThan(50_000);
  });
});
