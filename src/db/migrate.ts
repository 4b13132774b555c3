import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Migration, type MigrationResultSet, Migrator, NO_MIGRATIONS } from 'kysely/migration';
import { type Db, openDatabase } from './client.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

export interface MigrationLine {
  name: string;
  executedAt: Date | undefined;
}

/** Brings the database at `url` to the newest schema; safe when several processes do it at once. */
export async function migrateToLatest(url: string): Promise<void> {
  const db = openDatabase(url, 2);
  try {
    await migrateUp(db);
  } finally {
    await db.destroy();
  }
}

/** Runs every migration not run yet, in the order of their numbers. Throws the first one's error. */
export async function migrateUp(db: Db): Promise<void> {
  throwFailed(await migrator(db).migrateToLatest());
}

/** Undoes every migration and runs them again up to `newest`; what the tables held is gone. */
export async function rebuildSchema(tx: Db, newest: string): Promise<void> {
  throwFailed(await migrator(tx).migrateTo(NO_MIGRATIONS));
  throwFailed(await migrator(tx).migrateTo(newest));
}

/**
 * The names of the migrations a database has run, oldest first, also those that only a newer program knows. None: it
 * holds no record.
 */
export async function executedMigrations(db: Db): Promise<string[]> {
  const found = await sql`
    select from pg_tables where schemaname = 'public' and tablename = 'kysely_migration'`.execute(db);
  if (found.rows.length === 0) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from public.kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** The names of the migrations this program knows, oldest first. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await loadMigrations());
}

/** Every migration with the time it was executed at, oldest first. */
export async function migrationStatus(db: Db): Promise<MigrationLine[]> {
  const migrations = await migrator(db).getMigrations();
  return migrations.map(({ name, executedAt }) => ({ name, executedAt }));
}

function throwFailed({ error }: MigrationResultSet): void {
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('a migration failed', { cause: error });
}

function migrator(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: loadMigrations } });
}

async function loadMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.ts')).sort();
  const entries = files.map(async (file): Promise<[string, Migration]> => {
    const migration: Migration = await import(new URL(file, FOLDER).href);
    return [file.replace(/\.ts$/, ''), migration];
  });
  return Object.fromEntries(await Promise.all(entries));
}
