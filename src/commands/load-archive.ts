import type pg from 'pg';
import type { Db } from '../db/client.ts';
import { copyIn, setSequences, speakPlainly } from '../db/copy.ts';
import { migrateUp } from '../db/migrate.ts';
import { makeRoom } from '../db/restore.ts';
import type { Header } from './archive.ts';
import { readArchive } from './read-archive.ts';

/**
 * Loads an archive in the transaction of `tx` and brings it up to this version. What it holds is then as alive as its
 * original: settle it in the same transaction.
 */
export async function loadArchive(
  tx: Db,
  client: pg.ClientBase,
  file: string,
  isReplacing: boolean,
): Promise<{ header: Header; rows: number }> {
  await speakPlainly(tx);
  let rows = 0;
  const header = await readArchive(file, {
    header: async (outline) => await makeRoom(tx, outline, isReplacing),
    table: async (table, source) => {
      const count = await copyIn(client, table, source);
      rows += count;
      return count;
    },
  });
  await setSequences(tx, header.sequences);
  await migrateUp(tx);
  return { header, rows };
}
