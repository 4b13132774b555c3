import type { FastifyInstance } from 'fastify';
import type { Metrics, Readings } from '../metrics.ts';
import { pause } from '../telegram/pause.ts';

/** What is read for each scrape, unless it was read a moment ago. */
export interface MetricsSources {
  figures: () => Promise<Readings['figures']>;
  queues: () => Promise<Readings['queues']>;
}

const KEPT_MS = 10_000;
const TIMEOUT_MS = 2_000;

/** `/metrics`, also while the database or Redis is away: what they would have told is then missing. */
export function addMetrics(app: FastifyInstance, metrics: Metrics, sources: MetricsSources): void {
  const figures = kept(sources.figures);
  const queues = kept(sources.queues);
  app.get('/metrics', async (_request, reply) => {
    const [counted, jobs] = await Promise.all([figures(), queues()]);
    const readings = { ...(counted && { figures: counted }), ...(jobs && { queues: jobs }) };
    return await reply.type(metrics.contentType).send(await metrics.text(readings));
  });
}

/** Reads at most once in ten seconds, never twice at once, and waits for it no longer than two. */
function kept<T>(read: () => Promise<T>): () => Promise<T | undefined> {
  let value: T | undefined;
  let readAtMs = -Infinity;
  let reading: Promise<void> | undefined;
  const refresh = async () => {
    value = await read().catch(() => undefined);
    readAtMs = performance.now();
  };
  return async () => {
    if (performance.now() - readAtMs < KEPT_MS) return value;
    reading ??= refresh().finally(() => {
      reading = undefined;
    });
    const waiting = new AbortController();
    const isRead = await Promise.race([reading.then(() => true), pause(TIMEOUT_MS, waiting.signal)]);
    waiting.abort();
    return isRead ? value : undefined;
  };
}
