/**
 * PostgreSQL refuses to run as root, must not outlive us, and must not share its files with a second one.
 * A launch says how this machine gets there: the words before the command, and the account it runs under.
 */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { copyBinaries, findBinaries, linkLibraries } from './binaries.ts';
import { DataDirUnusableError, errorCode } from './errors.ts';

/** `flock` leaves with this code when somebody else holds the data directory. */
export const LOCK_CONFLICT_EXIT_CODE = 75;

const NOBODY = 65534;
const LOCK_TIMEOUT_S = 5;
const USER_NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
const STOP_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT'];

/**
 * self: not root, run as we are. namespace: root, in a user namespace where we look like nobody.
 * nobody: root without user namespaces, under the account 65534.
 */
type LaunchMode = 'self' | 'namespace' | 'nobody';

export type Launch = {
  mode: LaunchMode;
  prefix: string[];
  account: { uid?: number; gid?: number };
  nativeDir: string;
};

/** Makes `dataDir` a private directory of our account. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(path.dirname(dataDir), { recursive: true });
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
  } catch (error) {
    throw new DataDirUnusableError(dataDir, reasonInWords(error));
  }
  if ((statSync(dataDir).mode & 0o077) !== 0)
    throw new DataDirUnusableError(
      dataDir,
      'its file system keeps no permissions (a Windows or network drive?)',
    );
}

/**
 * Finds the way to run PostgreSQL here and hands the files to the account it will run under.
 * @throws PostgresBinaryError, DataDirUnusableError
 */
export async function planLaunch(dataDir: string): Promise<Launch> {
  const isRoot = process.getuid?.() === 0;
  const [hasNamespace, hasDeathSignal, lock] = await Promise.all([
    isRoot && process.env['NO_UNSHARE'] !== '1' ? succeeds([...USER_NAMESPACE, 'true']) : false,
    succeeds([...STOP_WITH_PARENT, 'true']),
    lockPrefix(dataDir),
  ]);
  const mode: LaunchMode = !isRoot ? 'self' : hasNamespace ? 'namespace' : 'nobody';
  const account = mode === 'nobody' ? { uid: NOBODY, gid: NOBODY } : {};
  const prefix = [
    ...lock,
    ...(mode === 'namespace' ? USER_NAMESPACE : []),
    ...(hasDeathSignal ? STOP_WITH_PARENT : []),
  ];
  if (mode === 'nobody') await refuseUnreachable(dataDir);
  handOver(dataDir, account.uid ?? process.getuid?.() ?? 0);
  const nativeDir = await reachableBinaries(dataDir, account);
  return { mode, prefix, account, nativeDir };
}

async function reachableBinaries(dataDir: string, account: Launch['account']): Promise<string> {
  const { packageDir, nativeDir, version } = findBinaries();
  const isLinked = linkLibraries(packageDir);
  const isReachable =
    account.uid === undefined ||
    (await succeeds(['test', '-x', path.join(nativeDir, 'bin/postgres')], account));
  if (isLinked && isReachable) return nativeDir;
  const copy = copyBinaries(packageDir, version, path.join(dataDir, 'binaries'));
  if (account.uid !== undefined) chownTree(path.join(dataDir, 'binaries'), account.uid);
  return copy;
}

async function refuseUnreachable(dataDir: string): Promise<void> {
  const parent = path.dirname(dataDir);
  if (await succeeds(['test', '-x', parent], { uid: NOBODY, gid: NOBODY })) return;
  throw new DataDirUnusableError(
    dataDir,
    'PostgreSQL does not run as root, and the account it would run under here (nobody) cannot enter ' +
      `${parent}; start Yardbell as an ordinary user, or put the data where every account can enter`,
  );
}

/** After a start under another account (or mode) the files have the wrong owner. */
function handOver(dataDir: string, uid: number): void {
  writeFileSync(path.join(dataDir, 'lock'), '', { flag: 'a', mode: 0o600 });
  const isOurs = ['', 'lock', 'password', 'cluster']
    .map((name) => path.join(dataDir, name))
    .filter((file) => existsSync(file))
    .every((file) => lstatSync(file).uid === uid);
  if (isOurs) return;
  try {
    chownTree(dataDir, uid);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
    throw new DataDirUnusableError(dataDir, `it belongs to another account (${statSync(dataDir).uid})`);
  }
}

function chownTree(directory: string, id: number): void {
  chownSync(directory, id, id);
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true }))
    lchownSync(path.join(entry.parentPath, entry.name), id, id);
}

async function lockPrefix(dataDir: string): Promise<string[]> {
  const file = path.join(dataDir, 'lock');
  // A conflict counts as success: the question is only whether flock works on this file system.
  const isLockable = await succeeds(['flock', '--no-fork', '-n', '-E', '0', file, 'true']);
  if (!isLockable) return [];
  return ['flock', '--no-fork', '-w', String(LOCK_TIMEOUT_S), '-E', String(LOCK_CONFLICT_EXIT_CODE), file];
}

function succeeds(command: string[], account: Launch['account'] = {}): Promise<boolean> {
  const [file = '', ...args] = command;
  return new Promise((resolve) => {
    execFile(file, args, { ...account, cwd: '/' }, (error) => resolve(error === null));
  });
}

function reasonInWords(error: unknown): string {
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM') return 'this account may not write there';
  if (code === 'EROFS') return 'the file system is read-only';
  if (code === 'ENOSPC') return 'the disk is full';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file is in the way';
  return error instanceof Error ? error.message : String(error);
}
