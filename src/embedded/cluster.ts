import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  DataDirInUseError,
  DataDirUnusableError,
  EmbeddedPostgresError,
  PostgresBinaryError,
} from './errors.ts';
import { type Launch, LOCK_CONFLICT_EXIT_CODE } from './launch.ts';
import { ownerOf } from './owner.ts';

/** The only account of the embedded server. */
export const SUPERUSER = 'yardbell';

const POSTGRES_MAJOR = '18';
const KEPT_LOG_CHARS = 4000;

/** What lies where under the data directory. */
export type DataPaths = { dataDir: string; clusterDir: string; passwordFile: string };

/** A process of PostgreSQL, with the end of what it wrote to stderr. */
export type PostgresProcess = { child: ChildProcess; recentLog: () => string };

/** Creates the cluster if it is not there yet. One that was interrupted half-way is made anew. */
export async function ensureCluster(paths: DataPaths, launch: Launch, isDurable: boolean): Promise<void> {
  const versionFile = path.join(paths.clusterDir, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const major = readFileSync(versionFile, 'utf8').trim();
    if (major === POSTGRES_MAJOR) return;
    throw new DataDirUnusableError(
      paths.dataDir,
      `it was written by PostgreSQL ${major}, this is PostgreSQL ${POSTGRES_MAJOR}; ` +
        'take a backup with the version of Yardbell that wrote it and restore it here',
    );
  }
  const draftDir = `${paths.clusterDir}.new`;
  rmSync(draftDir, { recursive: true, force: true });
  await runInitdb(paths, launch, draftDir, isDurable);
  renameSync(draftDir, paths.clusterDir);
}

/** The password of this data directory: made at random at the first start, then kept in a 0600 file. */
export function ensurePassword(paths: DataPaths, launch: Launch): string {
  if (existsSync(paths.passwordFile)) return readFileSync(paths.passwordFile, 'utf8').trim();
  if (existsSync(path.join(paths.clusterDir, 'PG_VERSION')))
    throw new DataDirUnusableError(paths.dataDir, `its password file ${paths.passwordFile} is missing`);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(paths.passwordFile, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = launch.account;
  if (uid !== undefined && gid !== undefined) chownSync(paths.passwordFile, uid, gid);
  return password;
}

/** Starts a program of PostgreSQL in a process group of its own: Ctrl-C must not stop it before we drain. */
export function spawnPostgres(
  launch: Launch,
  name: string,
  args: string[],
  log: (line: string) => void,
): PostgresProcess {
  const [file = '', ...rest] = [...launch.prefix, path.join(launch.nativeDir, 'bin', name), ...args];
  const child = spawn(file, rest, {
    ...launch.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Nothing of our own environment: it holds secrets, and PG* variables would change the server.
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
  let recent = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    recent = (recent + text).slice(-KEPT_LOG_CHARS);
    for (const line of text.split('\n')) if (line !== '') log(line);
  });
  return { child, recentLog: () => recent };
}

/** The right error for a program of PostgreSQL that ended although it should not have. */
export function failure(dataDir: string, exitCode: number | null, log: string, spawnError?: Error): Error {
  if (exitCode === LOCK_CONFLICT_EXIT_CODE || log.includes('lock file "postmaster.pid" already exists'))
    return new DataDirInUseError(dataDir, otherOwnerOf(dataDir));
  if (log.includes('No space left on device')) return new DataDirUnusableError(dataDir, 'the disk is full');
  const words = spawnError?.message ?? log.trim().split('\n').slice(-4).join(' | ');
  if (spawnError || exitCode === 126 || exitCode === 127 || log.includes('loading shared libraries'))
    return new PostgresBinaryError(`The embedded PostgreSQL does not run on this machine (${words}).`);
  return new EmbeddedPostgresError(
    `the embedded PostgreSQL on ${dataDir} did not start (${words || `exit code ${exitCode}`}). ` +
      'If this stays so, set DATABASE_URL to a PostgreSQL server.',
  );
}

async function runInitdb(
  paths: DataPaths,
  launch: Launch,
  directory: string,
  isDurable: boolean,
): Promise<void> {
  const args = ['-D', directory, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${paths.passwordFile}`];
  args.push('-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (!isDurable) args.push('--no-sync');
  const { child, recentLog } = spawnPostgres(launch, 'initdb', args, () => {});
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(failure(paths.dataDir, null, '', error)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(failure(paths.dataDir, code, recentLog()));
    });
  });
}

function otherOwnerOf(dataDir: string): number | undefined {
  const pid = ownerOf(dataDir);
  return pid === process.pid ? undefined : pid;
}
