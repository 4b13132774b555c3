import { sql } from 'kysely';
import { describe, test } from 'vitest';
import { seededRandom } from '../../src/simulator/faults.ts';
import { queueKinds } from '../support/yardbell.ts';
import { mostInFlight, sleep } from './support/kill.ts';
import { executedSends, reached, sendsOf } from './support/ledger.ts';
import { countJobs, emptyQueues } from './support/queue-store.ts';
import { addReminders, changeMeeting, titleOf } from './support/reminders.ts';
import { STAFF_ID } from './support/seed.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const inFuture = (durationMs: number) => new Date(Date.now() + durationMs);

/** Ends when no reminder waits and everything that was started is finished. */
async function allSettled(world: World): Promise<void> {
  const isSettled = async () => {
    const waiting = world.db.selectFrom('reminders').select('id').where('status', '=', 'pending');
    const running = world.db.selectFrom('broadcasts').select('id').where('finished_at', 'is', null);
    return !(await waiting.executeTakeFirst()) && !(await running.executeTakeFirst());
  };
  await until(isSettled, 'every reminder to be settled');
}

describe.concurrent.each(queueKinds())('C1 with queues in %s', (queues) => {
  test(
    'after the queue was emptied every pending reminder is armed again and fires once',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 300, queues });
      const plan = { count: 300, dueAt: inFuture(25_000), gapMs: 10, startsAt: inFuture(2 * HOUR_MS) };
      await addReminders(world.db, world.communityId, plan);
      await world.start();
      await until(async () => (await countJobs(world)) >= 300, 'every moment to be hinted at');
      await emptyQueues(world);
      // Control: without the record in PostgreSQL nothing would be left of them.
      expect(await countJobs(world)).toBeLessThan(100);
      await allSettled(world);
      const { missed, doubled } = reached(world.simulator, world.members);
      expect({ missed, doubled }).toEqual({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );
});

test.concurrent(
  'C2 after three hours out of service useful reminders go once, late ones are dropped and shown to staff',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 40 });
    const { db, communityId } = world;
    const startsAt = inFuture(6 * HOUR_MS);
    const tooLate = { count: 20, series: 'late', dueAt: inFuture(10 * MINUTE_MS), startsAt };
    const useful = { count: 20, series: 'ok', dueAt: inFuture(100 * MINUTE_MS), startsAt, firstMember: 20 };
    await addReminders(db, communityId, tooLate);
    await addReminders(db, communityId, useful);
    const before = await world.start();
    await before.stop();
    await world.moveClock(3 * HOUR_MS);
    const after = await world.start();
    await allSettled(world);
    expect(reached(world.simulator, world.members.slice(20))).toMatchObject({ missed: [], doubled: [] });
    expect(sendsOf(world.simulator, 'part late')).toEqual([]);
    expect(await statuses(world)).toEqual({ dropped: 20, sent: 20 });

    // Three days later there is one digest, not three, and it says what was dropped.
    await after.stop();
    await db.updateTable('roles').set({ digest_is_on: true }).where('role', '=', 'staff').execute();
    await world.moveClock(3 * 24 * HOUR_MS);
    await world.start();
    const digests = () =>
      executedSends(world.simulator, '').filter((call) => call.params['chat_id'] === STAFF_ID);
    await until(() => digests().length > 0, 'the digest');
    await sleep(1_000);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.params['text']).toContain('too late and was not sent');
  },
  HANG_GUARD_MS,
);

test.concurrent(
  'C2 late reminders go out as well when nothing tells how late they are (control)',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 4 });
    const startsAt = inFuture(6 * HOUR_MS);
    const tooLate = { count: 4, series: 'late', dueAt: inFuture(10 * MINUTE_MS), startsAt };
    await addReminders(world.db, world.communityId, tooLate);
    await world.moveClock(3 * HOUR_MS);
    // What a queue knows of a delayed job: that it is due.
    await world.db
      .updateTable('reminders')
      .set({ due_at: inFuture(3 * HOUR_MS) })
      .execute();
    await world.start();
    await allSettled(world);
    expect(executedSends(world.simulator, 'part late')).toHaveLength(4);
  },
  HANG_GUARD_MS,
);

async function statuses({ db }: World): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('reminders')
    .select((query) => ['status', query.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

const COMERS = 40;

test.concurrent(
  'C3 a meeting moved or cancelled while its reminder goes out: no old word after the change, the new one once',
  async ({ expect, onTestFinished }) => {
    const random = seededRandom(7);
    const world = await openTestWorld({ onTestFinished }, { members: 8 * COMERS, sendRate: 50 });
    const dueAt = inFuture(5_000);
    const plan = { count: 8, comers: COMERS, dueAt, gapMs: 150, startsAt: inFuture(2 * HOUR_MS) };
    await addReminders(world.db, world.communityId, plan);
    await world.start();
    const remindAt = inFuture(16_000);
    const changes = Array.from({ length: 8 }, async (_, n) => {
      const change = n % 3 === 2 ? ('cancelled' as const) : ('moved' as const);
      await sleep(Math.max(0, dueAt.getTime() + n * 150 - 300 + random() * 4_000 - Date.now()));
      const committedAt = await changeMeeting(world.db, `r${n}`, change, {
        title: titleOf(n, 'new'),
        remindAt,
      });
      return { n, change, committedAt };
    });
    for (const { n, change, committedAt } of await Promise.all(changes)) {
      await allSettled(world);
      const late = executedSends(world.simulator, titleOf(n)).filter(
        (call) => call.at > committedAt.getTime(),
      );
      expect(late.length).toBeLessThanOrEqual(mostInFlight(50));
      const comers = world.members.slice(n * COMERS, (n + 1) * COMERS);
      expect(reached(world.simulator, comers, titleOf(n)).doubled).toEqual([]);
      const renewed = reached(world.simulator, comers, titleOf(n, 'new'));
      expect(renewed.doubled).toEqual([]);
      expect(renewed.missed).toEqual(change === 'moved' ? [] : comers);
    }
  },
  HANG_GUARD_MS,
);

test.concurrent(
  'C3 a meeting that is changed in place is reminded of with old words, and never again (control)',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 120, sendRate: 50 });
    const plan = { count: 1, comers: 120, dueAt: inFuture(0), startsAt: inFuture(2 * HOUR_MS) };
    await addReminders(world.db, world.communityId, plan);
    await world.start();
    await until(() => executedSends(world.simulator).length > 5, 'the reminder to go out');
    await sql`
      update meetings set details = jsonb_set(details, '{title}', to_jsonb(${titleOf(0, 'new')}::text))
    `.execute(world.db);
    await world.db
      .updateTable('reminders')
      .set({ due_at: inFuture(500) })
      .execute();
    const before = executedSends(world.simulator, titleOf(0)).length;
    await allSettled(world);
    const late = executedSends(world.simulator, titleOf(0)).length - before;
    expect(late).toBeGreaterThan(mostInFlight(50));
    expect(reached(world.simulator, world.members, titleOf(0, 'new')).missed).not.toEqual([]);
  },
  HANG_GUARD_MS,
);

/** The reminder planned last falls due first, so that no other order looks like this one. */
const BACKWARDS = {
  count: 100,
  dueAt: inFuture(-28 * MINUTE_MS),
  gapMs: -1_000,
  startsAt: inFuture(HOUR_MS),
};
/** Four reminders are begun at once and four broadcasts are worked at once: those may overtake each other. */
const FURTHEST_LEAP = 4 + 4 + mostInFlight(25);

test.concurrent(
  'C6 reminders that fell due while nobody could send leave in due order',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 100, sendRate: 25 });
    await addReminders(world.db, world.communityId, BACKWARDS);
    await world.start();
    const firstAt = Date.now();
    await allSettled(world);
    const order = executedSends(world.simulator).map(
      (call) => Number(call.params['chat_id']) - (world.members[0] ?? 0),
    );
    expect(order).toHaveLength(100);
    expect(furthestLeap(order)).toBeLessThanOrEqual(FURTHEST_LEAP);
    expect(Date.now() - firstAt).toBeLessThan(MINUTE_MS);
  },
  HANG_GUARD_MS,
);

test.concurrent('C6 in the order in which they were planned they would be seen to be out of order (control)', async ({
  expect,
  onTestFinished,
}) => {
  const world = await openTestWorld({ onTestFinished }, { members: 100 });
  await addReminders(world.db, world.communityId, BACKWARDS);
  const query = world.db.selectFrom('reminders').innerJoin('meetings', 'meetings.id', 'reminders.meeting_id');
  const rows = await query.select('meetings.code').orderBy('reminders.id').execute();
  expect(furthestLeap(rows.map(({ code }) => Number(code.slice(1))))).toBeGreaterThan(FURTHEST_LEAP);
});

/** How far the reminder that is furthest from its place is from it; the last one planned belongs first. */
function furthestLeap(order: number[]): number {
  return Math.max(...order.map((n, place) => Math.abs(order.length - 1 - n - place)));
}
