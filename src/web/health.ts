import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Look, Lookout } from '../db/progress.ts';
import { WATCHED, type Watch, type Watched, idleMs, needsTelegram, watch } from '../domain/progress.ts';
import type { Logger } from '../logger.ts';
import { pause } from '../telegram/pause.ts';

/** How one part is, in words a monitor can match; with the times that a person wants to know. */
interface PartHealth {
  status: 'ok' | 'down' | 'stopped' | 'held by Telegram' | 'unknown';
  /** Since when nothing has been done although something waits. */
  since?: Date;
  until?: Date;
  /** When the part was last known to do something. */
  last?: Date;
}

export type HealthPart = 'database' | 'redis' | 'telegram' | Watched;

export interface HealthReport {
  status: 'ok' | 'down' | 'stopped' | 'stopping';
  parts: Partial<Record<HealthPart, PartHealth>>;
}

export interface HealthDeps {
  lookout: Lookout;
  clock: Clock;
  log: Logger;
  /** Resolves when Redis answers; absent where there is none. */
  pingRedis?: () => Promise<unknown>;
  lookEveryMs?: number;
  stoppedAfterMs?: number;
  /** Longer than this no dependency is waited for. */
  timeoutMs?: number;
  /** However often somebody asks, nobody is asked more often than this on their behalf. */
  freshMs?: number;
}

export interface Health {
  report(): Promise<HealthReport>;
  /** From now on nobody should send us work: we are on our way out. */
  startStopping(): void;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 5_000;
const STOPPED_AFTER_MS = 120_000;
const TIMEOUT_MS = 2_000;
const FRESH_MS = 1_000;

/** Looks every few seconds whether the dependencies answer and whether what waits is being worked on. */
export function startHealth(deps: HealthDeps): Health {
  const { lookEveryMs = LOOK_EVERY_MS, freshMs = FRESH_MS } = deps;
  const stopping = new AbortController();
  const look = createLook(deps);
  let latest: { report: HealthReport; atMs: number } | undefined;
  let looking: Promise<HealthReport> | undefined;
  let isStopping = false;

  async function lookOnce(): Promise<HealthReport> {
    const report = await look();
    if (report.status !== (latest?.report.status ?? 'ok')) tell(deps.log, report);
    latest = { report, atMs: performance.now() };
    return report;
  }

  async function lookNow(): Promise<HealthReport> {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return await looking;
  }

  async function lookUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookNow();
      await pause(lookEveryMs, stopping.signal);
    }
  }

  const running = lookUntilStopped();
  return {
    report: async () => {
      const isFresh = latest && performance.now() - latest.atMs < freshMs;
      const report = isFresh && latest ? latest.report : await lookNow();
      return isStopping ? { ...report, status: 'stopping' } : report;
    },
    startStopping: () => {
      isStopping = true;
    },
    close: async () => {
      stopping.abort();
      await running;
      await deps.lookout.close();
    },
  };
}

function tell(log: Logger, { status, parts }: HealthReport): void {
  if (status === 'ok') return log.info('all is well again');
  const faults = Object.entries(parts).flatMap(([name, part]) => (isFaulty(part) ? [name] : []));
  log.error({ parts: faults }, status === 'stopped' ? 'progress has stopped' : 'a dependency is down');
}

function isFaulty({ status }: PartHealth): boolean {
  return status === 'down' || status === 'stopped';
}

/** One look; what the watch over each part remembers is kept from one look to the next. */
function createLook(deps: HealthDeps): () => Promise<HealthReport> {
  const { lookout, clock, timeoutMs = TIMEOUT_MS, stoppedAfterMs = STOPPED_AFTER_MS, pingRedis } = deps;
  const watches = new Map<Watched, Watch>();
  const askDatabase = patient(() => lookout.look(clock.now(), clock.machineNow()), timeoutMs);
  const askRedis = pingRedis && patient(async () => (await pingRedis(), true), timeoutMs);

  return async () => {
    const [answer, redis] = await Promise.all([askDatabase(), askRedis?.()]);
    // Without the database nothing can be worked on: what waits then waits for it.
    if (!answer) watches.clear();
    const parts: HealthReport['parts'] = {
      database: { status: answer ? 'ok' : 'down' },
      ...(askRedis && { redis: { status: redis ? 'ok' : 'down' } }),
      ...(answer ? judge(watches, answer, clock, stoppedAfterMs) : unknownParts()),
    };
    return { status: statusOf(parts), parts };
  };
}

function statusOf(parts: HealthReport['parts']): HealthReport['status'] {
  const statuses = Object.values(parts).map((part) => part.status);
  if (statuses.includes('down')) return 'down';
  return statuses.includes('stopped') ? 'stopped' : 'ok';
}

function judge(
  watches: Map<Watched, Watch>,
  { sights, heldUntil }: Look,
  clock: Clock,
  stoppedAfterMs: number,
): HealthReport['parts'] {
  const atMs = performance.now();
  const machineNow = clock.machineNow();
  const parts = WATCHED.map((what): [Watched, PartHealth] => {
    const { notedAt, ...sight } = sights[what];
    const isClaimable = sight.isClaimable && !(heldUntil && needsTelegram(what));
    const now = watch(watches.get(what), { ...sight, isClaimable }, atMs);
    watches.set(what, now);
    const idle = idleMs(now, atMs);
    const last = notedAt && { last: notedAt };
    if (idle < stoppedAfterMs) return [what, { status: 'ok', ...last }];
    return [what, { status: 'stopped', since: new Date(machineNow.getTime() - idle), ...last }];
  });
  const telegram: PartHealth = heldUntil
    ? { status: 'held by Telegram', until: heldUntil }
    : { status: 'ok' };
  return { telegram, ...Object.fromEntries(parts) };
}

function unknownParts(): HealthReport['parts'] {
  return Object.fromEntries(WATCHED.map((what) => [what, { status: 'unknown' }]));
}

/** Asks, and gives up waiting (undefined) after a time; while a question is unanswered it is not asked again. */
function patient<T>(ask: () => Promise<T>, timeoutMs: number): () => Promise<T | undefined> {
  let open: Promise<T | undefined> | undefined;
  return async () => {
    open ??= ask()
      .catch(() => undefined)
      .finally(() => {
        open = undefined;
      });
    const waiting = new AbortController();
    const answer = await Promise.race([open, pause(timeoutMs, waiting.signal)]);
    waiting.abort();
    return answer ?? undefined;
  };
}

/** `/health/live`: the process runs. `/health/ready`: everything it needs answers, and work goes on. */
export function addHealth(app: FastifyInstance, health: Health): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const report = await health.report();
    reply.header('cache-control', 'no-store');
    return await reply.code(report.status === 'ok' ? 200 : 503).send(report);
  });
}
