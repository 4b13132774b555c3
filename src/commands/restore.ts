import { inOneTransaction } from '../db/client.ts';
import { MisfitError } from '../db/copy.ts';
import { readOffset } from '../db/practice-clock.ts';
import { type RefusalReason, RestoreRefusedError, unknownMigration } from '../db/restore.ts';
import { type SetAside, settleCopy } from '../db/settle-copy.ts';
import type { Header } from './archive.ts';
import { loadArchive } from './load-archive.ts';
import { FaultyArchiveError, NoArchiveError, checkArchive } from './read-archive.ts';
import { EXIT, complain, withDatabaseUrl } from './with-database.ts';

const REPLACE = '--replace';

process.exitCode = await run(process.argv.slice(2));

/**
 * `npm run restore -- FILE [--replace]`: the record as it was when the backup was taken, all of it or nothing. What it
 * had begun and not finished waits for people; nothing is sent.
 */
async function run(words: string[]): Promise<number> {
  const isReplacing = words.includes(REPLACE);
  const [file, ...more] = words.filter((word) => word !== REPLACE);
  if (file === undefined || file.startsWith('-') || more.length > 0)
    return complain(EXIT.usage, [`usage: npm run restore -- FILE [${REPLACE}]`]);
  try {
    const header = await checkArchive(file);
    const unknown = await unknownMigration(header);
    if (unknown !== undefined) {
      const why = `${file} was written by a newer Yardbell (it has ${unknown}): restore it with that one`;
      return complain(EXIT.faultyData, [why]);
    }
    return await withDatabaseUrl(async (url) => await restore(url, file, isReplacing));
  } catch (error) {
    return complainAbout(error, file);
  }
}

async function restore(url: string, file: string, isReplacing: boolean): Promise<number> {
  const options = { applicationName: 'yardbell-restore' };
  const { header, rows, setAside } = await inOneTransaction(url, options, async (tx, client) => {
    const loaded = await loadArchive(tx, client, file, isReplacing);
    const now = momentOf(loaded.header, await readOffset(tx));
    return { ...loaded, setAside: await settleCopy(tx, loaded.header.takenAt.program, now) };
  });
  tell(file, header, rows, setAside);
  return EXIT.ok;
}

/** Now on the program's clock, and on a machine whose clock is behind at least the moment of the copy. */
function momentOf({ takenAt }: Header, offsetMs = 0): Date {
  return new Date(Math.max(Date.now() + offsetMs, Date.parse(takenAt.program)));
}

function tell(file: string, { takenAt }: Header, rows: number, setAside: SetAside): void {
  console.log(
    `${rows} rows are restored from ${file}, as they were at ${takenAt.program}. Nothing was sent.`,
  );
  const counted: [string, number][] = [
    ['messages that may have arrived, now unknown and waiting for review', setAside.deliveries],
    ['broadcasts they belong to, now finished', setAside.broadcasts],
    ['answers that were on their way, given up', setAside.effects],
    ['messages from people not looked at yet, set aside', setAside.updates],
    ['meeting reminders that fell due, dropped', setAside.reminders],
    ['volunteers of whom somebody was to be reminded, left to the digest', setAside.signups],
    ['open invitations, closed: invite again', setAside.invitations],
    ['surveys that were to open by now, drafts again', setAside.openings],
  ];
  for (const [what, count] of counted) if (count > 0) console.log(`  ${what}: ${count}`);
  console.log('What people said or changed after that moment is not in it, stops and deletions included.');
  if (setAside.deliveries > 0) {
    console.log(
      'Next: start Yardbell. The next daily summary of each committee names what is in doubt, with a',
    );
    console.log('button that shows it; staff decide whether it is sent once more.');
  }
}

function complainAbout(error: unknown, file: string): number {
  const untouched = 'the database is as it was';
  if (error instanceof NoArchiveError) return complain(EXIT.noFile, [error.message]);
  if (error instanceof FaultyArchiveError)
    return complain(EXIT.faultyData, [`${file} cannot be restored: ${error.message}`, untouched]);
  if (error instanceof MisfitError)
    return complain(EXIT.faultyData, [`${file} cannot be restored: ${error.message}`, untouched]);
  if (error instanceof RestoreRefusedError) {
    const { exitCode, why } = refusal(error.reason);
    return complain(exitCode, [why, untouched]);
  }
  throw error;
}

function refusal(reason: RefusalReason): { exitCode: number; why: string } {
  switch (reason.kind) {
    case 'in_use':
      return {
        exitCode: EXIT.inUse,
        why: `somebody works on this database (${reason.connections} connections): stop every Yardbell first`,
      };
    case 'locked':
      return { exitCode: EXIT.inUse, why: 'another program holds tables of this database: end it first' };
    case 'not_empty':
      return {
        exitCode: EXIT.cantCreate,
        why: `this database holds a record already; to give it up for the backup, add ${REPLACE}`,
      };
    case 'newer_target':
      return {
        exitCode: EXIT.cantCreate,
        why: `a newer Yardbell has used this database (it has ${reason.migration}): restore with that one`,
      };
    case 'foreign_tables':
      return {
        exitCode: EXIT.cantCreate,
        why: `this database holds tables of another program (${reason.names.join(', ')}): give Yardbell its own`,
      };
  }
}
