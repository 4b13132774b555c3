// Runs on Node 20, before anything is installed: node:* only.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installIfNeeded } from './install-if-needed.mjs';

export const PROJECT_DIR = path.resolve(import.meta.dirname, '..');

const NODE_MAJOR = 24;
const PARENT_POLL_MS = 500;
/** Ctrl-C arrives twice, from the terminal and from npm: one press, one signal. */
const SAME_PRESS_MS = 500;

/** Installs if needed; when that fails, says why and ends the process. */
export async function ensureInstalled() {
  try {
    await installIfNeeded(PROJECT_DIR);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

/** The Node that runs the project: the one in node_modules, else the current one when it is new enough. */
export function findNode() {
  const bundled = path.join(PROJECT_DIR, 'node_modules/.bin/node');
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  console.error(
    `Yardbell needs Node ${NODE_MAJOR} or newer. This is ${process.version}, and node_modules holds none ` +
      'for this machine (was npm told to ignore scripts?).',
  );
  process.exit(1);
}

/** The environment in which `node`, `vitest`, `oxlint` and so on are those of the project. */
export function toolEnvironment() {
  const bin = path.join(PROJECT_DIR, 'node_modules/.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}

/**
 * Hands over to a program of the project: its output is ours, its exit code is ours, our signals are its
 * signals, and it does not outlive us. Never returns.
 * @param {string} file TypeScript, from the project's directory
 * @param {string[]} args
 */
export function handOver(file, args) {
  const watchdog = path.join(import.meta.dirname, 'stop-with-parent.mjs');
  // A process group of its own: else the terminal's Ctrl-C would reach it once more beside ours.
  const child = spawn(findNode(), ['--import', watchdog, file, ...args], {
    cwd: PROJECT_DIR,
    // Compiled code is kept, so that the next start need not compile again.
    env: { NODE_COMPILE_CACHE: path.join(PROJECT_DIR, 'node_modules/.cache/compiled'), ...process.env },
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  forwardSignals(child);
  stopWithNpm(child);
  child.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0)));
}

function forwardSignals(child) {
  let lastAt = -Infinity;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
    process.on(signal, () => {
      const now = performance.now();
      if (now - lastAt > SAME_PRESS_MS) child.kill(signal);
      lastAt = now;
    });
}

/** When npm is killed hard we are handed to another parent, and nobody would stop us any more. */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, PARENT_POLL_MS);
}
