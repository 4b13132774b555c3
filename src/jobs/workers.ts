import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { pause } from '../telegram/pause.ts';
import { compileDigests } from './compile-digests.ts';
import { type QueueHandle, type QueueStore, openQueue, openWorker } from './connection.ts';
import type { JobDeps } from './job.ts';
import { type QueueBoard, loadQueueBoard } from './queue-view.ts';
import { HINTS_AHEAD_MS, type Queues } from './queues.ts';
import { reconcile } from './reconcile.ts';
import { type SendDeps, sendBroadcast } from './send-broadcast.ts';
import { sendReminders } from './send-reminders.ts';
import { shuffleBallots } from './shuffle-ballots.ts';

/** Long jobs and short ones have a queue each, so that a reminder never waits behind a broadcast. */
const PUSHES = 'pushes';
const CHORES = 'chores';
const BROADCASTS_AT_ONCE = 4;
const RECONCILE_EVERY_MS = 15_000;
const DIGESTS = 'compile-digests';
const DIGESTS_EVERY_MS = 60_000;
/** An emptied queue is noticed within this time, well before the next round. */
const LOOK_FOR_EMPTIED_MS = 5_000;
/** A timer that fires a little early would find nothing due. */
const AFTER_THE_MOMENT_MS = 20;
/** Jobs in hand get this long to end when the process stops. */
const LONGEST_DRAIN_MS = 10_000;

export type OpenQueues = Queues & {
  close(): Promise<void>;
  keepSchedules(): Promise<void>;
  /** False when the queues were emptied. */
  hasSchedules(): Promise<boolean>;
  /** For each queue how many jobs there are in each state. */
  counts(): Promise<Record<string, Record<string, number>>>;
  /** What shows the queues under `basePath`. */
  loadBoard(basePath: string): Promise<QueueBoard>;
};

/** Opens the queues that take hints. Every hint has a deterministic id: given twice it is worked once. */
export function openQueues(store: QueueStore, clock: Clock, log: Logger): OpenQueues {
  const pushes = openQueue(store, PUSHES, log);
  const chores = openQueue(store, CHORES, log);
  const delayTo = (at: Date) => at.getTime() - clock.now().getTime();
  return {
    sendBroadcast: async (broadcastId, at) => {
      const hint = `send-broadcast-${broadcastId}`;
      await addHint(pushes, 'send-broadcast', { broadcastId }, hint, at ? delayTo(at) : 0, at);
    },
    remindAt: async (dueAt) =>
      await addHint(chores, 'send-reminders', {}, 'send-reminders', delayTo(dueAt), dueAt),
    shuffleBallots: (surveyId) =>
      chores.add('shuffle-ballots', { surveyId }, { hintId: `shuffle-ballots-${surveyId}` }),
    reconcile: () => chores.add('reconcile', {}, { hintId: 'reconcile' }),
    keepSchedules: () => chores.every(DIGESTS, DIGESTS_EVERY_MS, DIGESTS),
    hasSchedules: () => chores.has(DIGESTS),
    counts: async () => ({ [PUSHES]: await pushes.counts(), [CHORES]: await chores.counts() }),
    loadBoard: (basePath) => loadQueueBoard([pushes, chores], basePath),
    close: async () => {
      await Promise.all([pushes.close(), chores.close()]);
    },
  };
}

/** A hint for later carries its moment in its id: one that is due must not be taken for the one that still waits. */
async function addHint(
  queue: QueueHandle,
  job: string,
  data: object,
  hint: string,
  delayMs: number,
  at: Date | undefined,
): Promise<void> {
  if (delayMs > HINTS_AHEAD_MS) return;
  if (delayMs <= 0 || !at) return await queue.add(job, data, { hintId: hint });
  await queue.add(job, data, { hintId: `${hint}-${at.getTime()}`, delayMs: delayMs + AFTER_THE_MOMENT_MS });
}

/** Starts the workers and the reconciler. `stop` waits for the jobs in hand. */
export function startWorkers(
  store: QueueStore,
  deps: SendDeps & { queues: OpenQueues },
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
      if (job.name === 'send-reminders') return await sendReminders(deps);
      if (job.name === 'shuffle-ballots') return await shuffleBallots(deps, numberIn(job.data, 'surveyId'));
      if (job.name === DIGESTS) return await compileDigests(deps);
      return await reconcile(deps);
    },
    2,
    deps.log,
  );
  const reconciling = reconcileUntil(stopping.signal, deps);
  return {
    stop: async () => {
      stopping.abort();
      const drained = Promise.all([pushes.close(), chores.close(), reconciling]).then(() => true);
      if (await Promise.race([drained, pause(LONGEST_DRAIN_MS).then(() => false)])) return;
      deps.log.warn('jobs in hand took too long; what they were sending is looked at after the next start');
      await Promise.all([pushes.abandon(), chores.abandon()]);
    },
  };
}

/** Not a job of the queue: what repairs the queue must not depend on it. */
async function reconcileUntil(signal: AbortSignal, deps: JobDeps & { queues: OpenQueues }): Promise<void> {
  while (!signal.aborted) {
    try {
      await deps.queues.keepSchedules();
      await reconcile(deps);
      deps.progress.note('reconcile');
    } catch (error) {
      deps.log.warn({ err: error }, 'the reconciler could not finish its round');
    }
    await nextRound(deps, signal);
  }
}

/** Waits for the next round; not at all when the queues were emptied meanwhile. */
async function nextRound({ queues }: { queues: OpenQueues }, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; waitedMs < RECONCILE_EVERY_MS && !signal.aborted; waitedMs += LOOK_FOR_EMPTIED_MS) {
    await pause(LOOK_FOR_EMPTIED_MS, signal);
    // A queue that does not answer is no reason to hurry, nor to wait for it.
    const soon = pause(LOOK_FOR_EMPTIED_MS, signal).then(() => true);
    if (!(await Promise.race([queues.hasSchedules().catch(() => true), soon]))) return;
  }
}

function numberIn(data: unknown, key: string): number {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined;
  if (typeof value !== 'number') throw new TypeError(`job data without ${key}`);
  return value;
}
