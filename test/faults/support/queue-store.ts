import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { Db } from '../../../src/db/client.ts';
import type { World } from './world.ts';

const MOST_TRIES = 5;

/** Loses every job, waiting, delayed and at work, as FLUSHDB and a truncated schema do. */
export async function emptyQueues({ db, redisUrl }: Pick<World, 'db' | 'redisUrl'>): Promise<void> {
  if (redisUrl === undefined) {
    const { rows } = await sql<{ tables: string | null }>`
      select string_agg(format('bullmq.%I', tablename), ', ') as tables from pg_tables
      where schemaname = 'bullmq' and tablename <> 'migration'
    `.execute(db);
    if (rows[0]?.tables) await truncate(db, rows[0].tables);
    return;
  }
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  redis.disconnect();
}

/** How many jobs wait, now or for later. */
export async function countJobs({ db, redisUrl }: Pick<World, 'db' | 'redisUrl'>): Promise<number> {
  if (redisUrl === undefined) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from bullmq.job`.execute(db);
    return rows[0]?.count ?? 0;
  }
  const redis = new Redis(redisUrl);
  let count = 0;
  for (const key of await redis.keys('bull:*:*')) {
    if ((await redis.type(key)) === 'hash' && (await redis.hexists(key, 'data'))) count += 1;
  }
  redis.disconnect();
  return count;
}

/** Whoever is working in the queue at this moment may stand in the way, and PostgreSQL chooses whom to refuse. */
async function truncate(db: Db, tables: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await sql.raw(`truncate ${tables} cascade`).execute(db);
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
    }
  }
}
