import { readFile } from 'node:fs/promises';
import type { Db } from '../db/client.ts';
import { importCommunities } from '../db/communities.ts';
import { type CommunityRow, type CsvFault, readCommunityCsv } from '../text/community-csv.ts';
import { EXIT, complain, withDatabase } from './with-database.ts';

process.exitCode = await run(process.argv.slice(2));

/** `npm run import -- FILE.csv`: communities from a CSV file, all of them or none. */
async function run([file, ...more]: string[]): Promise<number> {
  if (file === undefined || more.length > 0)
    return complain(EXIT.usage, ['usage: npm run import -- FILE.csv']);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return complain(EXIT.noFile, [`${file} cannot be read`]);
  const reading = readCommunityCsv(bytes);
  if ('faults' in reading) {
    return complain(EXIT.faultyData, [...reading.faults.map(describe), `nothing was imported from ${file}`]);
  }
  return await withDatabase(async (db) => {
    const { added, updated } = await importAll(db, reading.records);
    console.log(`${reading.records.length} communities imported (${added} new, ${updated} updated)`);
    return EXIT.ok;
  });
}

async function importAll(db: Db, records: CommunityRow[]): Promise<{ added: number; updated: number }> {
  return await db.transaction().execute(async (tx) => {
    const codes = records.map((record) => record.code);
    const known = await tx.selectFrom('communities').select('id').where('code', 'in', codes).execute();
    await importCommunities(tx, records, new Date());
    return { added: records.length - known.length, updated: known.length };
  });
}

function describe({ line, column, why }: CsvFault): string {
  const where = [...(line ? [`line ${line}`] : []), ...(column ? [`column ${column}`] : [])].join(', ');
  return where ? `${where}: ${why}` : why;
}
