import { join } from 'node:path';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { isDatabaseAway } from '../db/away.ts';
import { type Db, openDatabase } from '../db/client.ts';
import { migrateUp } from '../db/migrate.ts';
import { DataDirInUseError, EmbeddedPostgresError, startEmbeddedPostgres } from '../embedded/postgres.ts';
import { holdsCluster, runningServer } from '../embedded/running.ts';

/** Exit codes of sysexits.h. */
export const EXIT = {
  ok: 0,
  usage: 64,
  faultyData: 65,
  noFile: 66,
  noDatabase: 69,
  cantCreate: 73,
  inUse: 75,
  faultyConfig: 78,
} as const;

const MIGRATED = { isMigrated: true };

/**
 * Runs a command on the database of the configuration, or on the embedded one, which is started for it and stopped
 * again. Returns the exit code; what goes wrong on the way is said in plain words.
 */
export async function withDatabase(use: (db: Db) => Promise<number>, options = MIGRATED): Promise<number> {
  return await withDatabaseUrl(async (url) => {
    const db = openDatabase(url, 2);
    try {
      if (options.isMigrated) await migrateUp(db);
      return await use(db);
    } finally {
      await db.destroy();
    }
  });
}

/**
 * As {@link withDatabase}, with the address. `isReading`: the embedded database is used also while Yardbell runs on it,
 * and none is made where there is none.
 */
export async function withDatabaseUrl(
  use: (url: string) => Promise<number>,
  { isReading = false } = {},
): Promise<number> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return complain(EXIT.faultyConfig, error.faults);
    throw error;
  }
  try {
    return await useDatabase(config, use, isReading);
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
  use: (url: string) => Promise<number>,
  isReading: boolean,
): Promise<number> {
  const dataDir = join(config.dataDir, 'postgres');
  if (isReading && !config.databaseUrl && !holdsCluster(dataDir))
    return complain(EXIT.noFile, [`there is no database in ${config.dataDir}: set DATA_DIR or DATABASE_URL`]);
  const running = isReading && !config.databaseUrl ? runningServer(dataDir) : undefined;
  const given = config.databaseUrl ?? running;
  if (given) return await use(given);
  const embedded = await startEmbeddedPostgres({ dataDir });
  try {
    return await use(embedded.url);
  } finally {
    await embedded.stop();
  }
}
