/** Whole records: what is in one, row by row, and the commands that copy them. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { startBroadcast } from '../../src/db/broadcasts.ts';
import { readTables } from '../../src/db/copy.ts';
import { type Db, inOneTransaction } from '../../src/db/client.ts';
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

type DeliveryState = 'pending' | 'held' | 'sending' | 'sent' | 'unknown' | 'failed';

let communities = 0;

/** One broadcast whose deliveries have these states, to a community of its own; returns its id. */
export async function addBroadcast(
  db: Db,
  status: 'draft' | 'scheduled' | 'running' | 'paused' | 'held' | 'finishing' | 'finished',
  states: DeliveryState[],
): Promise<number> {
  const id = await addBroadcastTo(db, states.length);
  const { rows } = await sql<{ resident_id: number }>`
    select resident_id from deliveries where broadcast_id = ${id} order by resident_id`.execute(db);
  for (const [turn, { resident_id: residentId }] of rows.entries()) {
    await db
      .updateTable('deliveries')
      .set({ status: states[turn] ?? 'sent' })
      .where('broadcast_id', '=', id)
      .where('resident_id', '=', residentId)
      .execute();
  }
  await db.updateTable('broadcasts').set({ status }).where('id', '=', id).execute();
  return id;
}

/** A running broadcast to `count` people, who are made for it. */
export async function addBroadcastTo(db: Db, count: number): Promise<number> {
  const at = new Date('2026-03-02T02:00:00Z');
  const names = { name_zh: '兴华', name_en: 'Xinghua', name_es: 'Xinghua', time_zone: 'Asia/Shanghai' };
  const { id: communityId } = await db
    .insertInto('communities')
    .values({ code: `copy${++communities}`, ...names, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    with people as (
      insert into residents (telegram_id, locale, created_at)
      select ${communityId * 1_000_000} + n, 'zh', ${at}::timestamptz from generate_series(1, ${count}::int) n returning id)
    insert into memberships (resident_id, community_id, joined_at)
    select id, ${communityId}::bigint, ${at}::timestamptz from people`.execute(db);
  const broadcast = {
    kind: 'survey_invitation' as const,
    objectId: communityId,
    generation: 1,
    createdBy: null,
  };
  const audience = { kind: 'members' as const, communityId };
  const started = await startBroadcast(db, { ...broadcast, communityId }, audience, at);
  return started?.id ?? 0;
}
