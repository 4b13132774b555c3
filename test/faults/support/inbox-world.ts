import type { Update } from 'grammy/types';
import { sql } from 'kysely';
import { type Db, openDatabase } from '../../../src/db/client.ts';
import { startSimulator } from '../../../src/simulator/server.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import { type TestProcess, startYardbell } from '../../support/spawn.ts';
import { type TemplateServer, copyTemplate } from '../../support/template-database.ts';

const TOKEN = '7000000003:test-token-test-token-test-token-00';
const SECRET = 'inbox-faults-inbox-faults-inbox-faults';
const LONGEST_WAIT_MS = 60_000;

/** A simulated Telegram, a database, and Yardbell in processes of its own that may be killed. */
export interface InboxWorld {
  simulator: Simulator;
  db: Db;
  /** Starts a process and waits until it is ready. With webhooks updates come by {@link deliver} only. */
  start(): Promise<RunningBot>;
  /** Waits until every update is applied and every effect performed. */
  settled(timeoutMs?: number): Promise<void>;
  /** As if the machine's time went by: what a dead process had leased is free. */
  expireLeases(): Promise<void>;
  close(): Promise<void>;
}

export interface RunningBot extends TestProcess {
  url: string;
}

export async function openInboxWorld(
  intake: 'polling' | 'webhook',
  server: TemplateServer,
): Promise<InboxWorld> {
  const database = await copyTemplate(server);
  const telegram = await startSimulator({
    botToken: TOKEN,
    bot: { id: 7_000_000_003, firstName: 'Yardbell', username: 'InboxFaultsBot' },
  });
  const db = openDatabase(database.url, 4);
  const env = {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.url,
    ADMIN_IDS: '1',
    DATABASE_URL: database.url,
    PROCESS_ROLE: 'bot,web',
    PORT: '0',
    CHAT_RATE: '1000',
    LOG_LEVEL: 'warn',
    ...(intake === 'webhook' && { WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'https://bell.invalid' }),
  };
  return {
    simulator: telegram.simulator,
    db,
    start: async () => {
      const bot = startYardbell(env);
      const web = await bot.waitForLine(/^web /);
      await bot.waitForLine(/^ready/);
      return { ...bot, url: /http:\/\/\S+/.exec(web)?.[0] ?? '' };
    },
    settled: async (timeoutMs) => {
      const isOpen = async () =>
        (intake === 'polling' && telegram.simulator.pendingUpdates().length > 0) || (await countOpen(db)) > 0;
      await until(async () => !(await isOpen()), 'everything to be applied and performed', timeoutMs);
    },
    expireLeases: async () => {
      await sql`update outbox set lease_until = now() - interval '1 second' where status = 'sending'`.execute(
        db,
      );
    },
    close: async () => {
      await telegram.close();
      await db.destroy();
      await database.drop();
    },
  };
}

/** Hands an update to the webhook of a process, as Telegram does; the status, or 0 when the process is dead. */
export async function deliver(bot: RunningBot, update: Update): Promise<number> {
  try {
    const answer = await fetch(`${bot.url}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify(update),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Runs `work` for every item, so many at once. */
export async function inParallel<T>(items: T[], connections: number, work: (item: T) => Promise<unknown>) {
  const waiting = [...items];
  const runner = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: connections }, runner));
}

/** The limit is a guard against hanging, not a budget. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  what: string,
  timeoutMs = LONGEST_WAIT_MS,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select (select count(*) from inbox where applied_at is null and failed_at is null)
      + (select count(*) from outbox where status in ('pending', 'sending')) as open
  `.execute(db);
  return rows[0]?.open ?? 0;
}
