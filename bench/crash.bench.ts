/**
 * Twice kill -9 in mid-broadcast, at 25 and at 1,000 a second: who got it twice, who not at all, and who is in
 * doubt. At 1,000/s the loop reaches 50/s on its own and gets a smaller audience.
 */
import os from 'node:os';
import path from 'node:path';
import type { BroadcastPlan } from './support/broadcast.ts';
import { type CrashFigures, KILLS, crashMassSender, crashProduct } from './support/crash.ts';
import { type BenchServer, startServer } from './support/database.ts';
import { type BenchRedis, startBenchRedis } from './support/redis.ts';
import { printRow } from './support/rows.ts';

const SLOW: BroadcastPlan = { audience: 1_000, rate: 25, limit: 30, windowMs: 1_000, longestMs: 300_000 };
const FAST: BroadcastPlan = { ...SLOW, audience: 10_000, rate: 1_000, limit: 1_020 };
const LOOP_AUDIENCE = 2_000;

const server = await startServer();
const redis = await startBenchRedis();
try {
  // At 25/s nothing is busy: they run beside each other.
  const slow = await Promise.all([
    crashProduct(server, SLOW),
    crashMassSender(SLOW, loop('slow')),
    crashJobs(server, redis, SLOW),
  ]);
  print(SLOW, slow, SLOW.audience);
  const ours = await crashProduct(server, FAST);
  const others = await Promise.all([
    crashMassSender({ ...FAST, audience: LOOP_AUDIENCE }, loop('fast')),
    crashJobs(server, redis, FAST),
  ]);
  print(FAST, [ours, ...others], LOOP_AUDIENCE);
} finally {
  await redis?.stop();
  await server.stop();
}

function loop(name: string) {
  const cursorFile = path.join(os.tmpdir(), `yardbell-bench-cursor-${process.pid}-${name}`);
  return { kind: 'loop' as const, cursorFile };
}

async function crashJobs(
  { createDatabase }: BenchServer,
  given: BenchRedis | undefined,
  plan: BroadcastPlan,
): Promise<CrashFigures> {
  const way = { kind: 'jobs' as const, max: plan.rate, durationMs: 1_000 };
  if (given) return await crashMassSender(plan, { ...way, redisUrl: given.emptyDatabase() });
  const { url, close } = await createDatabase();
  await close();
  return await crashMassSender(plan, { ...way, databaseUrl: url });
}

function print(
  { rate, audience }: BroadcastPlan,
  [ours, byLoop, byJobs]: [CrashFigures, CrashFigures, CrashFigures],
  loopAudience: number,
): void {
  const queue = redis ? 'Redis' : 'PostgreSQL';
  const others = [
    { is: `loop, auto-retry, cursor saved every 100; ${loopAudience} residents`, figures: byLoop },
    { is: `BullMQ job each, ${queue}; ${audience} residents`, figures: byJobs },
  ];
  const how = `${KILLS} x kill -9 at ${rate}/s, ${audience} residents`;
  for (const { is, figures } of others) {
    const row = (what: string, figure: keyof CrashFigures, target?: number) =>
      printRow({
        what: `${what} (${how})`,
        ours: ours[figure],
        other: figures[figure],
        other_is: is,
        unit: 'residents',
        ...(target !== undefined && { target, met: ours[figure] <= target }),
      });
    row('duplicates', 'duplicates', 0);
    row('missed and in no list', 'missed', 0);
    row('in doubt, listed for staff', 'inDoubt');
    row('of them reached', 'inDoubtReached');
    printRow({
      what: `longest time without a message (${how})`,
      ours: ours.longestGapS,
      other: figures.longestGapS,
      other_is: is,
      unit: 's',
      ratio: ours.longestGapS / figures.longestGapS,
    });
  }
}
