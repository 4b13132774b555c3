import { test } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { openSlotStore } from '../../src/db/send-budget.ts';
import { type SendBudget, createSendBudget } from '../../src/telegram/send-budget.ts';
import { createTestDatabase } from '../support/database.ts';
import { reached } from './support/ledger.ts';
import { answerTimes } from './support/talk.ts';
import { openTestWorld } from './support/test-world.ts';
import { until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
/** A guard against hanging on a busy machine; the figures of a quiet one are in docs/reliability.md. */
const SLOWEST_ANSWER_MS = 10_000;

test.concurrent.for([
  { how: 'one process', roles: ['bot,worker,web'] },
  { how: 'processes of their own for bot and worker', roles: ['bot', 'worker'] },
])(
  'A15 residents who write while a large broadcast goes out are answered, with $how',
  { timeout: HANG_GUARD_MS },
  async ({ roles }, { expect, onTestFinished }) => {
    const options = { members: 500, sendRate: 50, latencyMs: 60 };
    const world = await openTestWorld({ onTestFinished }, options);
    const { id } = await world.broadcast('meeting_notice');
    for (const role of roles) await world.start({ PROCESS_ROLE: role });
    let isOver = false;
    const pace = { everyMs: 250, longestMs: SLOWEST_ANSWER_MS, isOver: () => isOver };
    const talking = answerTimes(world, world.members.slice(-50), pace);
    await world.finished(id);
    isOver = true;
    const times = await talking;
    expect(times.length).toBeGreaterThan(15);
    expect(Math.max(...times)).toBeLessThan(SLOWEST_ANSWER_MS);
    expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
  },
);

const PUSHES = 60;
const never = new AbortController().signal;

test.concurrent('A15 an answer waits for little of what was to be sent before it', async ({ expect }) => {
  expect(await pushedBefore((budget) => budget.reply(1))).toBeLessThan(PUSHES / 2);
});

test.concurrent('A15 an answer in the line of the broadcast waits for all of it (control)', async ({
  expect,
}) => {
  expect(await pushedBefore((budget) => budget.push('bulk', never))).toBe(PUSHES);
});

/** How many messages of a broadcast leave before an answer that is asked for when the first few have left. */
async function pushedBefore(answer: (budget: SendBudget) => Promise<unknown>): Promise<number> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url);
  const store = openSlotStore(db, 25);
  const onError = (error: unknown) => {
    throw error;
  };
  const budget = createSendBudget({ store, ratePerSecond: 25, onError });
  let pushed = 0;
  const pushes = Array.from({ length: PUSHES }, async () => {
    await budget.push('bulk', never);
    pushed += 1;
  });
  await until(() => pushed > 3, 'the broadcast to be under way');
  await answer(budget);
  const before = pushed;
  await Promise.all(pushes);
  await db.destroy();
  await database.drop();
  return before;
}
