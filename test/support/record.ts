/** Whole records: what is in one, row by row, and the commands that copy them. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import type { Db } from '../../src/db/client.ts';
import { readTables } from '../../src/db/copy.ts';
import { inOneTransaction } from '../../src/db/client.ts';
import { projectNode } from './processes.ts';

export type CommandEnd = { exitCode: number; out: string; complaint: string };

/** Runs `npm run backup` or `npm run restore` as a process of its own. */
export async function runCommand(
  command: 'backup' | 'restore',
  args: string[],
  env: Record<string, string>,
): Promise<CommandEnd> {
  return await new Promise((resolve) => {
    const options = {
      env: { PATH: process.env['PATH'], ...env },
      cwd: path.resolve(import.meta.dirname, '../..'),
    };
    execFile(projectNode(), [`src/commands/${command}.ts`, ...args], options, (error, out, complaint) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, complaint });
    });
  });
}

/** One query on a connection of its own, which is no connection of a Yardbell. */
export async function ask(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'test' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table as text, and where each sequence stands. */
export async function contents(url: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const tables = await inOneTransaction(url, { applicationName: 'test' }, async (tx) => await readTables(tx));
  for (const { name } of tables) {
    const rows = await ask(url, `select t::text as line from public."${name}" t order by 1`);
    found[name] = rows.map(({ line }) => String(line));
  }
  const sequences = await ask(
    url,
    'select sequencename, last_value from pg_sequences where schemaname = $1',
    ['public'],
  );
  found['(sequences)'] = sequences
    .map((row) => `${String(row['sequencename'])} ${String(row['last_value'])}`)
    .toSorted();
  return found;
}

/** Texts that a careless copy would break. */
export const AWKWARD = [
  'tab\there',
  'two\nlines\r\n',
  '\\.',
  '\\.\n\\.',
  '\\N',
  '',
  'back\\slash "quoted"',
  '电梯坏了 🛗',
  "{a,NULL,'}",
];

/** One broadcast whose deliveries have these states; returns its id. */
export async function addBroadcast(
  db: Db,
  status: 'draft' | 'scheduled' | 'running' | 'paused' | 'held' | 'finishing' | 'finished',
  deliveries: ('pending' | 'held' | 'sending' | 'sent' | 'unknown' | 'failed')[],
  objectId = 1,
): Promise<number> {
  const at = new Date('2026-03-02T02:00:00Z');
  const { id } = await db
    .insertInto('broadcasts')
    .values({
      kind: 'survey_invitation',
      object_id: objectId,
      generation: 1,
      slot: status,
      status,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [turn, state] of deliveries.entries()) {
    const telegramId = id * 1000 + turn;
    const resident = await db
      .insertInto('residents')
      .values({ telegram_id: telegramId, locale: 'en', created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('deliveries')
      .values({
        broadcast_id: id,
        resident_id: resident.id,
        chat_id: telegramId,
        locale: 'en',
        status: state,
      })
      .execute();
  }
  return id;
}
