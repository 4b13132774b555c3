// Runs on Node 20, before anything is installed: node:* only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STAMP = 'node_modules/.yardbell-install-stamp';
/** npm writes it last, so it tells a finished `npm ci` or `npm install` of somebody else. */
const NPM_STAMP = 'node_modules/.package-lock.json';
const LOCK_DIR = '.cache/install.lock';
const POLL_MS = 200;
const NPM_STOP_MS = 2000;
/** A lock without a process number is one that is just being taken, or was interrupted while it was. */
const NAMELESS_LOCK_MS = 5000;
/** After a restart of a container the number may belong to somebody else. */
const OLDEST_LOCK_MS = 15 * 60_000;
/** What decides over node_modules; a new script or version number alone does not install again. */
const MANIFEST_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'overrides',
  'allowScripts',
];
const NPM_ARGS = [
  'ci',
  '--strict-allow-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
];

/**
 * Brings node_modules to what package-lock.json says, unless it is there already.
 * @param {string} directory the project
 * @param {{ install?: (directory: string) => Promise<{ code: number, output: string }>, say?: (line: string) => void }} [options]
 * @returns {Promise<boolean>} whether it installed
 * @throws {Error} the install failed; the message holds npm's output
 */
export async function installIfNeeded(directory, { install = npmCi, say = console.error } = {}) {
  if (process.env.YARDBELL_SKIP_INSTALL === '1' || isInstalled(directory)) return false;
  const release = await takeLock(directory, say);
  try {
    if (isInstalled(directory)) return false;
    say('installing…');
    // Without these two an interrupted install cannot be taken for a finished one.
    for (const file of [STAMP, NPM_STAMP]) rmSync(path.join(directory, file), { force: true });
    const { code, output } = await install(directory);
    if (code !== 0) throw new Error(`npm ci failed (exit code ${code}):\n${output}`);
    writeFileSync(path.join(directory, STAMP), fingerprint(directory));
    return true;
  } finally {
    release();
  }
}

/**
 * Whether node_modules is complete and belongs to this lockfile and this platform.
 * @param {string} directory
 */
export function isInstalled(directory) {
  const stamp = readText(path.join(directory, STAMP));
  if (stamp !== undefined) return stamp === fingerprint(directory);
  if (!isInstalledByHand(directory)) return false;
  try {
    writeFileSync(path.join(directory, STAMP), fingerprint(directory));
  } catch {
    // Read-only: then it is looked at again next time.
  }
  return true;
}

function isInstalledByHand(directory) {
  const wanted = readJson(path.join(directory, 'package-lock.json'))?.packages;
  const present = readJson(path.join(directory, NPM_STAMP))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || present[name]?.version === entry.version,
  );
}

function fingerprint(directory) {
  const manifest = readJson(path.join(directory, 'package.json')) ?? {};
  const deciding = MANIFEST_FIELDS.map((field) => manifest[field] ?? null);
  return createHash('sha256')
    .update(JSON.stringify(deciding))
    .update(readText(path.join(directory, 'package-lock.json')) ?? '')
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
}

/** Only one install at a time; one that was killed leaves a lock whose process no longer lives. */
async function takeLock(directory, say) {
  const lock = path.join(directory, LOCK_DIR);
  const pidFile = path.join(lock, 'pid');
  mkdirSync(path.dirname(lock), { recursive: true });
  let hasSaidSo = false;
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(pidFile, String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = Number(readText(pidFile));
    if (isStale(lock, pid)) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!hasSaidSo) say(`waiting for another install${pid ? ` (process ${pid})` : ''}…`);
    hasSaidSo = true;
    await sleep(POLL_MS);
  }
}

function isStale(lock, pid) {
  if (pid && !isAlive(pid)) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > (pid ? OLDEST_LOCK_MS : NAMELESS_LOCK_MS);
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function npmCi(directory) {
  const npmCli = process.env.npm_execpath;
  // The Node that npm itself runs on: the one in node_modules is about to be replaced.
  const node = [process.env.npm_node_execpath, process.execPath].find((file) => file && existsSync(file));
  const [command, args] = npmCli && node ? [node, [npmCli, ...NPM_ARGS]] : ['npm', NPM_ARGS];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let interruptedBy;
    const forward = (signal) => {
      interruptedBy = signal;
      child.kill(signal);
      // npm would clean up for long; the next install starts from nothing anyway.
      setTimeout(() => child.kill('SIGKILL'), NPM_STOP_MS).unref();
    };
    const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, forward);
      if (interruptedBy) reject(new Error(`install interrupted by ${interruptedBy}`));
      else resolve({ code: code ?? 1, output });
    });
  });
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  const text = readText(file);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
