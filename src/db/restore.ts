import { sql } from 'kysely';
import type { RecordOutline } from './backup.ts';
import type { Db } from './client.ts';
import { MisfitError, readTables } from './copy.ts';
import { executedMigrations, knownMigrations, rebuildSchema } from './migrate.ts';

/** BullMQ keeps its hints beside the record; `migration` is its own note of what it is built of. */
const HINTS_SCHEMA = 'bullmq';
const LOCK_TIMEOUT_MS = 10_000;

export type RefusalReason =
  | { kind: 'in_use'; connections: number }
  | { kind: 'locked' }
  | { kind: 'not_empty' }
  | { kind: 'newer_target'; migration: string }
  | { kind: 'foreign_tables'; names: string[] };

/** The database must not be restored into; nothing was changed. */
export class RestoreRefusedError extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(`refused: ${reason.kind}`);
    this.name = 'RestoreRefusedError';
    this.reason = reason;
  }
}

/** The first migration of a copy that this program does not have in the same place. */
export async function unknownMigration({ migrations }: RecordOutline): Promise<string | undefined> {
  const known = await knownMigrations();
  return migrations.find((name, place) => known[place] !== name);
}

/**
 * Makes room for a copy, in the transaction that will load it: empty tables exactly as they were when it was taken.
 * Whoever else works on this database, or any people in it that `isReplacing` does not give up, is a refusal.
 */
export async function makeRoom(tx: Db, outline: RecordOutline, isReplacing: boolean): Promise<void> {
  await refuseInUse(tx);
  await sql`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`.execute(tx);
  await refuseNewer(tx);
  const tables = await readTables(tx);
  if (
    !isReplacing &&
    (await holdsPeople(
      tx,
      tables.map(({ name }) => name),
    ))
  )
    throw refused({ kind: 'not_empty' });
  await truncate(
    tx,
    'public',
    tables.map(({ name }) => name),
  ).catch(readLock);
  // Somebody may have come between the first look and the locks that all tables have now.
  await refuseInUse(tx);
  await emptyHints(tx);
  await rebuildSchema(tx, outline.migrations.at(-1) ?? '');
  await refuseForeign(tx, outline);
  // Some migrations write rows of their own; the copy has them as they became.
  await truncate(
    tx,
    'public',
    outline.tables.map(({ name }) => name),
  );
}

async function refuseInUse(tx: Db): Promise<void> {
  // The connections of BullMQ have no name.
  const { rows } = await sql<{ connections: number }>`
    select count(*)::int as connections from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and backend_type = 'client backend' and (application_name like 'yardbell%' or application_name = '')`.execute(
    tx,
  );
  const connections = rows[0]?.connections ?? 0;
  if (connections > 0) throw refused({ kind: 'in_use', connections });
}

async function refuseNewer(tx: Db): Promise<void> {
  const known = await knownMigrations();
  const unknown = (await executedMigrations(tx)).find((name) => !known.includes(name));
  if (unknown) throw refused({ kind: 'newer_target', migration: unknown });
}

async function holdsPeople(tx: Db, tables: string[]): Promise<boolean> {
  for (const name of ['residents', 'communities']) {
    if (!tables.includes(name)) continue;
    const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(tx);
    if (rows.length > 0) return true;
  }
  return false;
}

async function emptyHints(tx: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = ${HINTS_SCHEMA} and tablename <> 'migration'`.execute(
    tx,
  );
  await truncate(
    tx,
    HINTS_SCHEMA,
    rows.map(({ name }) => name),
  );
}

async function truncate(tx: Db, schema: string, tables: string[]): Promise<void> {
  if (tables.length === 0) return;
  const names = tables.map((name) => sql.table(`${schema}.${name}`));
  await sql`truncate ${sql.join(names)}`.execute(tx);
}

/** The tables are those of the copy, no more and no fewer: what else is there belongs to somebody else. */
async function refuseForeign(tx: Db, outline: RecordOutline): Promise<void> {
  const shapes = new Map((await readTables(tx)).map((table) => [table.name, shapeOf(table.columns)]));
  for (const { name, columns } of outline.tables) {
    if (shapes.get(name) !== shapeOf(columns)) throw new MisfitError(name, 'other columns');
    shapes.delete(name);
  }
  if (shapes.size > 0) throw refused({ kind: 'foreign_tables', names: [...shapes.keys()] });
}

/** PostgreSQL's code for a lock that was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

function readLock(error: unknown): never {
  const isLocked = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
  throw isLocked ? refused({ kind: 'locked' }) : error;
}

function shapeOf(columns: string[]): string {
  return columns.toSorted().join(',');
}

function refused(reason: RefusalReason): RestoreRefusedError {
  return new RestoreRefusedError(reason);
}
