/**
 * A survey invitation to 130,000 residents at the paid rate of 1,000 a second, whole and true (130 s). The usual ways
 * are cut off after 30 s.
 */
import os from 'node:os';
import path from 'node:path';
import { type BroadcastPlan, broadcastByMassSender, broadcastByProduct } from './support/broadcast.ts';
import { type OtherWay, printBroadcastRows } from './support/broadcast-rows.ts';
import { startServer } from './support/database.ts';
import { startBenchRedis } from './support/redis.ts';

const AUDIENCE = 130_000;
const SMALLER_AUDIENCE = 20_000;
const RATE = 1_000;
/** Two in a hundred over the rate are let pass. */
const MOST = 1_020;
const PLAN: BroadcastPlan = {
  audience: AUDIENCE,
  rate: RATE,
  limit: MOST,
  windowMs: 1_000,
  longestMs: 240_000,
};
const OTHERS_PLAN: BroadcastPlan = { ...PLAN, longestMs: 30_000 };
const JOBS = { kind: 'jobs', max: RATE, durationMs: 1_000 } as const;

const server = await startServer();
const redis = await startBenchRedis();
try {
  const ours = await broadcastByProduct(server, PLAN);
  const others: OtherWay[] = [];
  const cursorFile = path.join(os.tmpdir(), `yardbell-bench-cursor-${process.pid}`);
  const loop = await broadcastByMassSender(OTHERS_PLAN, { kind: 'loop', cursorFile });
  others.push({ is: 'loop, 3 at once, auto-retry; 30 s', figures: loop });
  if (redis) {
    const way = { ...JOBS, redisUrl: redis.emptyDatabase() };
    const figures = await broadcastByMassSender(OTHERS_PLAN, way);
    others.push({ is: 'BullMQ job each, Redis; 30 s', figures });
  }
  const { url, close } = await server.createDatabase();
  const smaller = { ...OTHERS_PLAN, audience: SMALLER_AUDIENCE };
  const figures = await broadcastByMassSender(smaller, { ...JOBS, databaseUrl: url });
  others.push({ is: `BullMQ job each, PostgreSQL; ${SMALLER_AUDIENCE}`, figures });
  await close();
  printBroadcastRows(`${AUDIENCE} residents, true run`, PLAN, MOST, ours, others);
} finally {
  await redis?.stop();
  await server.stop();
}
