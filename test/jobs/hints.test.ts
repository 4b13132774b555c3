import { createPostgresBackend, withBackend } from 'bullmq';
import { afterEach, describe, expect, test } from 'vitest';
import { type QueueStore, openQueue, openWorker } from '../../src/jobs/connection.ts';
import { createLogger } from '../../src/logger.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';
import { testRedisUrl } from '../support/redis.ts';
import { queueKinds } from '../support/yardbell.ts';

const log = createLogger('silent');
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function openStore(kind: 'postgres' | 'redis'): Promise<QueueStore> {
  if (kind === 'redis') return { kind, url: testRedisUrl() ?? '' };
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  return { kind, url: database.url };
}

/** A worker whose jobs end only when they are let go. */
async function openHeld(kind: 'postgres' | 'redis') {
  const store = await openStore(kind);
  const queue = openQueue(store, 'hints', log);
  cleanups.push(() => queue.close());
  const running: (() => void)[] = [];
  let begun = 0;
  const worker = openWorker(
    store,
    'hints',
    async () => {
      begun += 1;
      await new Promise<void>((resolve) => running.push(resolve));
    },
    4,
    log,
  );
  cleanups.push(() => worker.close());
  const hint = () => queue.add('look', { id: 1 }, { hintId: 'look-1' });
  const begins = async (count: number) => {
    while (begun < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { queue, hint, begins, letGo: () => running.shift()?.(), begun: () => begun };
}

describe.each(queueKinds())('in %s', (kind) => {
  test('a hint given while its job is being worked on is worked afterwards, once', async () => {
    const { hint, begins, letGo, begun } = await openHeld(kind);
    await hint();
    await begins(1);
    await hint();
    await hint();
    expect(begun()).toBe(1);
    letGo();
    await begins(2);
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(begun()).toBe(2);
  });

  test('a hint can be given again after it was worked', async () => {
    const { hint, begins, letGo } = await openHeld(kind);
    for (let time = 1; time <= 3; time += 1) {
      await hint();
      await begins(time);
      letGo();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  test('a delayed hint waits its time, and a second one with the same id is the same', async () => {
    const { queue, begins, letGo, begun } = await openHeld(kind);
    const later = () => queue.add('look', { id: 2 }, { hintId: 'look-2', delayMs: 400 });
    await later();
    await later();
    expect(begun()).toBe(0);
    await begins(1);
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(begun()).toBe(1);
  });
});

test('a worker and a queue whose PostgreSQL was away at their start work as soon as it is back', async () => {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const relay = await startProxy(database.url);
  cleanups.push(() => relay.close());
  relay.cut();
  const store: QueueStore = { kind: 'postgres', url: relay.url };
  const queue = openQueue(store, 'hints', log);
  cleanups.push(() => queue.close());
  let begun = 0;
  const worker = openWorker(store, 'hints', async () => void (begun += 1), 1, log);
  cleanups.push(() => worker.close());
  await expect(queue.add('look', {}, { hintId: 'early' })).rejects.toThrow();
  relay.restore();
  await queue.add('look', {}, { hintId: 'late' });
  await expect.poll(() => begun, { timeout: 20_000 }).toBe(1);
});

test('control: left to itself, a worker whose start failed never works again', async () => {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const relay = await startProxy(database.url);
  cleanups.push(() => relay.close());
  relay.cut();
  const Postgres = withBackend(createPostgresBackend);
  const connection = { connectionString: relay.url, schema: 'bullmq', migrate: true };
  const worker = new Postgres.Worker('hints', async () => undefined, { connection, autorun: false });
  cleanups.push(() => worker.close(true));
  worker.on('error', () => undefined);
  await expect(worker.waitUntilReady()).rejects.toThrow();
  relay.restore();
  await expect(worker.waitUntilReady()).rejects.toThrow();
});
