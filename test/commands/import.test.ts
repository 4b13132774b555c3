import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { COMMUNITY_COLUMNS } from '../../src/text/community-csv.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

const HEADER = COMMUNITY_COLUMNS.join(',');
let database: TestDatabase;
let db: Db;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 2);
  folder = await mkdtemp(path.join(os.tmpdir(), 'yardbell-import-'));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(...lines: string[]): Promise<string> {
  const file = path.join(folder, 'communities.csv');
  await writeFile(file, lines.join('\r\n'));
  return file;
}

/** Runs the command as `npm run import` does, in a process of its own. */
async function runImport(args: string[], env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) {
  return await new Promise<{ exitCode: number; out: string; complaint: string }>((resolve) => {
    const options = {
      env: { PATH: process.env['PATH'], ...env },
      cwd: path.resolve(import.meta.dirname, '../..'),
    };
    execFile(process.execPath, ['src/commands/import.ts', ...args], options, (error, out, complaint) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, out, complaint });
    });
  });
}

test('communities are added, and a second time updated by their code', async () => {
  const first = await runImport([
    await fileOf(HEADER, 'xinghua,兴华,Xinghua,Xinghua,Asia/Shanghai,2400,4700,900', 'xh2,二,Two,Dos,UTC,,,'),
  ]);
  expect(first).toEqual({ exitCode: 0, out: '2 communities imported (2 new, 0 updated)\n', complaint: '' });
  const second = await runImport([
    await fileOf(
      HEADER,
      'xinghua,兴华社区,Xinghua,Xinghua,Asia/Shanghai,2500,,',
      'xh3,三,Three,Tres,UTC,1,1,1',
    ),
  ]);
  expect(second.out).toBe('2 communities imported (1 new, 1 updated)\n');
  const rows = await db
    .selectFrom('communities')
    .select(['code', 'name_zh', 'households'])
    .orderBy('code')
    .execute();
  expect(rows).toEqual([
    { code: 'xh2', name_zh: '二', households: null },
    { code: 'xh3', name_zh: '三', households: 1 },
    { code: 'xinghua', name_zh: '兴华社区', households: 2500 },
  ]);
});

test('one faulty line and nothing is imported, the faults each on a line', async () => {
  const file = await fileOf(HEADER, 'good2,好,Good,Bueno,UTC,1,1,1', 'b!,坏,Bad,,Mars/Base,x,1,1');
  const { exitCode, complaint } = await runImport([file]);
  expect(exitCode).toBe(65);
  const starts = complaint
    .trim()
    .split('\n')
    .map((line) => line.split(':')[0]);
  expect(starts.slice(0, 4)).toEqual([
    'line 3, column code',
    'line 3, column name_es',
    'line 3, column time_zone',
    'line 3, column households',
  ]);
  const found = await db.selectFrom('communities').select('id').where('code', '=', 'good2').execute();
  expect(found).toEqual([]);
});

test('a missing file, no file named, a faulty configuration and an absent database each have their exit code', async () => {
  expect((await runImport([path.join(folder, 'none.csv')])).exitCode).toBe(66);
  expect((await runImport([])).exitCode).toBe(64);
  const file = await fileOf(HEADER, 'xinghua,兴华,Xinghua,Xinghua,Asia/Shanghai,,,');
  expect((await runImport([file], { DATABASE_URL: 'mysql://x' })).exitCode).toBe(78);
  const absent = await runImport([file], { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
  expect(absent.exitCode).toBe(69);
  expect(absent.complaint).toContain('does not answer');
});

test('without DATABASE_URL the embedded database is used; while Yardbell runs on it the command says what to do', async () => {
  const dataDir = path.join(folder, 'data');
  const file = await fileOf(HEADER, 'xinghua,兴华,Xinghua,Xinghua,Asia/Shanghai,,,');
  expect((await runImport([file], { DATA_DIR: dataDir })).out).toContain('(1 new, 0 updated)');
  const running = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), isDurable: false });
  try {
    const { exitCode, complaint } = await runImport([file], { DATA_DIR: dataDir });
    expect(exitCode).toBe(75);
    expect(complaint).toMatch(/stop it first, or set DATABASE_URL/);
  } finally {
    await running.stop();
  }
});
