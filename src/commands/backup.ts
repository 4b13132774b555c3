import type { FileHandle } from 'node:fs/promises';
import { withSnapshot } from '../db/backup.ts';
import type { Trailer } from './archive.ts';
import { EXIT, complain, withDatabaseUrl } from './with-database.ts';
import { CannotWriteError, closeArchive, openArchive, writeArchive } from './write-archive.ts';

process.exitCode = await run(process.argv.slice(2));

/** `npm run backup -- FILE`: a complete copy of the record in one file, also while Yardbell is at work. */
async function run([file, ...more]: string[]): Promise<number> {
  if (file === undefined || file.startsWith('-') || more.length > 0)
    return complain(EXIT.usage, ['usage: npm run backup -- FILE']);
  try {
    const handle = await openArchive(file);
    try {
      return await withDatabaseUrl(async (url) => await backUp(url, file, handle), { isReading: true });
    } finally {
      await closeArchive(file, handle);
    }
  } catch (error) {
    if (error instanceof CannotWriteError) return complain(EXIT.cantCreate, [error.message]);
    throw error;
  }
}

async function backUp(url: string, file: string, handle: FileHandle): Promise<number> {
  const rows = await withSnapshot(url, async (snapshot) => await writeArchive(file, handle, snapshot));
  if (!rows) return complain(EXIT.faultyData, ['this database holds no record: there is nothing to back up']);
  console.log(`${total(rows)} rows of ${Object.keys(rows).length} tables are in ${file}`);
  console.log('It holds everything the residents told you: keep it as safe as the database itself.');
  return EXIT.ok;
}

function total(rows: Trailer['rows']): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}
