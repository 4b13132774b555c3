/** Starts the stub that stands in for Telegram, and speaks with it. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { LedgerReport } from './stub-ledger.ts';
import type { StubOptions } from './stub-options.ts';
import type { TapFigures } from './stub-people.ts';
import type { StubCommand } from './stub-program.ts';

export interface TelegramStub {
  pid: number;
  apiRoot: string;
  startTaps(perSecond?: number): Promise<void>;
  countTaps(): Promise<void>;
  /** Ends the taps and waits until every one begun is answered, or 30 s: then some are left unanswered. */
  stopTaps(): Promise<TapFigures & { calls: Record<string, number>; unanswered: number }>;
  /** When it was pressed. */
  pressAsStaff(messageId: number, data: string): Promise<number>;
  postTo(port: number, secret: string): Promise<void>;
  report(): Promise<LedgerReport>;
  /** Resolves when so many broadcast messages have arrived, or after `longestMs`. */
  untilPushes(count: number, longestMs: number): Promise<void>;
  stop(): Promise<void>;
}

const LONGEST_DRAIN_MS = 30_000;
const PROGRAM = path.join(import.meta.dirname, 'stub-program.ts');

export async function startStub(options: StubOptions): Promise<TelegramStub> {
  const child = fork(PROGRAM, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  const listening = new Promise((resolve) => waiting.set(0, resolve));
  child.on('message', ({ id, result }: { id: number; result?: unknown }) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const ask = <Result>(command: StubCommand): Promise<Result> =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve as (result: unknown) => void);
      child.send({ id: lastId, command });
    });
  const port = String(await listening);
  return {
    pid: child.pid ?? 0,
    apiRoot: `http://127.0.0.1:${port}`,
    startTaps: (perSecond) => ask({ do: 'start', ...(perSecond !== undefined && { perSecond }) }),
    countTaps: () => ask({ do: 'count' }),
    stopTaps: async () => {
      const figures = await ask<TapFigures>({ do: 'stop' });
      const calls = await ask<Record<string, number>>({ do: 'takeCalls' });
      const deadline = performance.now() + LONGEST_DRAIN_MS;
      const unanswered = () => ask<number>({ do: 'unanswered' });
      while ((await unanswered()) > 0 && performance.now() < deadline) await sleep(20);
      return { ...figures, calls, unanswered: await unanswered() };
    },
    pressAsStaff: (messageId, data) => ask({ do: 'press', messageId, data }),
    postTo: (botPort, secret) => ask({ do: 'postTo', port: botPort, secret }),
    report: () => ask({ do: 'report' }),
    untilPushes: async (count, longestMs) => {
      const deadline = performance.now() + longestMs;
      while ((await ask<number>({ do: 'pushes' })) < count && performance.now() < deadline) await sleep(10);
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export async function sleep(durationMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, durationMs));
}
