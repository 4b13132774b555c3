/** Programs as people start them: real processes, which all end with the program that started them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

type Ending = { code: number | null; signal: NodeJS.Signals | null };

export type TestProcess = {
  pid: number;
  /** What it wrote so far, stdout and stderr mixed, one entry a line. */
  logs: readonly string[];
  /** Resolves with the first line (written already or later) that matches; fails when the process ends before. */
  waitForLine(pattern: string | RegExp, timeoutMs?: number): Promise<string>;
  /** SIGTERM, then waits for the end; after `timeoutMs` kills it and fails. */
  stop(timeoutMs?: number): Promise<Ending>;
  /** kill -9, then waits for the end. */
  kill9(): Promise<Ending>;
  signal(signal: NodeJS.Signals): void;
  ended: Promise<Ending>;
};

export type ProcessOptions = {
  /** On top of PATH, HOME and the like; nothing else of the surroundings is passed on. */
  env?: Record<string, string>;
  cwd?: string;
};

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
const LINE_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 15_000;
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NO_UNSHARE'];

const running = new Set<ChildProcess>();

process.once('exit', killAll);

/** What `npm start` keeps compiled code in: starts are half as long with it. */
const COMPILE_CACHE = path.join(PROJECT_DIR, 'node_modules/.cache/compiled');

/** `node src/main.ts` under the project's Node. */
export function startYardbell(env: Record<string, string>): TestProcess {
  return startProcess(projectNode(), ['src/main.ts'], { env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...env } });
}

/** Any program, in a process group of its own. */
export function startProcess(command: string, args: string[], options: ProcessOptions = {}): TestProcess {
  const child = spawn(command, args, {
    cwd: options.cwd ?? PROJECT_DIR,
    env: { ...passedOn(), ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const logs: string[] = [];
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      logs.push(line);
      notify();
    });
  let hasEnded = false;
  const ended = new Promise<Ending>((resolve) => {
    const end = (ending: Ending) => {
      hasEnded = true;
      running.delete(child);
      resolve(ending);
      notify();
    };
    child.once('error', (error) => {
      logs.push(error.message);
      end({ code: null, signal: null });
    });
    child.once('close', (code, signal) => end({ code, signal }));
  });
  return {
    pid: child.pid ?? 0,
    logs,
    ended,
    signal: (signal) => void child.kill(signal),
    waitForLine: (pattern, timeoutMs = LINE_TIMEOUT_MS) =>
      waitForLine({ pattern, timeoutMs, logs, listeners, hasEnded: () => hasEnded }),
    stop: (timeoutMs = STOP_TIMEOUT_MS) => stop(child, ended, logs, timeoutMs),
    kill9: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** The Node 24 that the project brings along, else the one that runs now. */
export function projectNode(): string {
  const bundled = path.join(PROJECT_DIR, 'node_modules/.bin/node');
  return existsSync(bundled) ? bundled : process.execPath;
}

type LineWait = {
  pattern: string | RegExp;
  timeoutMs: number;
  logs: readonly string[];
  listeners: Set<() => void>;
  hasEnded: () => boolean;
};

function waitForLine({ pattern, timeoutMs, logs, listeners, hasEnded }: LineWait): Promise<string> {
  const matches = (line: string) =>
    typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      listeners.delete(look);
      settle();
    };
    const fail = (what: string) =>
      finish(() => reject(new Error(`no line ${String(pattern)} ${what}; it wrote:\n${logs.join('\n')}`)));
    const look = () => {
      const found = logs.find(matches);
      if (found !== undefined) finish(() => resolve(found));
      else if (hasEnded()) fail('before the process ended');
    };
    const timer = setTimeout(() => fail(`within ${timeoutMs} ms`), timeoutMs);
    listeners.add(look);
    look();
  });
}

async function stop(
  child: ChildProcess,
  ended: Promise<Ending>,
  logs: readonly string[],
  timeoutMs: number,
): Promise<Ending> {
  child.kill('SIGTERM');
  let isTooLate = false;
  const timer = setTimeout(() => {
    isTooLate = true;
    killGroup(child);
  }, timeoutMs);
  const ending = await ended;
  clearTimeout(timer);
  if (isTooLate)
    throw new Error(`did not stop within ${timeoutMs} ms of SIGTERM; it wrote:\n${logs.join('\n')}`);
  return ending;
}

/** Kills whatever still runs. */
export function killAll(): void {
  for (const child of running) killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function passedOn(): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
