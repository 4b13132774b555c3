import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withSnapshot } from '../../src/db/backup.ts';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { migrateToLatest } from '../../src/db/migrate.ts';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { buildCourtyard } from '../support/courtyard.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { AWKWARD, addBroadcast, ask, contents, runCommand } from '../support/record.ts';

const LONG_AGO = new Date('2026-02-01T00:00:00Z');
/** Every test starts several programs; a guard against hanging. */
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'yardbell-backup-'));
  database = await createTestDatabase();
  const db = openDatabase(database.url, 2);
  await fillSettled(db);
  await db.destroy();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
const freshFile = () => path.join(folder, `backup-${++files}.gz`);

/** A record with nothing under way: a restore leaves all of it as it is. */
async function fillSettled(db: Db): Promise<void> {
  const yard = await buildCourtyard(db, { at: LONG_AGO });
  await db
    .updateTable('roles')
    .set({ digest_set_at: new Date('2999-01-01T00:00:00Z') })
    .execute();
  await yard.answer(LONG_AGO);
  await yard.accept(LONG_AGO);
  await yard.rsvp(LONG_AGO);
  await yard.remind(LONG_AGO, 'sent');
  await yard.join(LONG_AGO);
  await addBroadcast(db, 'finished', ['sent', 'unknown', 'failed']);
  const { id: response } = await db.selectFrom('survey_responses').select('id').executeTakeFirstOrThrow();
  for (const [turn, text] of AWKWARD.entries()) {
    const attachments = JSON.stringify([{ text, deep: { list: [1, null, text] } }]);
    await sql`insert into answers (response_id, step, codes, is_settled, comment, attachments, answered_at)
      values (${response}, ${`awkward-${turn}`}, ${[...AWKWARD.slice(turn), null]}::text[], true, ${text}, ${attachments}::jsonb, ${LONG_AGO})`.execute(
      db,
    );
  }
  await db
    .insertInto('conversation_states')
    .values({ key: '1', state: '{"a":[]}', updated_at: LONG_AGO })
    .execute();
  await db.insertInto('practice_clock').values({ offset_ms: -86_400_000 }).execute();
  await db
    .insertInto('posts')
    .values({ chat_id: -1_001_234_567_890, reference: 'x', message_id: 5 })
    .execute();
  // The highest ids belong to somebody who was removed: nobody else may ever get them.
  const gone = { telegram_id: 777, locale: 'en' as const, created_at: LONG_AGO };
  await db.insertInto('residents').values(gone).execute();
  await db.deleteFrom('residents').where('telegram_id', '=', 777).execute();
}

test('a restored record is the same in every row, and goes on counting where the original did', async () => {
  const file = freshFile();
  const backup = await runCommand('backup', [file], { DATABASE_URL: database.url });
  expect(backup).toMatchObject({ exitCode: 0, complaint: '' });
  const target = await createTestDatabase();
  const restore = await runCommand('restore', [file], { DATABASE_URL: target.url });
  expect(restore).toMatchObject({ exitCode: 0, complaint: '' });
  const before = await contents(database.url);
  const after = await contents(target.url);
  expect(after['audit_entries']).toEqual([expect.stringContaining('record_restored,backup:')]);
  const countOf = (rows: Record<string, string[]>) => Object.values(rows).flat().length;
  expect(countOf(before)).toBeGreaterThan(50);
  for (const rows of [before, after]) {
    delete rows['audit_entries'];
    rows['(sequences)'] = rows['(sequences)']?.filter((line) => !line.startsWith('audit_entries')) ?? [];
  }
  expect(after).toEqual(before);
  const insert = `insert into residents (telegram_id, locale, created_at) values (778, 'en', now()) returning id`;
  expect(await ask(target.url, insert)).toEqual(await ask(database.url, insert));
  await ask(database.url, 'delete from residents where telegram_id = 778');
  await target.drop();
});

test('a backup is one moment: what others change while it is being read is not in it', async () => {
  const name = await withSnapshot(database.url, async ({ outline, read }) => {
    await ask(database.url, `update communities set name_en = 'Changed'`);
    const table = outline.tables.find((one) => one.name === 'communities');
    const chunks: Buffer[] = [];
    if (table) for await (const chunk of read(table, () => undefined)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  });
  expect(name).toContain('Xinghua');
  expect(name).not.toContain('Changed');
  await ask(database.url, `update communities set name_en = 'Xinghua'`);
});

test('only its owner can read the file; one that exists is never written over, and nothing half is left', async () => {
  const file = freshFile();
  const env = { DATABASE_URL: database.url };
  expect((await runCommand('backup', [file], env)).exitCode).toBe(0);
  const first = await stat(file);
  expect(first.mode & 0o777).toBe(0o600);
  const second = await runCommand('backup', [file], env);
  expect(second).toMatchObject({ exitCode: 73, out: '' });
  expect(second.complaint).toContain('exists already: name another file');
  expect((await stat(file)).mtimeMs).toBe(first.mtimeMs);
  await expect(access(`${file}.partial`)).rejects.toThrow('ENOENT');
  const other = freshFile();
  await writeFile(`${other}.partial`, 'half');
  expect((await runCommand('backup', [other], env)).complaint).toContain('another backup is being written');
  const nowhere = await runCommand('backup', [path.join(folder, 'none', 'b.gz')], env);
  expect(nowhere).toMatchObject({ exitCode: 73 });
  expect(nowhere.complaint).toContain('the folder of');
});

test('a backup that ends half-way, as on a full disk, says so instead of hanging', async () => {
  await ask(
    database.url,
    `insert into inbox (update_id, person_key, received_at, applied_at, payload)
     select n, 1, now(), now(), jsonb_build_object('text', repeat('x', 2000)) from generate_series(1, 5000) n`,
  );
  const stopped = withSnapshot(database.url, async ({ outline, read }) => {
    for (const table of outline.tables.filter(({ name }) => name === 'inbox'))
      for await (const chunk of read(table, () => undefined)) throw new Error(`no room for ${chunk.length}`);
  });
  await expect(stopped).rejects.toThrow('no room for');
  await ask(database.url, 'delete from inbox');
});

test('no file named, no record, and an absent database each have their exit code and leave no file', async () => {
  expect((await runCommand('backup', [], { DATABASE_URL: database.url })).exitCode).toBe(64);
  const file = freshFile();
  const absent = await runCommand('backup', [file], { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
  expect(absent.exitCode).toBe(69);
  const nowhere = await runCommand('backup', [file], { DATA_DIR: path.join(folder, 'no-data') });
  expect(nowhere.exitCode).toBe(66);
  const empty = await createTestDatabase();
  await ask(empty.url, 'drop schema public cascade');
  await ask(empty.url, 'create schema public');
  const none = await runCommand('backup', [file], { DATABASE_URL: empty.url });
  expect(none.exitCode).toBe(65);
  expect(none.complaint).toContain('there is nothing to back up');
  await empty.drop();
  for (const left of [file, `${file}.partial`]) await expect(access(left)).rejects.toThrow('ENOENT');
});

test('the embedded database is copied while Yardbell runs on it; restoring into it is refused until it stops', async () => {
  const dataDir = path.join(folder, 'data');
  const env = { DATA_DIR: dataDir };
  const running = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), isDurable: false });
  const file = freshFile();
  try {
    await migrateToLatest(running.url);
    await ask(
      running.url,
      `insert into communities (code, name_zh, name_en, name_es, time_zone, created_at)
       values ('xinghua', '兴华', 'Xinghua', 'Xinghua', 'Asia/Shanghai', now())`,
    );
    expect(await runCommand('backup', [file], env)).toMatchObject({ exitCode: 0, complaint: '' });
    const refused = await runCommand('restore', [file, '--replace'], env);
    expect(refused.exitCode).toBe(75);
    expect(refused.complaint).toMatch(/stop it first/);
    expect(await ask(running.url, 'select code from communities')).toEqual([{ code: 'xinghua' }]);
  } finally {
    await running.stop();
  }
  expect((await runCommand('restore', [file, '--replace'], env)).exitCode).toBe(0);
  const stopped = freshFile();
  expect((await runCommand('backup', [stopped], env)).exitCode).toBe(0);
});
