import type { Db } from '../db/client.ts';
import { migrationStatus } from '../db/migrate.ts';
import { EXIT, complain, withDatabase } from './with-database.ts';

process.exitCode = await run(process.argv.slice(2));

/** `npm run migrate`: brings the schema up to date. `npm run migrate -- status`: says what was run and when. */
async function run(words: string[]): Promise<number> {
  const isStatus = words.length === 1 && words[0] === 'status';
  if (words.length > 0 && !isStatus) {
    return complain(EXIT.usage, ['usage: npm run migrate, or npm run migrate -- status']);
  }
  return await withDatabase(tellStatus, { isMigrated: !isStatus });
}

async function tellStatus(db: Db): Promise<number> {
  for (const { name, executedAt } of await migrationStatus(db)) {
    console.log(`${executedAt ? executedAt.toISOString() : 'not run yet'.padEnd(24)}  ${name}`);
  }
  return EXIT.ok;
}
