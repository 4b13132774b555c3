import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Queue, Worker } from 'bullmq';
import { type TestContext, describe, inject, test } from 'vitest';
import { type Proxy, startProxy } from '../support/proxy.ts';
import { type MortalRedis, startMortalRedis } from '../support/redis-server.ts';
import { chatsBeingSent, sleep } from './support/kill.ts';
import { executedSends, reached, sendsOf } from './support/ledger.ts';
import { forgetAttempts } from './support/protection.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 150_000;
/** The reconciler looks every 15 s, and BullMQ reconnects within a few. */
const GOES_ON_WITHIN_MS = 30_000;

const sentOnce = { missed: [], doubled: [] };

/** A Redis of the test's own, or undefined where this machine has none. */
async function ownRedis({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<MortalRedis> {
  const redis = await startMortalRedis(mkdtempSync(path.join(os.tmpdir(), 'yardbell-redis-')));
  if (!redis) throw new Error('there was a Redis when the tests were collected');
  onTestFinished(() => redis.kill9());
  return redis;
}

/** Waits for the next sends after this moment; how long that took. */
async function goesOnAfter({ simulator }: World, momentMs: number): Promise<number> {
  const next = () => sendsOf(simulator).find((call) => call.at > momentMs);
  await until(() => next() !== undefined, 'sending to go on');
  return (next()?.at ?? 0) - momentMs;
}

describe.skipIf(!inject('redis')).concurrent('A11 Redis', () => {
  test(
    'emptied, killed and away for seconds in the middle of a broadcast: nobody missed, nobody doubled',
    async ({ expect, onTestFinished }) => {
      const redis = await ownRedis({ onTestFinished });
      const options = { members: 700, sendRate: 50, redisUrl: redis.url };
      const world = await openTestWorld({ onTestFinished }, options);
      const { id } = await world.broadcast('survey_invitation');
      const run = await world.start();
      await until(() => sendsOf(world.simulator).length > 50, 'the sending to be under way');
      await redis.flushAll();
      await sleep(1_500);
      await redis.kill9();
      await sleep(1_000);
      await redis.start();
      await sleep(1_500);
      await redis.kill9();
      await sleep(4_000);
      await redis.start();
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject(sentOnce);
      expect(await world.counts(id)).toEqual({ sent: 700 });
      expect((await run.stop()).code).toBe(0);
    },
    HANG_GUARD_MS,
  );

  test(
    'away when a broadcast starts: it is said, and sent soon after Redis is back',
    async ({ expect, onTestFinished }) => {
      const redis = await ownRedis({ onTestFinished });
      const world = await openTestWorld({ onTestFinished }, { members: 30, redisUrl: redis.url });
      const run = await world.start();
      await redis.kill9();
      const { id } = await world.broadcast('meeting_notice');
      await until(async () => (await readiness(run.url)) === 503, 'health to say it', 60_000);
      expect(sendsOf(world.simulator)).toEqual([]);
      await redis.start();
      const backAt = Date.now();
      expect(await goesOnAfter(world, backAt)).toBeLessThan(GOES_ON_WITHIN_MS);
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject(sentOnce);
      await until(async () => (await readiness(run.url)) === 200, 'health to be well again');
    },
    HANG_GUARD_MS,
  );

  test(
    'emptied while everything is idle: the next broadcast is sent as ever',
    async ({ expect, onTestFinished }) => {
      const redis = await ownRedis({ onTestFinished });
      const world = await openTestWorld({ onTestFinished }, { members: 30, redisUrl: redis.url });
      await world.start();
      await sleep(1_000);
      await redis.flushAll();
      const { id } = await world.broadcast('meeting_notice');
      expect(await goesOnAfter(world, Date.now())).toBeLessThan(GOES_ON_WITHIN_MS);
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject(sentOnce);
    },
    HANG_GUARD_MS,
  );

  test(
    'emptied in the middle makes a sender that keeps a job for each recipient forget the rest (control)',
    async ({ expect, onTestFinished }) => {
      const redis = await ownRedis({ onTestFinished });
      const { queue, told } = await sendByJobs({ onTestFinished }, redis.url, 100);
      await until(() => told.size > 10, 'the sending to be under way');
      await redis.flushAll();
      const isIdle = async () =>
        Object.values(await queue.getJobCounts('waiting', 'active')).every((n) => n === 0);
      await until(isIdle, 'nothing to be left to do');
      expect(told.size).toBeLessThan(100);
    },
    HANG_GUARD_MS,
  );
});

/** The usual way: a job for each recipient, twenty a second. */
async function sendByJobs(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  redisUrl: string,
  recipients: number,
): Promise<{ queue: Queue; told: Set<string> }> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const queue = new Queue('recipients', { connection });
  await queue.addBulk(Array.from({ length: recipients }, (_, n) => ({ name: `to ${n}`, data: {} })));
  const told = new Set<string>();
  const send = async ({ name }: { name: string }) => told.add(name);
  const worker = new Worker('recipients', send, { connection, limiter: { max: 2, duration: 100 } });
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  onTestFinished(async () => {
    await worker.close(true);
    await queue.close();
  });
  return { queue, told };
}

async function readiness(url: string): Promise<number> {
  return (await fetch(`${url}/health/ready`)).status;
}

describe.concurrent('A12 PostgreSQL cut off twice in the middle of a broadcast', () => {
  test(
    'lets nothing out without a committed claim, misses nobody and doubles only who was in doubt',
    async ({ expect, onTestFinished }) => {
      const { world, id, inDoubt } = await cutTwice({ onTestFinished });
      const { missed, doubled, mostCopies } = reached(world.simulator, world.members);
      expect(missed).toEqual([]);
      expect(mostCopies).toBeLessThanOrEqual(2);
      expect(doubled.filter((person) => !inDoubt.includes(person))).toEqual([]);
      expect(await sentWithoutClaim(world)).toEqual([]);
      expect((await world.counts(id)).pending).toBeUndefined();
    },
    HANG_GUARD_MS,
  );

  test(
    'would be seen to send without a claim if claims were forgotten (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 20 });
      await forgetAttempts(world);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await world.finished(id);
      expect(await sentWithoutClaim(world)).toHaveLength(20);
    },
    HANG_GUARD_MS,
  );
});

async function cutTwice(
  context: Pick<TestContext, 'onTestFinished'>,
): Promise<{ world: World; id: number; inDoubt: number[] }> {
  let proxy: Proxy | undefined;
  const world = await openTestWorld(context, {
    members: 300,
    sendRate: 50,
    latencyMs: 40,
    databaseThrough: async (url) => {
      proxy = await startProxy(url);
      return proxy.url;
    },
  });
  context.onTestFinished(() => proxy?.close());
  const { id } = await world.broadcast('meeting_notice');
  await world.start();
  const inDoubt: number[] = [];
  for (let cut = 0; cut < 2; cut += 1) {
    const before = executedSends(world.simulator).length;
    await until(() => executedSends(world.simulator).length > before + 40, `sending before cut ${cut}`);
    proxy?.cut();
    await sleep(200);
    inDoubt.push(...(await chatsBeingSent(world, id)));
    await sleep(3_000);
    proxy?.restore();
  }
  await world.finished(id);
  return { world, id, inDoubt };
}

/** People to whom more was sent than attempts were committed for. */
async function sentWithoutClaim({ db, simulator }: World): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('residents', 'residents.id', 'deliveries.resident_id')
    .select(['residents.telegram_id', 'deliveries.attempts'])
    .execute();
  const attempts = new Map(rows.map((row) => [row.telegram_id, row.attempts]));
  const copies = new Map<number, number>();
  for (const call of executedSends(simulator)) {
    const chatId = Number(call.params['chat_id']);
    copies.set(chatId, (copies.get(chatId) ?? 0) + 1);
  }
  return [...copies].flatMap(([chatId, count]) => (count > (attempts.get(chatId) ?? 0) ? [chatId] : []));
}
