/**
 * Who runs on a data directory. The owner file gives a quick answer with a process number; the last word
 * has the kernel's file lock that the server itself holds (see launch.ts), and PostgreSQL's own lock file.
 * A process that was killed leaves its owner file behind: it counts only while that very process lives.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirInUseError, errorCode } from './errors.ts';
import { commandLine, processIdentity } from './process-identity.ts';

const LEFTOVER_SHUTDOWN_MS = 3000;
const LEFTOVER_STOP_MS = 10_000;

/**
 * Writes this process down as the owner of `dataDir`.
 * @returns a function that gives the directory back
 * @throws DataDirInUseError when a live process owns it
 */
export function takeOwnership(dataDir: string): () => void {
  const file = path.join(dataDir, 'owner');
  const mine = `${process.pid} ${processIdentity(process.pid) ?? ''}`;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    if (!isLinked(draft, file)) {
      const ownerPid = livingOwner(file);
      if (ownerPid !== undefined) throw new DataDirInUseError(dataDir, ownerPid);
      rmSync(file, { force: true });
      if (!isLinked(draft, file)) throw new DataDirInUseError(dataDir, livingOwner(file));
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readText(file) === mine) rmSync(file, { force: true });
  };
}

/** The process that owns `dataDir` now, if it still lives. */
export function ownerOf(dataDir: string): number | undefined {
  return livingOwner(path.join(dataDir, 'owner'));
}

/**
 * Makes the way free after a hard kill: waits for the previous server to finish its shutdown, asks it to
 * stop when it does not, and removes a lock file whose number now belongs to an unrelated process
 * (PostgreSQL would refuse to start over it).
 */
export async function clearLeftoverServer(clusterDir: string): Promise<void> {
  const file = path.join(clusterDir, 'postmaster.pid');
  const pid = Number.parseInt(readText(file).split('\n')[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (processIdentity(pid) === undefined) return;
  if (!isServerOf(pid, clusterDir)) return rmSync(file, { force: true });
  if (await isGoneWithin(pid, LEFTOVER_SHUTDOWN_MS)) return;
  if (isServerOf(pid, clusterDir)) process.kill(pid, 'SIGINT');
  await isGoneWithin(pid, LEFTOVER_STOP_MS);
}

/** Gives `draft` the name `file` as well; false when somebody already has that name. */
function isLinked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function livingOwner(file: string): number | undefined {
  const text = readText(file);
  const space = text.indexOf(' ');
  const pid = Number(text.slice(0, space));
  if (space < 1 || !Number.isInteger(pid)) return undefined;
  return processIdentity(pid) === text.slice(space + 1) ? pid : undefined;
}

function isServerOf(pid: number, clusterDir: string): boolean {
  return commandLine(pid).includes(`postgres -D ${clusterDir} `);
}

async function isGoneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  const identity = processIdentity(pid);
  const deadline = Date.now() + timeoutMs;
  while (identity !== undefined && processIdentity(pid) === identity) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
