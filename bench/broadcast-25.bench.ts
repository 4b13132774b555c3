/**
 * A survey invitation to 130,000 residents at the free rate of 25 a second. All of it would take 87 minutes, so: a true
 * run is cut off after 75 s, and the whole audience is sent to with everything twenty times as fast (500 a second, and
 * Telegram's limit 600 in any 1,000 ms). The usual ways get a true run of 30 s each.
 */
import os from 'node:os';
import path from 'node:path';
import { type BroadcastPlan, broadcastByMassSender, broadcastByProduct } from './support/broadcast.ts';
import { type OtherWay, printBroadcastRows } from './support/broadcast-rows.ts';
import { startServer } from './support/database.ts';
import { startBenchRedis } from './support/redis.ts';

const AUDIENCE = 130_000;
const SMALLER_AUDIENCE = 10_000;
const SCALE = 20;
const MOST = 30;
const TRUE_RUN: BroadcastPlan = {
  audience: AUDIENCE,
  rate: 25,
  limit: MOST,
  windowMs: 1_000,
  longestMs: 75_000,
};
const SCALED_RUN: BroadcastPlan = {
  audience: AUDIENCE,
  rate: 25 * SCALE,
  limit: MOST * SCALE,
  windowMs: 1_000,
  longestMs: 330_000,
};
const OTHERS_RUN: BroadcastPlan = { ...TRUE_RUN, longestMs: 30_000 };
const JOBS = { kind: 'jobs', max: 25, durationMs: 1_000 } as const;

const server = await startServer();
const redis = await startBenchRedis();
try {
  const ours = await broadcastByProduct(server, TRUE_RUN);
  const others: OtherWay[] = [];
  const cursorFile = path.join(os.tmpdir(), `yardbell-bench-cursor-${process.pid}`);
  const loop = await broadcastByMassSender(OTHERS_RUN, { kind: 'loop', cursorFile });
  others.push({ is: 'loop, 3 at once, auto-retry; 30 s', figures: loop });
  if (redis) {
    const way = { ...JOBS, redisUrl: redis.emptyDatabase() };
    const figures = await broadcastByMassSender(OTHERS_RUN, way);
    others.push({ is: 'BullMQ job each, Redis; 30 s', figures });
  }
  const { url, close } = await server.createDatabase();
  const smaller = { ...OTHERS_RUN, audience: SMALLER_AUDIENCE };
  const figures = await broadcastByMassSender(smaller, { ...JOBS, databaseUrl: url });
  others.push({ is: `BullMQ job each, PostgreSQL; 30 s of ${SMALLER_AUDIENCE}`, figures });
  await close();
  printBroadcastRows(`true run, 75 s of ${AUDIENCE}`, TRUE_RUN, MOST, ours, others);
  const scaled = await broadcastByProduct(server, SCALED_RUN);
  printBroadcastRows(`whole audience of ${AUDIENCE}, x ${SCALE}`, SCALED_RUN, MOST * SCALE, scaled, []);
} finally {
  await redis?.stop();
  await server.stop();
}
