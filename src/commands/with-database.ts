import { join } from 'node:path';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { isDatabaseAway } from '../db/away.ts';
import { type Db, openDatabase } from '../db/client.ts';
import { migrateUp } from '../db/migrate.ts';
import { DataDirInUseError, EmbeddedPostgresError, startEmbeddedPostgres } from '../embedded/postgres.ts';

/** Exit codes of sysexits.h. */
export const EXIT = {
  ok: 0,
  usage: 64,
  faultyData: 65,
  noFile: 66,
  noDatabase: 69,
  inUse: 75,
  faultyConfig: 78,
} as const;

const MIGRATED = { isMigrated: true };

/**
 * Runs a command on the database of the configuration, or on the embedded one, which is started for it and stopped
 * again. Returns the exit code; what goes wrong on the way is said in plain words.
 */
export async function withDatabase(use: (db: Db) => Promise<number>, options = MIGRATED): Promise<number> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return complain(EXIT.faultyConfig, error.faults);
    throw error;
  }
  try {
    return await useDatabase(config, use, options.isMigrated);
  } catch (error) {
    if (error instanceof DataDirInUseError) {
      const why = `Yardbell is running on ${config.dataDir}: stop it first, or set DATABASE_URL to its PostgreSQL`;
      return complain(EXIT.inUse, [why]);
    }
    if (error instanceof EmbeddedPostgresError) return complain(EXIT.noDatabase, [error.message]);
    if (isDatabaseAway(error)) {
      return complain(EXIT.noDatabase, ['the database of DATABASE_URL does not answer']);
    }
    throw error;
  }
}

export function complain(exitCode: number, lines: string[]): number {
  for (const line of lines) console.error(line);
  return exitCode;
}

async function useDatabase(
  config: Config,
  use: (db: Db) => Promise<number>,
  isMigrated: boolean,
): Promise<number> {
  const dataDir = join(config.dataDir, 'postgres');
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir });
  const db = openDatabase(config.databaseUrl ?? embedded?.url ?? '', 2);
  try {
    if (isMigrated) await migrateUp(db);
    return await use(db);
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}
