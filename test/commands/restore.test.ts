import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { checkArchive } from '../../src/commands/read-archive.ts';
import { type Db, inOneTransaction, openDatabase } from '../../src/db/client.ts';
import { knownMigrations, rebuildSchema } from '../../src/db/migrate.ts';
import { buildCourtyard } from '../support/courtyard.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { projectNode, startProcess } from '../support/processes.ts';
import { addBroadcast, addBroadcastTo, ask, contents, runCommand } from '../support/record.ts';

const DAY_MS = 86_400_000;
/** Every test starts several programs; a guard against hanging. */
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let source: TestDatabase;
let target: TestDatabase;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'yardbell-restore-'));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  [source, target] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterEach(async () => await Promise.all([source.drop(), target.drop()]));

async function into<T>(database: TestDatabase, write: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(database.url, 2);
  try {
    return await write(db);
  } finally {
    await db.destroy();
  }
}

async function backupOf(database: TestDatabase): Promise<string> {
  const file = path.join(folder, `restore-${++files}.gz`);
  const backup = await runCommand('backup', [file], { DATABASE_URL: database.url });
  expect(backup).toMatchObject({ exitCode: 0, complaint: '' });
  return file;
}

const restore = async (file: string, ...words: string[]) =>
  await runCommand('restore', [file, ...words], { DATABASE_URL: target.url });

/** A copy of the file with its text changed, its checksum as it was. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const other = path.join(folder, `changed-${++files}.gz`);
  await writeFile(other, gzipSync(change(gunzipSync(await readFile(file)).toString())));
  return other;
}

test('what is cut off, damaged or something else is refused, and the database stays as it was', async () => {
  await into(source, async (db) => await addBroadcast(db, 'finished', ['sent', 'sent', 'sent']));
  await into(target, async (db) => await addBroadcast(db, 'finished', ['unknown']));
  const file = await backupOf(source);
  const whole = await readFile(file);
  const before = await contents(target.url);
  const fileOf = async (bytes: Buffer) => {
    const other = path.join(folder, `broken-${++files}.gz`);
    await writeFile(other, bytes);
    return other;
  };
  const flipped = Buffer.from(whole);
  flipped[Math.floor(whole.length / 2)]! ^= 1;
  const damaged: [string, string][] = [
    [await fileOf(whole.subarray(0, whole.length - 1)), 'damaged or was cut off'],
    [await fileOf(whole.subarray(0, Math.floor(whole.length / 2))), 'damaged or was cut off'],
    [await fileOf(whole.subarray(0, 12)), 'damaged or was cut off'],
    [await fileOf(flipped), 'damaged or was cut off'],
    [await changed(file, (text) => text.replace('\tzh\t', '\tes\t')), 'damaged or was cut off'],
    [await changed(file, (text) => text.slice(0, text.lastIndexOf('{'))), 'damaged or was cut off'],
    [await changed(file, (text) => `${text}more\n`), 'damaged or was cut off'],
    [await changed(file, () => 'create table x();\n'), 'not a backup of Yardbell'],
    [await fileOf(Buffer.from('PGDMP not gzip at all')), 'not a backup of Yardbell'],
    [await fileOf(Buffer.alloc(0)), 'damaged or was cut off'],
    [await changed(file, (text) => text.replace('"version":1', '"version":2')), 'a newer Yardbell wrote it'],
  ];
  for (const [broken, words] of damaged) await expect(checkArchive(broken)).rejects.toThrow(words);
  for (const [broken, words] of damaged.slice(3, 5)) {
    const end = await restore(broken, '--replace');
    expect(end).toMatchObject({ exitCode: 65, out: '' });
    expect(end.complaint).toContain(words);
  }
  expect(await contents(target.url)).toEqual(before);
  await checkArchive(file);
  expect((await restore(path.join(folder, 'none.gz'))).exitCode).toBe(66);
  expect((await restore('--replace')).exitCode).toBe(64);
});

test('a backup of an older version is restored and brought up to date; nothing of it is lost', async () => {
  const older = '0004-meetings';
  await inOneTransaction(
    source.url,
    { applicationName: 'test' },
    async (tx) => await rebuildSchema(tx, older),
  );
  await ask(
    source.url,
    `insert into residents (telegram_id, locale, created_at) select n, 'zh', now() from generate_series(1, 20) n`,
  );
  const file = await backupOf(source);
  expect(await restore(file)).toMatchObject({ exitCode: 0, complaint: '' });
  expect(await ask(target.url, 'select count(*)::int as people from residents')).toEqual([{ people: 20 }]);
  const executed = await ask(target.url, 'select name from kysely_migration order by name');
  expect(executed.map(({ name }) => name)).toEqual(await knownMigrations());
  await into(target, async (db) => await addBroadcast(db, 'running', ['pending']));
});

test('what was under way in a backup of an older version waits for review in the new one', async () => {
  const older = '0006-inbox';
  await inOneTransaction(
    source.url,
    { applicationName: 'test' },
    async (tx) => await rebuildSchema(tx, older),
  );
  await ask(
    source.url,
    `with b as (insert into broadcasts (kind, object_id, generation, status, created_at)
       values ('survey_invitation', 1, 1, 'running', now()) returning id),
     r as (insert into residents (telegram_id, locale, created_at)
       select n, 'zh', now() from generate_series(1, 4) n returning id, telegram_id)
     insert into deliveries (broadcast_id, resident_id, chat_id, locale, status)
     select b.id, r.id, telegram_id, 'zh', (array['pending', 'sending', 'held', 'sent'])[telegram_id] from r, b`,
  );
  const file = await backupOf(source);
  expect(await restore(file)).toMatchObject({ exitCode: 0, complaint: '' });
  const states = await ask(target.url, 'select status from deliveries order by resident_id');
  expect(states.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown', 'sent']);
  expect(await ask(target.url, 'select status from broadcasts')).toEqual([{ status: 'finished' }]);
});

test('a backup of a newer version is refused, and so is a database that a newer version has used', async () => {
  const future = `insert into kysely_migration (name, timestamp) values ('9999-moon', '2030-01-01')`;
  const older = await backupOf(source);
  await ask(source.url, future);
  const newer = await backupOf(source);
  const end = await restore(newer);
  expect(end.exitCode).toBe(65);
  expect(end.complaint).toContain('written by a newer Yardbell (it has 9999-moon)');
  await ask(target.url, future);
  const other = await restore(older, '--replace');
  expect(other.exitCode).toBe(73);
  expect(other.complaint).toContain('a newer Yardbell has used this database (it has 9999-moon)');
});

test('a record that is there is given up only on the word --replace; hints of its old life go with it', async () => {
  await into(source, async (db) => await addBroadcast(db, 'finished', ['sent']));
  await into(target, async (db) => await addBroadcast(db, 'finished', ['sent', 'failed', 'failed']));
  await ask(
    target.url,
    `insert into bullmq.job (queue, id, seq, name, state, added_at_ms) values ('pushes', '1', 1, 'x', 'waiting', 1)`,
  );
  const before = await contents(target.url);
  const file = await backupOf(source);
  const refused = await restore(file);
  expect(refused.exitCode).toBe(73);
  expect(refused.complaint).toContain('holds a record already; to give it up for the backup, add --replace');
  expect(await contents(target.url)).toEqual(before);
  expect((await restore(file, '--replace')).exitCode).toBe(0);
  const after = await contents(target.url);
  expect(after['deliveries']).toEqual((await contents(source.url))['deliveries']);
  expect(await ask(target.url, 'select count(*)::int as hints from bullmq.job')).toEqual([{ hints: 0 }]);
});

test('tables of another program are never emptied', async () => {
  await ask(target.url, 'create table shop_orders (id int)');
  await ask(target.url, 'insert into shop_orders values (7)');
  const file = await backupOf(source);
  const end = await restore(file, '--replace');
  expect(end.exitCode).toBe(73);
  expect(end.complaint).toContain('tables of another program (shop_orders)');
  expect(await ask(target.url, 'select id from shop_orders')).toEqual([{ id: 7 }]);
});

test('nothing is restored into a database on which a Yardbell is at work', async () => {
  const file = await backupOf(source);
  const db = openDatabase(target.url);
  await db.selectFrom('residents').select('id').execute();
  const end = await restore(file, '--replace');
  expect(end.exitCode).toBe(75);
  expect(end.complaint).toContain('stop every Yardbell first');
  await db.destroy();
  expect((await restore(file)).exitCode).toBe(0);
});

test('a restore that is killed half-way leaves the database as it was', async () => {
  const file = await backupOf(await manyDeliveries(100_000));
  await into(target, async (db) => await addBroadcast(db, 'finished', ['sent', 'failed']));
  const before = await contents(target.url);
  const env = { DATABASE_URL: target.url };
  const run = startProcess(projectNode(), ['src/commands/restore.ts', file, '--replace'], { env });
  const seen = async (query: string) =>
    (
      await ask(
        target.url,
        `select from pg_stat_activity where application_name = 'yardbell-restore' ${query}`,
      )
    ).length;
  await expect
    .poll(() => seen(`and query like 'copy public."deliveries"%'`), { timeout: 20_000, interval: 20 })
    .toBe(1);
  expect((await run.kill9()).signal).toBe('SIGKILL');
  await expect.poll(() => seen(''), { timeout: 20_000 }).toBe(0);
  expect(await contents(target.url)).toEqual(before);
});

test('a record of 50,000 deliveries and 100 MB is copied and restored in a fraction of that memory', async () => {
  const small = await backupOf(source);
  await manyDeliveries(50_000);
  await ask(source.url, `update deliveries set failure = repeat('x', 2000)`);
  const peakOf = async (command: 'backup' | 'restore', args: string[], database: TestDatabase) => {
    const report = `process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS))`;
    const env = {
      DATABASE_URL: database.url,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(report)}`,
    };
    const end = await runCommand(command, args, env);
    expect(end.exitCode).toBe(0);
    return Number(/peak (\d+)/.exec(end.complaint)?.[1]) / 1024;
  };
  const least = await peakOf('restore', [small], target);
  const large = path.join(folder, 'large.gz');
  const backupPeak = await peakOf('backup', [large], source);
  const restorePeak = await peakOf('restore', [large], target);
  expect(await ask(target.url, 'select count(*)::int as n from deliveries')).toEqual([{ n: 50_000 }]);
  expect(gunzipSync(await readFile(large)).length).toBeGreaterThan(100_000_000);
  expect(Math.max(backupPeak, restorePeak) - least).toBeLessThan(60);
});

/** The source with one finished broadcast to many. */
async function manyDeliveries(count: number): Promise<TestDatabase> {
  await into(source, async (db) => {
    const id = await addBroadcastTo(db, count);
    await db.updateTable('deliveries').set({ status: 'sent' }).execute();
    await db.updateTable('broadcasts').set({ status: 'finished' }).where('id', '=', id).execute();
  });
  return source;
}

test('whatever was begun or fell due is set aside and counted; what lies ahead stays as planned', async () => {
  const now = Date.now();
  const daysAgo = (days: number) => new Date(now - days * DAY_MS);
  await into(source, async (db) => {
    const yard = await buildCourtyard(db, { at: daysAgo(9) });
    await addBroadcast(db, 'draft', []);
    await addBroadcast(db, 'scheduled', ['pending']);
    await addBroadcast(db, 'running', ['pending', 'sending', 'sent', 'unknown']);
    await addBroadcast(db, 'paused', ['pending', 'failed']);
    await addBroadcast(db, 'held', ['held']);
    await addBroadcast(db, 'finishing', ['sending']);
    await yard.remind(daysAgo(0.01), 'pending');
    await yard.remind(daysAgo(1), 'sent');
    await yard.remind(daysAgo(-1), 'pending');
    // Nobody asked yet; the team is due; the team and the committee are; only the committee is.
    for (const days of [1, 4, 6, 7]) await yard.signUp(daysAgo(days));
    await db
      .updateTable('volunteer_signups')
      .set({ late_told_at: daysAgo(4), status: 'claimed', claimed_by_name: 'Wang Mei' })
      .where('submitted_at', '=', daysAgo(7))
      .execute();
    const effect = { chat_id: 1, effect: '{"kind":"say"}', created_at: daysAgo(1) };
    for (const status of ['pending', 'sending', 'sent'] as const)
      await db
        .insertInto('outbox')
        .values({ ...effect, status })
        .execute();
    await ask(
      source.url,
      `insert into inbox (update_id, person_key, received_at, payload, applied_at)
       values (1, 1, now(), '{"a":1}', null), (2, 2, now(), '{"b":1}', now())`,
    );
    await ask(
      source.url,
      `insert into invitations (token_hash, role, community_id, created_at, expires_at)
       select md5(n::text), 'staff', (select min(id) from communities), now(), now() + make_interval(days => n)
       from generate_series(-1, 2) n where n <> 0`,
    );
    await ask(
      source.url,
      `insert into surveys (code, community_id, status, definition, opens_at, created_at)
       select 'due' || n, (select min(id) from communities), 'scheduled', '{"title":{}}', now() + make_interval(days => n), now()
       from generate_series(-1, 1, 2) n`,
    );
  });
  const end = await restore(await backupOf(source));
  expect(end).toMatchObject({ exitCode: 0, complaint: '' });
  const counts = [...end.out.matchAll(/^ {2}.*: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(counts).toEqual([6, 5, 2, 1, 1, 3, 2, 1]);
  const told = async (text: string) =>
    (await ask(target.url, text)).map((row) => Object.values(row).join(' '));
  const states = 'select status, count(*)::int from deliveries group by 1 order by 1';
  expect(await told(states)).toEqual(['failed 1', 'sent 1', 'unknown 7']);
  expect(await told(`select failure from deliveries where status = 'unknown' group by 1 order by 1`)).toEqual(
    ['restored from a backup', ''],
  );
  expect(await told('select distinct status from broadcasts order by 1')).toEqual(['draft', 'finished']);
  expect(await told('select status, effect is null from outbox order by id')).toEqual([
    'unknown true',
    'unknown true',
    'sent false',
  ]);
  expect(await told('select update_id, failed_at is not null from inbox order by 1')).toEqual([
    '1 true',
    '2 false',
  ]);
  expect(await told('select status from reminders order by id')).toEqual(['dropped', 'sent', 'pending']);
  expect(
    await told(
      `select status, late_told_at is not null as team, staff_told_at is not null as committee from volunteer_signups order by submitted_at desc`,
    ),
  ).toEqual(['submitted false false', 'submitted true false', 'submitted true true', 'submitted true true']);
  expect(
    await told(`select code, status from surveys where code like 'due%' order by opens_at nulls first`),
  ).toEqual(['due-1 draft', 'due1 scheduled']);
  expect(await told('select count(*)::int from invitations where expires_at > now()')).toEqual(['0']);
});
