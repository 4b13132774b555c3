import { describe, test } from 'vitest';
import { queueKinds } from '../support/yardbell.ts';
import { chatsBeingSent, sleep } from './support/kill.ts';
import { reached } from './support/ledger.ts';
import { forgetClaims, forgetWhoWorks } from './support/protection.ts';
import { emptyQueues } from './support/queue-store.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
/** Many deliveries are always in flight. */
const BUSY = { members: 300, sendRate: 100, latencyMs: 200 };

describe.concurrent('A10 two workers, a send pressed again and a job that runs twice', () => {
  test.for(queueKinds())(
    'double nobody, with queues in %s',
    { timeout: HANG_GUARD_MS },
    async (queues, { expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 300, sendRate: 100, queues });
      const id = await sendTwiceAtOnce(world);
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
      expect(await world.counts(id)).toEqual({ sent: 300 });
    },
  );

  test(
    'double nobody even when nothing keeps the second job from the broadcast: the claims do',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, BUSY);
      await forgetWhoWorks(world);
      const id = await sendTwiceAtOnce(world);
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
      expect(await world.counts(id)).toEqual({ sent: BUSY.members });
    },
    HANG_GUARD_MS,
  );

  test(
    'double many when the claims are forgotten as well (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, BUSY);
      await forgetWhoWorks(world);
      await forgetClaims(world);
      await sendTwiceAtOnce(world);
      await until(() => reached(world.simulator, world.members).doubled.length > 3, 'second copies');
      expect(reached(world.simulator, world.members).doubled.length).toBeGreaterThan(3);
    },
    HANG_GUARD_MS,
  );
});

/** Two processes work one broadcast at the same time: hints of different ids are different jobs. */
async function sendTwiceAtOnce(world: World): Promise<number> {
  const role = { PROCESS_ROLE: 'worker' };
  await Promise.all([world.start(role), world.start(role)]);
  const { id, again } = await world.broadcast('meeting_notice');
  await world.hint(async (queues) => {
    for (const delayMs of [0, 20, 40, 60]) {
      await queues.sendBroadcast(id, new Date(Date.now() + delayMs));
      await again();
    }
  });
  return id;
}

test.concurrent(
  'a worker frozen beyond its lease changes nothing that another one has done since',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 200, sendRate: 100, latencyMs: 80 });
    const { id } = await world.broadcast('meeting_notice');
    const frozen = await world.start({ PROCESS_ROLE: 'worker' });
    await until(() => reached(world.simulator, world.members).missed.length < 150, 'a fourth to be sent');
    frozen.signal('SIGSTOP');
    await sleep(200);
    const inDoubt = await chatsBeingSent(world, id);
    await world.expireLeases();
    await emptyQueues(world);
    await world.start({ PROCESS_ROLE: 'worker' });
    await until(async () => (await world.counts(id)).pending === undefined, 'the other one to send the rest');
    const before = await messageIds(world, id);
    frozen.signal('SIGCONT');
    await world.finished(id);
    await sleep(500);
    const { missed, doubled, mostCopies } = reached(world.simulator, world.members);
    expect(missed).toEqual([]);
    expect(mostCopies).toBeLessThanOrEqual(2);
    expect(doubled.filter((person) => !inDoubt.includes(person))).toEqual([]);
    expect(inDoubt.length).toBeGreaterThan(0);
    for (const [residentId, messageId] of before) {
      expect((await messageIds(world, id)).get(residentId)).toBe(messageId);
    }
  },
  HANG_GUARD_MS,
);

async function messageIds({ db }: World, broadcastId: number): Promise<Map<number, number | null>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['resident_id', 'message_id'])
    .where('broadcast_id', '=', broadcastId)
    .where('status', '=', 'sent')
    .execute();
  return new Map(rows.map((row) => [row.resident_id, row.message_id]));
}
