import { join } from 'node:path';
import type { Config } from './config.ts';
import { startEmbeddedPostgres } from './embedded/postgres.ts';
import type { Logger } from './logger.ts';

/** The database everything is recorded in: the one of the configuration, or one of our own beside the program. */
export interface OpenRecord {
  url: string;
  /** What to tell the person at the terminal. */
  words: string;
  stop(): Promise<void>;
}

/** Throws `EmbeddedPostgresError` when our own cannot be started here. */
export async function openRecord(config: Config, log: Logger): Promise<OpenRecord> {
  if (config.databaseUrl) {
    return { url: config.databaseUrl, words: 'PostgreSQL (DATABASE_URL)', stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    log: (line) => log.debug({ line }, 'postgres'),
  });
  return { ...embedded, words: `embedded PostgreSQL, its data in ${config.dataDir}` };
}
