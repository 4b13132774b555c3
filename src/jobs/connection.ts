import { type Processor, Queue, Worker, createPostgresBackend, withBackend } from 'bullmq';
import type { Logger } from '../logger.ts';

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
  /** How many jobs there are in each state. */
  counts(): Promise<Record<string, number>>;
  /** For the queue view, which shows it and changes nothing. */
  queue: Queue;
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
const Postgres = withBackend(createPostgresBackend);

/** A finished or failed job is removed at once: nobody looks at it, the outcome stands in PostgreSQL. */
const JOB_DEFAULTS = { removeOnComplete: true, removeOnFail: true } as const;

export function openQueue(store: QueueStore, name: string, log: Logger): QueueHandle {
  const queue =
    store.kind === 'redis'
      ? new Queue(name, { connection: redisConnection(store.url), defaultJobOptions: JOB_DEFAULTS })
      : new Postgres.Queue(name, {
          connection: postgresConnection(store.url),
          defaultJobOptions: JOB_DEFAULTS,
        });
  queue.on('error', (error: Error) => log.warn({ err: error, queue: name }, 'queue'));
  return {
    add: async (job, data, { hintId, delayMs }) => {
      const deduplication = { id: hintId, keepLastIfActive: true };
      await queue.add(job, data, { deduplication, ...(delayMs && { delay: delayMs }) });
    },
    every: async (schedulerId, everyMs, job) => {
      await queue.upsertJobScheduler(schedulerId, { every: everyMs }, { name: job, opts: JOB_DEFAULTS });
    },
    counts: () => queue.getJobCounts(),
    // The board asks only what both kinds answer.
    queue: queue as Queue,
    close: () => queue.close(),
  };
}

export function openWorker(
  store: QueueStore,
  name: string,
  process: Processor,
  concurrency: number,
  log: Logger,
): WorkerHandle {
  const options = {
    concurrency,
    maxStalledCount: 100,
    lockDuration: LOCK_MS,
    stalledInterval: LOOK_FOR_DEAD_MS,
  };
  const worker =
    store.kind === 'redis'
      ? new Worker(name, process, { ...options, connection: redisConnection(store.url) })
      : new Postgres.Worker(name, process, { ...options, connection: postgresConnection(store.url) });
  worker.on('error', (error: Error) => log.warn({ err: error, queue: name }, 'worker'));
  worker.on('failed', (job, error) =>
    log.error({ err: error, job: job?.name, jobId: job?.id }, 'a job failed'),
  );
  return { close: () => worker.close(), abandon: () => worker.close(true) };
}

function redisConnection(url: string) {
  return { url, maxRetriesPerRequest: null };
}

function postgresConnection(url: string) {
  return { connectionString: url, schema: SCHEMA, max: POOL_SIZE, migrate: true };
}
