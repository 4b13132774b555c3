import { sql } from 'kysely';
import { describe, test } from 'vitest';
import { sleep } from './support/kill.ts';
import { reached, sendsOf } from './support/ledger.ts';
import { forgetHolds } from './support/protection.ts';
import { STAFF_ID } from './support/seed.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
/** Longer than a job waits. */
const LONG_HOLD_S = 25;
/** As Telegram has said it to others. */
const HOURS_S = 10_072;

describe.concurrent('A7 a 429 that outlasts a job', () => {
  test(
    'is shown, blocks no worker, and the broadcast goes on by itself',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 100, sendRate: 50 });
      const { id } = await world.broadcast('meeting_notice');
      await showProgressTo(world, id);
      await world.start();
      await refusedFor(world, LONG_HOLD_S);
      await until(() => isShown(world), 'staff to be told');
      const before = sendsOf(world.simulator, '').length;
      await until(async () => (await jobsAtWork(world)) === 0, 'the worker to be free');
      await sleep(LONG_HOLD_S * 1_000 - 5_000);
      expect(sendsOf(world.simulator, '')).toHaveLength(before);
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );

  test(
    'by hours is shown, keeps no process from ending, and is obeyed by the next one until it is over',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 60, sendRate: 50 });
      const { id } = await world.broadcast('meeting_notice');
      await showProgressTo(world, id);
      const first = await world.start();
      await refusedFor(world, HOURS_S);
      await until(() => isShown(world), 'staff to be told');
      await until(async () => (await jobsAtWork(world)) === 0, 'the worker to be free');
      expect(await first.stop()).toEqual({ code: 0, signal: null });
      const before = sendsOf(world.simulator, '').length;
      const second = await world.start();
      await world.hint((queues) => queues.sendBroadcast(id));
      await sleep(2_000);
      expect(sendsOf(world.simulator, '')).toHaveLength(before);
      await second.stop();
      // As if the hours had gone by.
      await sql`update send_budget set held_until = now()`.execute(world.db);
      await world.start();
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );

  test(
    'is broken by the next process when only the one that was told knows of it (control)',
    async ({ onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 200, sendRate: 50 });
      await forgetHolds(world);
      await world.broadcast('meeting_notice');
      const told = await world.start();
      await refusedFor(world, HOURS_S);
      await told.stop();
      const before = sendsOf(world.simulator).length;
      await world.start();
      await until(() => sendsOf(world.simulator).length > before, 'the next process to send');
      await until(async () => (await jobsAtWork(world)) > 0, 'a worker to be seen at work');
    },
    HANG_GUARD_MS,
  );
});

/** Waits until the sending is under way, has Telegram refuse everything for so long, and waits until it has. */
async function refusedFor({ simulator }: World, retryAfter: number): Promise<void> {
  await until(() => sendsOf(simulator).length > 20, 'the sending to be under way');
  simulator.orderFault({ method: 'sendMessage', kind: 'too_many_requests', retryAfter });
  await until(() => sendsOf(simulator).some((call) => call.status === 429), 'the 429');
}

function isShown({ simulator }: World): boolean {
  return simulator.calls.some(
    ({ method, params }) =>
      method === 'editMessageText' && String(params['text']).includes('asks us to wait until'),
  );
}

/** The message that tells staff how far it is, as the bot sends it after "publish". */
async function showProgressTo({ db, simulator, apiRoot, token }: World, broadcastId: number): Promise<void> {
  await fetch(`${apiRoot}/bot${token}/sendMessage?chat_id=${STAFF_ID}&text=progress`);
  const post = {
    chat_id: STAFF_ID,
    reference: `broadcast:${broadcastId}`,
    message_id: simulator.lastMessage(STAFF_ID)?.message_id ?? 0,
  };
  await db.insertInto('posts').values(post).execute();
}

async function jobsAtWork({ db }: World): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from bullmq.job where state = 'active'
  `.execute(db);
  return rows[0]?.count ?? 0;
}
