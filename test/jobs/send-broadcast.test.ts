import { afterEach, describe, expect, test } from 'vitest';
import { type NewBroadcast, deliveryCounts, startBroadcast } from '../../src/db/broadcasts.ts';
import { type TestYardbell, queueKinds, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell | undefined;
afterEach(async () => {
  await yard?.stop();
  yard = undefined;
});

const FIRST_ID = 6_000;

/** A published meeting and a broadcast of its notice to `count` members, not hinted at yet. */
async function prepare(count: number, queues: 'postgres' | 'redis' = 'postgres') {
  yard = await startYardbell({ queues });
  const { db, clock, simulator } = yard;
  const now = clock.now();
  const ids = Array.from({ length: count }, (_, index) => FIRST_ID + index);
  for (const id of ids) {
    simulator.addPerson({ id, firstName: `P${id}`, languageCode: 'en' });
    simulator.open(id);
  }
  await yard.settled();
  const { id: communityId } = await db.selectFrom('communities').select('id').executeTakeFirstOrThrow();
  const residents = await db
    .insertInto('residents')
    .values(
      ids.map((id) => ({ telegram_id: id, locale: 'en' as const, locale_chosen_at: now, created_at: now })),
    )
    .returning('id')
    .execute();
  const members = residents.map(({ id }) => ({ resident_id: id, community_id: communityId, joined_at: now }));
  await db.insertInto('memberships').values(members).execute();
  const start = { year: 2026, month: 3, day: 14, hour: 14, minute: 30 };
  const details = {
    title: 'The lift',
    start,
    end: { ...start, hour: 16, minute: 0 },
    place: 'Block 3, ground floor, no steps',
    toDecide: ['Which lift to mend first', 'Who keeps the key'],
    contact: 'Ms Zhang 6924 0000',
  };
  const { id: meetingId } = await db
    .insertInto('meetings')
    .values({
      code: 'lift22',
      community_id: communityId,
      status: 'published',
      version: 1,
      details: JSON.stringify(details),
      starts_at: new Date('2026-03-14T06:30:00Z'),
      created_at: now,
      published_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = {
    meeting_id: meetingId,
    version: 1,
    change: 'published' as const,
    details: JSON.stringify(details),
  };
  await db
    .insertInto('meeting_versions')
    .values({ ...row, published_at: now })
    .execute();
  const broadcast: NewBroadcast = {
    kind: 'meeting_notice',
    objectId: meetingId,
    generation: 1,
    communityId,
    createdBy: null,
  };
  const started = await startBroadcast(db, broadcast, { kind: 'members', communityId }, now);
  if (!started) throw new Error('the broadcast did not start');
  simulator.clearCalls();
  return { yard, ids, broadcast, communityId, broadcastId: started.id };
}

async function finished(world: TestYardbell, broadcastId: number): Promise<void> {
  for (;;) {
    await world.lookForDue();
    const row = await world.db
      .selectFrom('broadcasts')
      .select('status')
      .where('id', '=', broadcastId)
      .executeTakeFirstOrThrow();
    if (row.status === 'finished') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** How many copies of the notice lie in each chat. */
function copies(world: TestYardbell, ids: number[]): number[] {
  return ids.map(
    (id) => world.simulator.messages(id).filter((message) => message.text?.includes('The lift')).length,
  );
}

describe.each(queueKinds())('with queues in %s', (queues) => {
  test('everybody gets a broadcast once, and starting it again changes nothing', async () => {
    const { yard: world, ids, broadcast, communityId, broadcastId } = await prepare(40, queues);
    await finished(world, broadcastId);
    expect(copies(world, ids)).toEqual(ids.map(() => 1));
    const again = await startBroadcast(
      world.db,
      broadcast,
      { kind: 'members', communityId },
      world.clock.now(),
    );
    expect(again).toBeUndefined();
  });
});

test('who blocked the bot is marked and counted, and the others are not affected', async () => {
  const { yard: world, ids, broadcastId } = await prepare(12);
  const [first = 0, second = 0, ...others] = ids;
  // Telegram says it only when the message is refused.
  world.simulator.orderFault({
    chatId: first,
    kind: 'status',
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  world.simulator.deactivate(second);
  await finished(world, broadcastId);
  expect(await deliveryCounts(world.db, broadcastId)).toEqual({ sent: 10, blocked: 2 });
  expect(copies(world, others)).toEqual(others.map(() => 1));
});

test('a lost reply costs at most one more copy and nobody is missed', async () => {
  const { yard: world, ids, broadcastId } = await prepare(30);
  world.simulator.orderFault({ method: 'sendMessage', kind: 'drop_after', times: 3 });
  await finished(world, broadcastId);
  const got = copies(world, ids);
  expect(Math.min(...got)).toBe(1);
  expect(Math.max(...got)).toBeLessThanOrEqual(2);
  expect(got.reduce((sum, count) => sum + count, 0)).toBe(33);
});

test('a refused send is tried again without a second copy', async () => {
  const { yard: world, ids, broadcastId } = await prepare(10);
  world.simulator.orderFault({ method: 'sendMessage', kind: 'too_many_requests', retryAfter: 1, times: 2 });
  await finished(world, broadcastId);
  expect(copies(world, ids)).toEqual(ids.map(() => 1));
});

test('after a 429 no send is tried before its time is over', async () => {
  const { yard: world, broadcastId } = await prepare(30);
  world.simulator.orderFault({ method: 'sendMessage', kind: 'too_many_requests', retryAfter: 2 });
  await finished(world, broadcastId);
  const sends = world.simulator.calls.filter((call) => call.method === 'sendMessage');
  const refused = sends.find((call) => call.status === 429);
  expect(refused).toBeDefined();
  // Those already under way when the refusal came may still arrive; three are in flight at most.
  const tooSoon = sends.filter((call) => refused && call.at > refused.at && call.at < refused.at + 2_000);
  expect(tooSoon.length).toBeLessThanOrEqual(2);
});

test('who opts out before the claim gets nothing', async () => {
  const { yard: world, ids, broadcastId } = await prepare(5);
  const [quiet = 0, ...others] = ids;
  await world.db
    .updateTable('residents')
    .set({ paused_at: world.clock.now() })
    .where('telegram_id', '=', quiet)
    .execute();
  await finished(world, broadcastId);
  expect(copies(world, [quiet])).toEqual([0]);
  expect(copies(world, others)).toEqual([1, 1, 1, 1]);
  expect(await deliveryCounts(world.db, broadcastId)).toEqual({ sent: 4, cancelled: 1 });
});
