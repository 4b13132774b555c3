/** A Redis for the bench, or none: REDIS_URL, a server on the PATH, or Debian's package unpacked without root. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { startRedis } from '../../test/support/redis-server.ts';

export interface BenchRedis {
  /** An empty numbered database of its own. */
  emptyDatabase(): string;
  stop(): Promise<void>;
}

export async function startBenchRedis(): Promise<BenchRedis | undefined> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'yardbell-bench-redis-'));
  const { provided, stop } = await startRedis(directory);
  if (!provided) return undefined;
  let used = 0;
  return {
    emptyDatabase: () => {
      const url = new URL(provided.url);
      url.pathname = `/${provided.databases[used] ?? 0}`;
      used += 1;
      return url.href;
    },
    stop: async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** FLUSHDB: what an operator's slip or an eviction does. */
export async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}
