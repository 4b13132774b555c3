/**
 * Redis for the tests: REDIS_URL, else a server on the PATH, else Debian's package unpacked without root into
 * .cache/redis, else none and one line that says so.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { freePort } from '../../src/embedded/free-port.ts';

/** Where Redis is, and which of its numbered databases the tests may fill: they are empty. */
export type TestRedis = { url: string; databases: number[] };

type RunningRedis = { provided: TestRedis | null; stop(): Promise<void> };
type Program = { file: string; env: Record<string, string> };

const OWN_DATABASES = 4096;
const CACHE_DIR = path.resolve(import.meta.dirname, '../../.cache/redis');

const run = promisify(execFile);

/** Finds or starts Redis; its files, if any, go to `directory`. */
export async function startRedis(directory: string): Promise<RunningRedis> {
  const givenUrl = process.env['REDIS_URL'];
  if (givenUrl) return useGiven(givenUrl);
  const program = (await findOnPath()) ?? (await unpackFromDebian());
  if (typeof program === 'string') {
    console.log(`Redis: none here (${program}): the Redis half of the tests is left out`);
    return { provided: null, stop: async () => {} };
  }
  return startServer(program, directory, await freePort());
}

async function useGiven(url: string): Promise<RunningRedis> {
  const redis = new Redis(url);
  const databases: number[] = [];
  try {
    const [, count] = (await redis.config('GET', 'databases')) as [string, string];
    for (let database = 0; database < Number(count); database++) {
      await redis.select(database);
      if ((await redis.dbsize()) === 0) databases.push(database);
    }
  } finally {
    redis.disconnect();
  }
  if (databases.length === 0)
    throw new Error('REDIS_URL: no numbered database there is empty, tests need one');
  return { provided: { url, databases }, stop: () => emptyAgain(url, databases) };
}

async function emptyAgain(url: string, databases: number[]): Promise<void> {
  const redis = new Redis(url);
  for (const database of databases) {
    await redis.select(database);
    await redis.flushdb();
  }
  redis.disconnect();
}

/** A Redis that a test may kill, empty and start again on the same port. It keeps nothing across a kill. */
export interface MortalRedis {
  url: string;
  start(): Promise<void>;
  kill9(): Promise<void>;
  flushAll(): Promise<void>;
}

/** Starts a Redis of the caller's own; undefined where there is none. Its end is the caller's `kill9`. */
export async function startMortalRedis(directory: string): Promise<MortalRedis | undefined> {
  const program = (await findOnPath()) ?? (await unpackFromDebian());
  if (typeof program === 'string') return undefined;
  const port = await freePort();
  let server = await startServer(program, directory, port);
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    start: async () => {
      server = await startServer(program, directory, port);
    },
    kill9: () => server.stop(),
    flushAll: async () => {
      const redis = new Redis(url);
      await redis.flushall();
      redis.disconnect();
    },
  };
}

async function startServer(program: Program, directory: string, port: number): Promise<RunningRedis> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  args.push('--databases', String(OWN_DATABASES), '--maxmemory-policy', 'noeviction', '--dir', directory);
  const hasDeathSignal = spawnSync('setpriv', ['--version']).status === 0;
  const [file = '', ...rest] = [
    ...(hasDeathSignal ? ['setpriv', '--pdeathsig', 'KILL'] : []),
    program.file,
    ...args,
  ];
  const child = spawn(file, rest, {
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const killWithUs = () => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the Redis of the tests ended with exit code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/ready to accept connections/i.test(line)) resolve();
    });
  });
  const databases = Array.from({ length: OWN_DATABASES }, (_, database) => database);
  const stop = async () => {
    process.off('exit', killWithUs);
    child.kill('SIGKILL');
    await ended;
  };
  return { provided: { url: `redis://127.0.0.1:${port}`, databases }, stop };
}

async function findOnPath(): Promise<Program | undefined> {
  for (const name of ['valkey-server', 'redis-server']) {
    const found = await run('sh', ['-c', `command -v ${name}`]).catch(() => undefined);
    if (found) return { file: found.stdout.trim(), env: {} };
  }
  return undefined;
}

/** Debian's `redis-check-rdb` is the server itself: it looks at the name it is called by. */
async function unpackFromDebian(): Promise<Program | string> {
  const root = path.join(CACHE_DIR, 'root');
  if (!existsSync(root)) {
    if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return 'no redis-server, no apt-get';
    try {
      await downloadAndUnpack(root);
    } catch (error) {
      const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
      return `apt-get could not fetch redis-tools: ${reason}`;
    }
  }
  const libraries = readdirSync(path.join(root, 'usr/lib'))
    .filter((name) => name.includes('-linux-'))
    .map((name) => path.join(root, 'usr/lib', name));
  const file = path.join(root, 'usr/bin/redis-server');
  if (!existsSync(file)) symlinkSync('redis-check-rdb', file);
  return { file, env: { LD_LIBRARY_PATH: libraries.join(':') } };
}

async function downloadAndUnpack(root: string): Promise<void> {
  const work = path.join(CACHE_DIR, `apt-${process.pid}`);
  for (const name of ['state/lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(path.join(work, name), { recursive: true });
  const options = [`Dir::State=${work}/state`, 'Dir::State::status=/var/lib/dpkg/status']
    .concat([`Dir::Cache=${work}/cache`, 'Debug::NoLocking=1', 'Acquire::Languages=none'])
    .concat(['APT::Sandbox::User=', 'Dpkg::Use-Pty=0'])
    .flatMap((option) => ['-o', option]);
  try {
    await run('apt-get', [...options, '-qq', 'update']);
    const install = ['--download-only', '--no-install-recommends', '-y', 'install', 'redis-tools'];
    await run('apt-get', [...options, '-qq', ...install]);
    const archives = path.join(work, 'cache/archives');
    for (const name of readdirSync(archives).filter((file) => file.endsWith('.deb')))
      await run('dpkg', ['-x', path.join(archives, name), path.join(work, 'root')]);
    if (!existsSync(path.join(work, 'root/usr/bin/redis-check-rdb')))
      throw new Error('redis-tools holds no server');
    if (!existsSync(root)) renameSync(path.join(work, 'root'), root);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
