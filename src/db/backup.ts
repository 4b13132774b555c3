import { sql } from 'kysely';
import { type Db, inOneTransaction } from './client.ts';
import {
  type CopiedTable,
  type SequenceState,
  copyOut,
  readSequences,
  readTables,
  speakPlainly,
} from './copy.ts';
import { executedMigrations } from './migrate.ts';
import { readOffset } from './practice-clock.ts';

/** What a copy of the record is a copy of. */
export interface RecordOutline {
  /** The moment of the copy on the clock of the database, and on the one the program goes by. */
  takenAt: { database: string; program: string };
  /** Run so far, oldest first. */
  migrations: string[];
  /** In the order in which they can be filled. */
  tables: CopiedTable[];
  sequences: SequenceState[];
}

/** The whole record at one moment. Read its tables one after the other. */
export interface Snapshot {
  outline: RecordOutline;
  /** The rows; after the last one `onEnd` hears how many there were. */
  read(table: CopiedTable, onEnd: (rowCount: number) => void): AsyncIterable<Buffer>;
}

/**
 * Opens a snapshot while everybody else goes on working. Not under the name of the program's own connections: digests
 * wait for those. Undefined when the database holds no record yet.
 */
export async function withSnapshot<T>(
  url: string,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T | undefined> {
  const options = { applicationName: 'yardbell-backup', isSnapshot: true };
  return await inOneTransaction(url, options, async (tx, client) => {
    await speakPlainly(tx);
    const outline = await readOutline(tx);
    if (outline.migrations.length === 0) return undefined;
    return await use({ outline, read: (table, onEnd) => copyOut(client, table, onEnd) });
  });
}

async function readOutline(tx: Db): Promise<RecordOutline> {
  const { rows } = await sql<{ now: Date }>`select now()`.execute(tx);
  const tables = await readTables(tx);
  const hasClock = tables.some(({ name }) => name === 'practice_clock');
  const offsetMs = (hasClock && (await readOffset(tx))) || 0;
  return {
    takenAt: {
      database: (rows[0]?.now ?? new Date()).toISOString(),
      program: new Date(Date.now() + offsetMs).toISOString(),
    },
    migrations: await executedMigrations(tx),
    tables,
    sequences: await readSequences(tx),
  };
}
