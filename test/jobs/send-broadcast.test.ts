import { afterEach, describe, expect, test } from 'vitest';
import { deliveryCounts, startBroadcast } from '../../src/db/broadcasts.ts';
import {
  type Prepared,
  type Wanted,
  copies as copiesIn,
  prepareBroadcast,
  untilStatus,
} from '../support/broadcasts.ts';
import { queueKinds } from '../support/yardbell.ts';

let world: Prepared | undefined;
afterEach(async () => {
  await world?.yard.stop();
  world = undefined;
});

async function prepare(count: number, wanted: Partial<Wanted> = {}) {
  world = await prepareBroadcast({ count, ...wanted });
  const prepared = world;
  return {
    ...prepared,
    finished: async () => await untilStatus(prepared, 'finished'),
    copies: (ids: number[]) => copiesIn(prepared, ids),
  };
}

describe.each(queueKinds())('with queues in %s', (queues) => {
  test('everybody gets a broadcast once, and starting it again changes nothing', async () => {
    const { yard, ids, broadcast, communityId, finished, copies } = await prepare(40, { queues });
    await finished();
    expect(copies(ids)).toEqual(ids.map(() => 1));
    const again = await Promise.all(
      [1, 2, 3].map(
        async () =>
          await startBroadcast(yard.db, broadcast, { kind: 'members', communityId }, yard.clock.now()),
      ),
    );
    expect(again).toEqual([undefined, undefined, undefined]);
    await yard.lookForDue();
    expect(copies(ids)).toEqual(ids.map(() => 1));
  });
});

test('who blocked the bot is marked and counted, and the others are not affected', async () => {
  const { yard, ids, broadcastId, finished, copies } = await prepare(12);
  const [first = 0, second = 0, ...others] = ids;
  // Telegram says it only when the message is refused.
  yard.simulator.orderFault({
    chatId: first,
    kind: 'status',
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  yard.simulator.deactivate(second);
  await finished();
  expect(await deliveryCounts(yard.db, broadcastId)).toEqual({ sent: 10, blocked: 2 });
  expect(copies(others)).toEqual(others.map(() => 1));
});

test('a lost reply costs at most one more copy and nobody is missed', async () => {
  const { yard, ids, finished, copies } = await prepare(30);
  yard.simulator.orderFault({ method: 'sendMessage', kind: 'drop_after', times: 3 });
  await finished();
  const got = copies(ids);
  expect(Math.min(...got)).toBe(1);
  expect(Math.max(...got)).toBeLessThanOrEqual(2);
  expect(got.reduce((sum, count) => sum + count, 0)).toBe(33);
});

test('a refused send is tried again without a second copy', async () => {
  const { yard, ids, finished, copies } = await prepare(10);
  yard.simulator.orderFault({ method: 'sendMessage', kind: 'too_many_requests', retryAfter: 1, times: 2 });
  await finished();
  expect(copies(ids)).toEqual(ids.map(() => 1));
});

test('after a 429 no send is tried before its time is over', async () => {
  const { yard, finished } = await prepare(30);
  yard.simulator.orderFault({ method: 'sendMessage', kind: 'too_many_requests', retryAfter: 2 });
  await finished();
  const calls = yard.simulator.calls.filter((call) => call.method === 'sendMessage');
  const refused = calls.find((call) => call.status === 429);
  expect(refused).toBeDefined();
  // Those already under way when the refusal came may still arrive; three are in flight at most.
  const tooSoon = calls.filter((call) => refused && call.at > refused.at && call.at < refused.at + 2_000);
  expect(tooSoon.length).toBeLessThanOrEqual(2);
});

test('who opts out before the claim gets nothing', async () => {
  const { yard, ids, broadcastId, finished, copies } = await prepare(5);
  const [quiet = 0, ...others] = ids;
  await yard.db
    .updateTable('residents')
    .set({ paused_at: yard.clock.now() })
    .where('telegram_id', '=', quiet)
    .execute();
  await finished();
  expect(copies([quiet])).toEqual([0]);
  expect(copies(others)).toEqual([1, 1, 1, 1]);
  expect(await deliveryCounts(yard.db, broadcastId)).toEqual({ sent: 4, cancelled: 1 });
});

test('many starts at the same moment are one broadcast', async () => {
  const { yard, broadcast, communityId } = await prepare(3);
  const again = { ...broadcast, objectId: broadcast.objectId + 1 };
  const starts = await Promise.all(
    Array.from(
      { length: 6 },
      async () => await startBroadcast(yard.db, again, { kind: 'members', communityId }, yard.clock.now()),
    ),
  );
  expect(starts.filter(Boolean)).toMatchObject([{ recipients: 3 }]);
});

test('who joins after the start is not sent to, and who leaves before their turn neither', async () => {
  const { yard, ids, finished, copies } = await prepare(4);
  const [leaver = 0, ...others] = ids;
  const newcomer = await yard.resident(7_000, 'en');
  await yard.say(leaver, '/stop');
  await finished();
  expect(copies([leaver, newcomer, ...others])).toEqual([0, 0, 1, 1, 1]);
});

test('one who always meets an error of Telegram is failed after two tries, and the others get theirs', async () => {
  const { yard, ids, broadcastId, finished, copies } = await prepare(8);
  const [, poisoned = 0] = ids;
  yard.simulator.orderFault({
    chatId: poisoned,
    kind: 'status',
    status: 500,
    description: 'Internal Server Error: restart',
    times: Infinity,
  });
  await finished();
  expect(await deliveryCounts(yard.db, broadcastId)).toEqual({ sent: 7, failed: 1 });
  expect(yard.simulator.calls.filter((call) => call.status === 500)).toHaveLength(2);
  expect(copies(ids)).toEqual([1, 0, 1, 1, 1, 1, 1, 1]);
});

test('an invitation of which nobody knows whether it arrived is not sent again', async () => {
  const { yard, ids, broadcastId, finished, copies } = await prepare(20, { kind: 'survey_invitation' });
  yard.simulator.orderFault({ method: 'sendMessage', kind: 'drop_after', times: 4 });
  await finished();
  expect(await deliveryCounts(yard.db, broadcastId)).toEqual({ sent: 16, unknown: 4 });
  expect(copies(ids)).toEqual(ids.map(() => 1));
});

test('a group that became a supergroup is followed to its new id', async () => {
  const { yard, ids, finished } = await prepare(2);
  const [first = 0] = ids;
  const groupId = -77;
  yard.simulator.addGroup({ id: groupId, title: 'Yard', type: 'group', memberIds: [first] });
  await yard.settled();
  await yard.db
    .updateTable('residents')
    .set({ telegram_id: groupId })
    .where('telegram_id', '=', first)
    .execute();
  const newId = yard.simulator.upgradeToSupergroup(groupId);
  await finished();
  expect(yard.simulator.messages(newId).filter((message) => message.text?.includes('The lift'))).toHaveLength(
    1,
  );
});
