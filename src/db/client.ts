import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

const INT8 = 20;

/** Only our own pool reads bigint as number: other users of the driver in this process keep its defaults. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(oid, format),
};

/**
 * Opens a pool of at most `maxConnections` connections. An idle connection that the server closes is dropped quietly:
 * the next query opens a new one. With `queryTimeoutMs` a query without an answer fails after that time.
 */
export function openDatabase(url: string, maxConnections = 10, queryTimeoutMs?: number): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types,
    connectionTimeoutMillis: 5_000,
    application_name: 'yardbell',
    ...(queryTimeoutMs !== undefined && { query_timeout: queryTimeoutMs }),
  });
  pool.on('error', () => undefined);
  // A connection in use reports its end to the query that waits; as an event it would stop the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** Telegram ids and our own keys fit in 2^53; anything larger would be silently rounded, so it is refused. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('bigint out of the safe range');
  return value;
}
