import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

const INT8 = 20;
const DATE = 1082;

/**
 * Only our own pool reads bigint as number, and a day as yyyy-mm-dd and not as a moment of this machine's zone: other
 * users of the driver in this process keep its defaults.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, format);
    if (oid === DATE) return (day: string) => day;
    return oid === INT8 ? parseInt8 : pg.types.getTypeParser(oid, format);
  },
};

/**
 * Opens a pool of at most `maxConnections` connections. An idle connection that the server closes is dropped quietly:
 * the next query opens a new one. With `queryTimeoutMs` a query without an answer fails after that time.
 */
export function openDatabase(url: string, maxConnections = 16, queryTimeoutMs?: number): Db {
  const pool = openPool(url, maxConnections, { queryTimeoutMs });
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

export interface OneTransaction {
  /** Begins the name the connection is seen under in pg_stat_activity. */
  applicationName: string;
  /** Sees the record as it is at one moment and changes nothing. */
  isSnapshot?: boolean;
}

/** Runs `use` in one transaction. Beside the handle it gets the connection itself, which COPY needs. */
export async function inOneTransaction<T>(
  url: string,
  { applicationName, isSnapshot = false }: OneTransaction,
  use: (tx: Db, client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const pool = openPool(url, 1, { applicationName });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    // The pool has room for this one: kysely is given it again and holds it until the transaction ends.
    const client = await pool.connect();
    client.release();
    const transaction = isSnapshot
      ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
      : db.transaction();
    return await transaction.execute(async (tx) => await use(tx, client));
  } finally {
    await db.destroy();
    await pool.end().catch(() => undefined);
  }
}

/**
 * A connection whose end is no event that stops the process: whoever waits for an answer on it is told, and nobody else
 * need know.
 */
export class SturdyClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

interface PoolOptions {
  applicationName?: string;
  queryTimeoutMs?: number | undefined;
}

function openPool(
  url: string,
  maxConnections: number,
  { applicationName = 'yardbell', queryTimeoutMs }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    // One stays open while the program is idle: whoever restores a backup must see that somebody works here.
    min: 1,
    types,
    connectionTimeoutMillis: 5_000,
    application_name: applicationName,
    Client: SturdyClient,
    ...(queryTimeoutMs !== undefined && { query_timeout: queryTimeoutMs }),
  });
  pool.on('error', () => undefined);
  pool.on('connect', prepareMarked);
  return pool;
}

/** A statement that begins with this is parsed and planned once a connection: the few that run a hundred times a second. */
export const PREPARED = sql.raw('/* prepared */');
const names = new Map<string, string>();

/** Gives marked statements a name, under which PostgreSQL keeps what it has planned; the query builder cannot. */
function prepareMarked(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !text.trimStart().startsWith('/* prepared */'))
      return query(text, values, ...rest);
    return query({ name: nameOf(text), text, values }, ...rest);
  };
  Object.assign(client, { query: named });
}

function nameOf(text: string): string {
  const known = names.get(text) ?? `prepared_${names.size + 1}`;
  names.set(text, known);
  return known;
}

/** Telegram ids and our own keys fit in 2^53; anything larger would be silently rounded, so it is refused. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('bigint out of the safe range');
  return value;
}
