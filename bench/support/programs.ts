/** The programs a bench compares: spawned as people run them, watched from outside, all ended with the bench. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Program {
  pid: number;
  /** Resolves with the first line from now on, or written already, that matches. */
  line(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /** SIGTERM, and kill -9 after 15 s. */
  stop(): Promise<void>;
  kill9(): Promise<void>;
}

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
const COMPILED = path.join(PROJECT_DIR, 'node_modules/.cache/compiled');
const LINE_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const TICKS_PER_SECOND = 100;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** `node file …` as `npm start` runs it, in the project's folder, with this environment besides PATH and HOME. */
export function startProgram(file: string, args: string[], env: Record<string, string>): Program {
  const profiling = process.env['BENCH_CPU_PROFILES'] ? ['--cpu-prof', '--cpu-prof-dir=.cache/profiles'] : [];
  const child = spawn(process.execPath, [...profiling, file, ...args], {
    cwd: PROJECT_DIR,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      if (lines.length < 1_000) lines.push(line);
      listeners.forEach((listener) => listener());
    });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      running.delete(child);
      resolve();
    }),
  );
  const kill9 = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    kill9,
    line: (pattern, timeoutMs = LINE_TIMEOUT_MS) => waitForLine(pattern, timeoutMs, lines, listeners, ended),
    stop: async () => {
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}

async function waitForLine(
  pattern: RegExp,
  timeoutMs: number,
  lines: string[],
  listeners: Set<() => void>,
  ended: Promise<void>,
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const look = () => {
      const found = lines.find((line) => pattern.test(line));
      if (found !== undefined) finish(() => resolve(found));
    };
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      listeners.delete(look);
      settle();
    };
    const fail = (why: string) =>
      finish(() => reject(new Error(`no line ${String(pattern)} ${why}:\n${lines.slice(-30).join('\n')}`)));
    const timer = setTimeout(fail, timeoutMs, 'in time');
    void ended.then(() => fail('before the end'));
    listeners.add(look);
    look();
  });
}

/** CPU a process has used, in ms, with that of its children that ended. */
export function cpuMs(pid: number): number {
  const fields = statFields(pid);
  const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0);
  return (ticks * 1000) / TICKS_PER_SECOND;
}

/** CPU of a server that forks a process a connection. */
export function treeCpuMs(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => statFields(child)[1] === String(pid));
  return children.reduce((sum, child) => sum + cpuMs(child), cpuMs(pid));
}

/** The fields after the name, which may hold spaces; empty when the process is gone. */
function statFields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** The most memory a process has held, in MB (10^6 bytes). */
export function peakMemoryMb(pid: number): number {
  const kib = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return (Number(kib ?? Number.NaN) * 1024) / 1e6;
}
