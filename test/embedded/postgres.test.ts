import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  DataDirInUseError,
  DataDirUnusableError,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/embedded/postgres.ts';
import { processIdentity } from '../../src/embedded/process-identity.ts';
import { projectNode, startProcess } from '../support/processes.ts';

const PROGRAM = path.join(import.meta.dirname, 'owner-program.ts');
const isRoot = process.getuid?.() === 0;

let root: string;
let dataDir: string;

beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'yardbell-embedded-'));
  chmodSync(root, 0o755);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function start(directory: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: directory, isDurable: false });
  onTestFinished(() => postgres.stop());
  return postgres;
}

/** The values of all rows, one after the other. */
async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}

/** A zombie that nobody has collected yet counts as gone. */
function isAlive(pid: number): boolean {
  return processIdentity(pid) !== undefined;
}

/** Starts a process that owns the server; `line` tells the server's pid and address. */
async function startOwner(directory: string) {
  const owner = startProcess(projectNode(), [PROGRAM, directory]);
  const [, pid, url] = (await owner.waitForLine(/^server /)).split(' ');
  return { owner, serverPid: Number(pid), url: url ?? '' };
}

describe('on a fresh directory', () => {
  let postgres: EmbeddedPostgres;
  beforeAll(async () => {
    dataDir = path.join(root, 'fresh');
    postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
  });
  afterAll(() => postgres.stop());

  test('the server folds the case of every script and keeps its clock in UTC', async () => {
    const sql = "select lower('ЖИЛЕЦ É'), current_setting('server_encoding'), current_setting('timezone')";
    expect(await query(postgres.url, sql)).toEqual(['жилец é', 'UTF8', 'UTC']);
  });

  test('nobody gets in without the password, which only its owner can read', async () => {
    const address = new URL(postgres.url);
    address.password = 'wrong';
    await expect(query(address.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(path.join(dataDir, 'password')).mode & 0o077).toBe(0);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  test('the server listens on the loopback address only and on no Unix socket', async () => {
    const sql = "select current_setting('listen_addresses'), current_setting('unix_socket_directories')";
    expect(await query(postgres.url, sql)).toEqual(['127.0.0.1', '']);
  });

  test('the server is in a process group of its own, so that Ctrl-C does not reach it', () => {
    const groupOf = (pid: number) =>
      execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    expect(groupOf(postgres.pid)).toBe(String(postgres.pid));
    expect(groupOf(postgres.pid)).not.toBe(groupOf(process.pid));
  });

  test('a second start on the same directory is refused with the number of the process', async () => {
    const second = startEmbeddedPostgres({ dataDir, isDurable: false });
    await expect(second).rejects.toThrow(DataDirInUseError);
    await expect(second).rejects.toThrow(`already running on ${dataDir} (process ${process.pid})`);
    expect(await query(postgres.url, 'select 1')).toEqual([1]);
  });

  test('a second start from another process is refused too', async () => {
    const other = startProcess(projectNode(), [PROGRAM, dataDir]);
    expect(await other.waitForLine('DataDirInUseError')).toContain(`process ${process.pid}`);
    expect((await other.ended).code).toBe(1);
  });

  test('nothing of the surroundings reaches the server', async () => {
    const environment = readFileSync(`/proc/${postgres.pid}/environ`, 'utf8').split('\0');
    const names = environment.map((entry) => entry.split('=')[0]).filter(Boolean);
    expect(names.filter((name) => name !== 'PATH' && name !== 'LC_ALL' && name !== 'TZ')).toEqual([]);
  });
});

describe('start after start', () => {
  beforeAll(async () => {
    dataDir = path.join(root, 'again');
    await (await startEmbeddedPostgres({ dataDir, isDurable: false })).stop();
  });
  afterEach(() => expect(existsSync(path.join(dataDir, 'owner'))).toBe(false));

  test('rows and the password outlive a restart', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, "create table bells as select 'Wang Xiuying' as name");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await query(second.url, 'select name from bells')).toEqual(['Wang Xiuying']);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    await second.stop();
  });

  test('kill -9 of the owner stops the server, keeps what was committed, and the next start works', async () => {
    const { owner, serverPid, url } = await startOwner(dataDir);
    await query(url, "create table kept as select 'Li Na' as name");
    await owner.kill9();
    const next = await startEmbeddedPostgres({ dataDir, isDurable: false });
    expect(isAlive(serverPid)).toBe(false);
    expect(await query(next.url, 'select name from kept')).toEqual(['Li Na']);
    await next.stop();
  });

  test('kill -9 of the owner is enough for the server to go, without a next start', async () => {
    const { owner, serverPid } = await startOwner(dataDir);
    await owner.kill9();
    await expect.poll(() => isAlive(serverPid), { timeout: 5000 }).toBe(false);
    rmSync(path.join(dataDir, 'owner'));
  });

  test('lock files whose numbers now belong to other processes do not stand in the way', async () => {
    writeFileSync(path.join(dataDir, 'owner'), `${process.ppid} another boot`);
    writeFileSync(path.join(dataDir, 'cluster/postmaster.pid'), `${process.ppid}\n${dataDir}/cluster\n`);
    const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
    expect(await query(postgres.url, 'select 1')).toEqual([1]);
    await postgres.stop();
  });

  test('of two starts at the same moment exactly one gets the directory', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => startEmbeddedPostgres({ dataDir, isDurable: false })),
    );
    const started = both.filter((outcome) => outcome.status === 'fulfilled');
    const refused = both.filter((outcome) => outcome.status === 'rejected');
    expect(started).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(DataDirInUseError);
    await started[0]?.value.stop();
  });
});

test('a directory whose making was interrupted is made anew', async () => {
  const directory = path.join(root, 'interrupted');
  mkdirSync(path.join(directory, 'cluster.new/base'), { recursive: true });
  const postgres = await start(directory);
  expect(await query(postgres.url, 'select 1')).toEqual([1]);
});

test('data of another PostgreSQL is refused in plain words and left alone', async () => {
  const directory = path.join(root, 'older');
  mkdirSync(path.join(directory, 'cluster'), { recursive: true });
  writeFileSync(path.join(directory, 'password'), 'secret');
  writeFileSync(path.join(directory, 'cluster/PG_VERSION'), '17\n');
  await expect(start(directory)).rejects.toThrow(/written by PostgreSQL 17/);
  expect(readFileSync(path.join(directory, 'cluster/PG_VERSION'), 'utf8')).toBe('17\n');
});

test('a file in the way of the directory is named', async () => {
  const file = path.join(root, 'a-file');
  writeFileSync(file, '');
  await expect(start(path.join(file, 'data'))).rejects.toThrow(DataDirUnusableError);
  await expect(start(path.join(file, 'data'))).rejects.toThrow('a file is in the way');
});

describe.runIf(isRoot)('as root', () => {
  afterEach(() => void delete process.env['NO_UNSHARE']);

  test('data may lie under a directory that only root can enter', async () => {
    const home = path.join(root, 'home');
    mkdirSync(home, { mode: 0o700 });
    const postgres = await start(path.join(home, 'data'));
    expect(await query(postgres.url, 'select 1')).toEqual([1]);
  });

  test('without user namespaces the server runs as nobody, and the data may change hands', async () => {
    const directory = path.join(root, 'nobody');
    process.env['NO_UNSHARE'] = '1';
    for (const [noUnshare, mode, uid] of [
      ['1', 'nobody', 65534],
      ['0', 'namespace', 0],
      ['1', 'nobody', 65534],
    ] as const) {
      process.env['NO_UNSHARE'] = noUnshare;
      const postgres = await startEmbeddedPostgres({ dataDir: directory, isDurable: false });
      expect(await query(postgres.url, 'select 1')).toEqual([1]);
      expect(readFileSync(path.join(directory, 'mode'), 'utf8')).toBe(`${mode} not-durable\n`);
      expect(statSync(path.join(directory, 'cluster')).uid).toBe(uid);
      await postgres.stop();
    }
  });

  test('without user namespaces a directory that nobody cannot reach is refused, not replaced', async () => {
    const home = path.join(root, 'closed-home');
    mkdirSync(home, { mode: 0o700 });
    process.env['NO_UNSHARE'] = '1';
    await expect(start(path.join(home, 'data'))).rejects.toThrow(/cannot enter .*closed-home/);
    await expect(start(path.join(home, 'data'))).rejects.toThrow('DATABASE_URL');
  });
});
