import { readdir } from 'node:fs/promises';
import { type Migration, Migrator } from 'kysely/migration';
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
  const { error } = await migrator(db).migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('a migration failed', { cause: error });
}

/** Every migration with the time it was executed at, oldest first. */
export async function migrationStatus(db: Db): Promise<MigrationLine[]> {
  const migrations = await migrator(db).getMigrations();
  return migrations.map(({ name, executedAt }) => ({ name, executedAt }));
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
