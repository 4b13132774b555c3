import { type Processor, Queue, Worker, createPostgresBackend, withBackend } from 'bullmq';
import { SturdyClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import { pause } from '../telegram/pause.ts';

/** Where the queues live. The one place that knows there are two kinds. */
export type QueueStore = { kind: 'redis'; url: string } | { kind: 'postgres'; url: string };

export interface QueueHandle {
  /**
   * Adds a job unless one with the same `hintId` is waiting already. While such a job is being worked on, one more is
   * kept for afterwards: what it was to look at may have come after its last look.
   */
  add(name: string, data: object, options: { hintId: string; delayMs?: number }): Promise<void>;
  /** Adds a recurring job, or leaves it as it is. */
  every(schedulerId: string, everyMs: number, name: string): Promise<void>;
  /** Whether a recurring job is there; it is not when somebody emptied the queue. */
  has(schedulerId: string): Promise<boolean>;
  /** How many jobs there are in each state. */
  counts(): Promise<Record<string, number>>;
  /** BullMQ's own queue, once it answers; for the queue view, which shows it and changes nothing. */
  ready(): Promise<Queue>;
  close(): Promise<void>;
}

export interface WorkerHandle {
  /** Takes no more jobs and waits for those in hand. */
  close(): Promise<void>;
  /** Closes without waiting. */
  abandon(): Promise<void>;
}

const SCHEMA = 'bullmq';
const POOL_SIZE = 4;
/**
 * A dead process's job is taken up by another within half a minute. Taking up one whose process only slept is harmless:
 * the rows in PostgreSQL say who works on what.
 */
const LOCK_MS = 15_000;
const LOOK_FOR_DEAD_MS = 5_000;
const REBUILD_MS = 1_000;
const MOST_ERRORS_A_SECOND = 20;
const Postgres = withBackend(createPostgresBackend);

/** A finished or failed job is removed at once: nobody looks at it, the outcome stands in PostgreSQL. */
const JOB_DEFAULTS = { removeOnComplete: true, removeOnFail: true } as const;

export function openQueue(store: QueueStore, name: string, log: Logger): QueueHandle {
  const build = () => {
    const options = { defaultJobOptions: JOB_DEFAULTS };
    const built =
      store.kind === 'redis'
        ? new Queue(name, { ...options, connection: redisConnection(store.url) })
        : new Postgres.Queue(name, { ...options, connection: postgresConnection(store.url) });
    built.on('error', (error: Error) => log.warn({ err: error, queue: name }, 'queue'));
    // What both kinds can do is all we ask of them.
    return built as Queue;
  };
  let queue = build();
  /** A queue whose start failed fails for good: BullMQ keeps the failure. Then it is built anew. */
  const ready = async (): Promise<Queue> => {
    const asked = queue;
    try {
      await asked.waitUntilReady();
    } catch {
      if (asked === queue) queue = build();
      void asked.close().catch(() => undefined);
      await queue.waitUntilReady();
    }
    return queue;
  };
  return {
    add: async (job, data, { hintId, delayMs }) => {
      const deduplication = { id: hintId, keepLastIfActive: true };
      await (await ready()).add(job, data, { deduplication, ...(delayMs && { delay: delayMs }) });
    },
    every: async (schedulerId, everyMs, job) => {
      const template = { name: job, opts: JOB_DEFAULTS };
      await (await ready()).upsertJobScheduler(schedulerId, { every: everyMs }, template);
    },
    has: async (schedulerId) => (await (await ready()).getJobScheduler(schedulerId)) !== undefined,
    counts: async () => await (await ready()).getJobCounts(),
    ready,
    close: () => queue.close(),
  };
}

/**
 * Works a queue until it is closed. BullMQ's worker does not come back when its start failed, and when its store answers
 * with errors it asks again without a break; then it is built anew, after a pause.
 */
export function openWorker(
  store: QueueStore,
  name: string,
  process: Processor,
  concurrency: number,
  log: Logger,
): WorkerHandle {
  let isClosing = false;
  let worker = buildWorker(store, name, process, concurrency);
  const work = async (): Promise<void> => {
    while (!isClosing) {
      const failing = watch(worker, name, log);
      try {
        await worker.waitUntilReady();
        await Promise.race([worker.run(), failing]);
      } catch (error) {
        log.warn({ err: error, queue: name }, 'a worker could not start');
      }
      if (isClosing) return;
      void worker.close(true).catch(() => undefined);
      await pause(REBUILD_MS);
      worker = buildWorker(store, name, process, concurrency);
    }
  };
  void work();
  const close = async (isForced: boolean) => {
    isClosing = true;
    await worker.close(isForced);
  };
  return { close: () => close(false), abandon: () => close(true) };
}

function buildWorker(store: QueueStore, name: string, process: Processor, concurrency: number): Worker {
  const options = {
    concurrency,
    autorun: false,
    maxStalledCount: 100,
    lockDuration: LOCK_MS,
    stalledInterval: LOOK_FOR_DEAD_MS,
  };
  if (store.kind === 'redis')
    return new Worker(name, process, { ...options, connection: redisConnection(store.url) });
  // What both kinds can do is all we ask of them.
  const connection = postgresConnection(store.url);
  return new Postgres.Worker(name, process, { ...options, connection }) as unknown as Worker;
}

/** Writes down what goes wrong, a little at a time; resolves when errors come without a break. */
function watch(worker: Worker, name: string, log: Logger): Promise<void> {
  worker.on('failed', (job, error) =>
    log.error({ err: error, job: job?.name, jobId: job?.id }, 'a job failed'),
  );
  return new Promise((resolve) => {
    let second = 0;
    let errors = 0;
    worker.on('error', (error: Error) => {
      const now = Math.floor(performance.now() / 1_000);
      errors = now === second ? errors + 1 : 1;
      second = now;
      if (errors === 1) log.warn({ err: error, queue: name }, 'worker');
      if (errors > MOST_ERRORS_A_SECOND) resolve();
    });
  });
}

function redisConnection(url: string) {
  return { url, maxRetriesPerRequest: null };
}

function postgresConnection(url: string) {
  return { connectionString: url, schema: SCHEMA, max: POOL_SIZE, migrate: true, Client: SturdyClient };
}
