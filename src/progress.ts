import type { Clock } from './clock.ts';
import { addProgress } from './db/progress.ts';
import type { Db } from './db/client.ts';
import type { Watched } from './domain/progress.ts';
import type { Logger } from './logger.ts';
import { pause } from './telegram/pause.ts';

/** Where every part says that it got something done, so that a watcher in any process sees when it stops. */
export interface Progress {
  /** Cheap: counts in memory. */
  note(what: Watched, count?: number): void;
}

export interface RunningProgress extends Progress {
  stop(): Promise<void>;
}

export interface ProgressDeps {
  db: Db;
  clock: Clock;
  log: Logger;
  everyMs?: number;
}

const WRITE_EVERY_MS = 5_000;

/** Writes what was noted to the database every few seconds; what could not be written is written with the next. */
export function startProgress(deps: ProgressDeps): RunningProgress {
  const { db, clock, log, everyMs = WRITE_EVERY_MS } = deps;
  const done = new Map<Watched, number>();
  const stopping = new AbortController();

  async function write(): Promise<void> {
    const written = new Map(done);
    try {
      await addProgress(db, written, clock.machineNow());
      for (const [what, count] of written) done.set(what, (done.get(what) ?? 0) - count);
    } catch (error) {
      log.debug({ err: error }, 'progress could not be written');
    }
  }

  async function writeUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(everyMs, stopping.signal);
      await write();
    }
  }

  const writing = writeUntilStopped();
  return {
    note: (what, count = 1) => void done.set(what, (done.get(what) ?? 0) + count),
    stop: async () => {
      stopping.abort();
      await writing;
    },
  };
}
