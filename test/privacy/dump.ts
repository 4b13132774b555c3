import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { Db } from '../../src/db/client.ts';

/** A row as a thief of the whole database sees it: its cells, where it lies, and which transactions touched it. */
export interface StolenRow {
  /** Where it lies in the file of its table. */
  place: number;
  /** The transactions that wrote it, and that last locked or deleted it. */
  xmin: number;
  xmax: number;
  bytes: number;
  cells: Record<string, unknown>;
}

export type Dump = Map<string, StolenRow[]>;

/** Every table of these schemas, with what PostgreSQL keeps beside the columns. */
export async function dumpTables(db: Db, schemas: string[]): Promise<Dump> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any(${schemas}::text[])
    order by 1`.execute(db);
  const dump: Dump = new Map();
  for (const { name } of tables) {
    const { rows } = await sql<StolenRow>`
      select (split_part(trim(both '()' from t.ctid::text), ',', 1)::int * 10000
          + split_part(trim(both '()' from t.ctid::text), ',', 2)::int) as place,
        t.xmin::text::bigint as xmin, t.xmax::text::bigint as xmax, pg_column_size(t.*) as bytes, to_jsonb(t) as cells
      from ${sql.raw(name)} t`.execute(db);
    dump.set(name, rows);
  }
  return dump;
}

/** Everything in a Redis database, and the lines of the logs, as tables of strings. */
export async function dumpRest(redisUrl: string | undefined, logs: string[]): Promise<Dump> {
  const asRows = (texts: string[]) =>
    texts.map((text, place) => ({ place, xmin: 0, xmax: 0, bytes: text.length, cells: cellsOf(text) }));
  return new Map([
    ['logs', asRows(logs)],
    ['redis', asRows(redisUrl ? await readRedis(redisUrl) : [])],
  ]);
}

function cellsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : { text };
  } catch {
    return { text };
  }
}

async function readRedis(url: string): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const texts: string[] = [];
    for (const key of await redis.keys('*')) {
      const dumped = await redis.dumpBuffer(key);
      texts.push(`${key} ${dumped?.toString('latin1') ?? ''}`);
    }
    return texts;
  } finally {
    redis.disconnect();
  }
}
