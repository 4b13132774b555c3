import { sql } from 'kysely';
import { describe, test } from 'vitest';
import { createClock } from '../../src/clock.ts';
import { openQueues } from '../../src/jobs/workers.ts';
import { createLogger } from '../../src/logger.ts';
import { queueKinds } from '../support/yardbell.ts';
import { chatsBeingSent, sleep } from './support/kill.ts';
import { reached } from './support/ledger.ts';
import { emptyQueues } from './support/queue-store.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
/** Several deliveries are always in flight, and the sending outlasts the 5 s until the lost job is taken up anew. */
const BUSY = { members: 900, sendRate: 100, latencyMs: 60 };

describe.concurrent.each(queueKinds())('A10 with queues in %s', (queues) => {
  test(
    'two workers, a send pressed again and a job that runs twice double nobody',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { ...BUSY, queues });
      const id = await sendTwiceAtOnce(world);
      await world.finished(id);
      const { missed, doubled } = reached(world.simulator, world.members);
      expect({ missed, doubled }).toEqual({ missed: [], doubled: [] });
      expect(await world.counts(id)).toEqual({ sent: BUSY.members });
    },
    HANG_GUARD_MS,
  );
});

test.concurrent(
  'A10 without the claims they double many (control)',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, BUSY);
    await forgetClaims(world);
    await sendTwiceAtOnce(world);
    await until(() => reached(world.simulator, world.members).doubled.length > 10, 'second copies');
    expect(reached(world.simulator, world.members).doubled.length).toBeGreaterThan(10);
  },
  HANG_GUARD_MS,
);

/** Two processes work one broadcast at the same time, because its job is lost and hinted at again under their hands. */
async function sendTwiceAtOnce(world: World): Promise<number> {
  const { id, again } = await world.broadcast('meeting_notice');
  const role = { PROCESS_ROLE: 'worker' };
  await Promise.all([world.start(role), world.start(role)]);
  await until(() => reached(world.simulator, world.members).missed.length < world.members.length, 'a start');
  const store = world.redisUrl
    ? { kind: 'redis' as const, url: world.redisUrl }
    : { kind: 'postgres' as const, url: world.databaseUrl };
  const queues = openQueues(store, createClock(), createLogger('silent'));
  for (let time = 0; time < 3; time += 1) {
    await emptyQueues(world);
    await again();
    await queues.sendBroadcast(id);
    await sleep(300);
  }
  await queues.close();
  return id;
}

/** Takes the protection away: a claim is not kept, so nobody knows that somebody else is sending. */
async function forgetClaims({ db }: World): Promise<void> {
  await sql`
    create function forget_claims() returns trigger language plpgsql
    as $$ begin if new.status = 'sending' then new.status := 'pending'; end if; return new; end $$
  `.execute(db);
  await sql`
    create trigger forget_claims before update on deliveries for each row execute function forget_claims()
  `.execute(db);
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
