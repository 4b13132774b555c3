import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './db/client.ts';
import { operationFigures } from './db/operation-figures.ts';
import { openLookout } from './db/progress.ts';
import type { OpenQueues } from './jobs/workers.ts';
import type { Logger } from './logger.ts';
import { type Metrics, createMetrics } from './metrics.ts';
import { type RunningProgress, startProgress } from './progress.ts';
import { addHealth, startHealth } from './web/health.ts';
import { addMetrics } from './web/metrics.ts';
import { addOps } from './web/ops.ts';

export interface WatchDeps {
  db: Db;
  clock: Clock;
  log: Logger;
  app: FastifyInstance;
  queues: OpenQueues;
}

/** What tells people and monitors how it goes. */
export interface OpenWatch {
  progress: RunningProgress;
  metrics: Metrics;
  /** From now on "ready" is answered with no. */
  startStopping(): Promise<void>;
  stop(): Promise<void>;
}

/** Health, metrics and the queue view, on the web side of a process of any role. */
export function openWatch(config: Config, deps: WatchDeps, databaseUrl: string): OpenWatch {
  const { db, clock, log, app, queues } = deps;
  const progress = startProgress({ db, clock, log });
  const metrics = createMetrics();
  const health = startHealth({
    lookout: openLookout(databaseUrl),
    clock,
    log,
    ...(config.redisUrl && { pingRedis: queues.counts }),
  });
  addHealth(app, health);
  addMetrics(app, metrics, { figures: () => operationFigures(db, clock.now()), queues: queues.counts });
  addOps(app, {
    db,
    clock,
    log,
    defaultLocale: config.defaultLocale,
    isPublic: config.publicUrl !== undefined,
    loadBoard: queues.loadBoard,
  });
  return {
    progress,
    metrics,
    startStopping: async () => health.startStopping(),
    stop: async () => {
      await progress.stop();
      await health.close();
    },
  };
}
