import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { pause } from '../telegram/gate.ts';
import { compileDigests } from './compile-digests.ts';
import { type QueueHandle, type QueueStore, openQueue, openWorker } from './connection.ts';
import type { JobDeps } from './job.ts';
import type { Queues } from './queues.ts';
import { reconcile } from './reconcile.ts';
import { sendBroadcast } from './send-broadcast.ts';
import { sendReminder } from './send-reminder.ts';

/** Long jobs and short ones have a queue each, so that a reminder never waits behind a broadcast. */
const PUSHES = 'pushes';
const CHORES = 'chores';
const BROADCASTS_AT_ONCE = 4;
const RECONCILE_EVERY_MS = 15_000;
const DIGESTS_EVERY_MS = 60_000;

export type OpenQueues = Queues & { close(): Promise<void>; keepSchedules(): Promise<void> };

/** Opens the queues that take hints. Every hint has a deterministic id: given twice it is worked once. */
export function openQueues(store: QueueStore, clock: Clock, log: Logger): OpenQueues {
  const pushes = openQueue(store, PUSHES, log);
  const chores = openQueue(store, CHORES, log);
  return {
    sendBroadcast: (broadcastId) =>
      pushes.add('send-broadcast', { broadcastId }, { hintId: `send-broadcast-${broadcastId}` }),
    remindAt: (reminderId, dueAt) => addReminder(chores, reminderId, dueAt.getTime() - clock.now().getTime()),
    reconcile: () => chores.add('reconcile', {}, { hintId: 'reconcile' }),
    keepSchedules: () => chores.every('compile-digests', DIGESTS_EVERY_MS, 'compile-digests'),
    close: async () => {
      await Promise.all([pushes.close(), chores.close()]);
    },
  };
}

/** A reminder that is due has another id than the delayed hint for it, which may still be lying there. */
async function addReminder(chores: QueueHandle, reminderId: number, delayMs: number): Promise<void> {
  const isDue = delayMs <= 0;
  const hintId = isDue ? `send-reminder-${reminderId}-due` : `send-reminder-${reminderId}`;
  await chores.add('send-reminder', { reminderId }, { hintId, ...(!isDue && { delayMs }) });
}

/** Starts the workers and the reconciler. `stop` waits for the jobs in hand. */
export function startWorkers(
  store: QueueStore,
  deps: JobDeps & { queues: OpenQueues },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const pushes = openWorker(
    store,
    PUSHES,
    async (job) => await sendBroadcast(deps, numberIn(job.data, 'broadcastId'), stopping.signal),
    BROADCASTS_AT_ONCE,
    deps.log,
  );
  const chores = openWorker(
    store,
    CHORES,
    async (job) => {
      if (job.name === 'send-reminder') return await sendReminder(deps, numberIn(job.data, 'reminderId'));
      if (job.name === 'compile-digests') return await compileDigests(deps);
      return await reconcile(deps);
    },
    2,
    deps.log,
  );
  const reconciling = reconcileUntil(stopping.signal, deps);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([pushes.close(), chores.close(), reconciling]);
    },
  };
}

/** Not a job of the queue: what repairs the queue must not depend on it. */
async function reconcileUntil(signal: AbortSignal, deps: JobDeps & { queues: OpenQueues }): Promise<void> {
  while (!signal.aborted) {
    try {
      await deps.queues.keepSchedules();
      await reconcile(deps);
    } catch (error) {
      deps.log.warn({ err: error }, 'the reconciler could not finish its round');
    }
    await pause(RECONCILE_EVERY_MS, signal);
  }
}

function numberIn(data: unknown, key: string): number {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined;
  if (typeof value !== 'number') throw new TypeError(`job data without ${key}`);
  return value;
}
