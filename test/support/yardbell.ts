import { sql } from 'kysely';
import { inject } from 'vitest';
import { type Clock, createClock } from '../../src/clock.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Db } from '../../src/db/client.ts';
import { type CommunityRecord, importCommunities } from '../../src/db/communities.ts';
import { chooseLocale, ensureResident, joinCommunity, recordConsent } from '../../src/db/residents.ts';
import { writeOffset } from '../../src/db/practice-clock.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { createLogger } from '../../src/logger.ts';
import { openRecord } from '../../src/record.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { Message } from '../../src/simulator/types.ts';
import { startYardbell as startProduct } from '../../src/yardbell.ts';
import { createTestDatabase } from './database.ts';
import { testRedisUrl } from './redis.ts';

export const TEST_TOKEN = '7000000002:test-token-test-token-test-token-00';
/** Monday 2 March 2026, 10:00 in Shanghai. */
export const MONDAY_AT_TEN = new Date('2026-03-02T02:00:00Z');
const LONGEST_SETTLE_MS = 20_000;

export interface YardbellOptions {
  /** Where the queues live; `redis` only when a test Redis is there (see `testRedisUrl`). */
  queues?: 'postgres' | 'redis';
  at?: Date;
  adminIds?: number[];
  env?: Record<string, string>;
  /** The product reaches its database through this address instead (a relay that can be cut). */
  throughUrl?: (databaseUrl: string) => Promise<string>;
}

/** One test person in a few words; the whole product runs in this process against the simulator. */
export interface TestYardbell {
  simulator: Simulator;
  db: Db;
  clock: Clock;
  databaseUrl: string;
  apiRoot: string;
  url: string;
  /** Log lines written so far. */
  logs: string[];
  /** Somebody who uses Telegram and has never met the bot. */
  stranger(id: number, languageCode?: string, firstName?: string): number;
  /** A member of the community who has chosen a language and consented. */
  resident(id: number, locale: Locale, community?: string): Promise<number>;
  staff(id: number, locale: Locale, community?: string): Promise<number>;
  /** Writes to the bot and waits until everything that follows from it is done; the bot's new messages come back. */
  say(personId: number, text: string, chatId?: number): Promise<Message[]>;
  open(personId: number, payload?: string): Promise<Message[]>;
  /** Presses the button with this label (or a unique beginning of it) on the newest message that has it. */
  tap(
    personId: number,
    label: string,
    chatId?: number,
  ): Promise<{ toast: string | undefined; messages: Message[] }>;
  /** Sends callback data that no button of ours need carry, from the newest message with a keyboard. */
  forge(
    personId: number,
    data: string,
    chatId?: number,
  ): Promise<{ toast: string | undefined; messages: Message[] }>;
  /** Waits until no update is open, no effect unperformed and no button's answer on its way. */
  settled(): Promise<void>;
  /** Moves the clock and looks for everything that is due. */
  moveTo(at: Date): Promise<void>;
  /** Looks for everything that is due, as the reconciler does every 15 seconds. */
  lookForDue(): Promise<void>;
  /** Stops the product (not the simulator, not the database) and starts it again, on another database if one is given. */
  restart(databaseUrl?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startYardbell(options: YardbellOptions = {}): Promise<TestYardbell> {
  const database = await createTestDatabase();
  const clock = createClock((options.at ?? MONDAY_AT_TEN).getTime() - Date.now());
  const telegram = await startSimulator({
    botToken: TEST_TOKEN,
    bot: { id: 7_000_000_002, firstName: 'Yardbell', username: 'YardbellTestBot' },
    now: () => clock.now().getTime(),
  });
  const throughUrl = (await options.throughUrl?.(database.url)) ?? database.url;
  const redisUrl = options.queues === 'redis' ? testRedisUrl() : undefined;
  const config = readConfig({
    BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.url,
    ADMIN_IDS: (options.adminIds ?? [1]).join(','),
    DATABASE_URL: throughUrl,
    PORT: '0',
    SEND_RATE: '1000',
    CHAT_RATE: '1000',
    ...(redisUrl && { REDIS_URL: redisUrl }),
    ...options.env,
  });
  const logs: string[] = [];
  let product = await startQuietly(config, clock, logs);
  await importCommunities(product.db, [XINGHUA, QINGYUAN], clock.now());
  const { simulator } = telegram;

  /** Does something in the simulated world and returns the bot's messages that came or changed because of it. */
  async function after<T>(
    personId: number,
    chatId: number,
    act: () => T | Promise<T>,
  ): Promise<[T, Message[]]> {
    const before = new Set(simulator.messages(chatId));
    const result = await act();
    await settled();
    const fresh = simulator
      .messages(chatId)
      .filter((message) => !before.has(message) && message.from?.is_bot);
    return [result, fresh];
  }

  async function settled(): Promise<void> {
    const deadline = Date.now() + LONGEST_SETTLE_MS;
    for (let calm = 0; calm < 2;) {
      if (Date.now() > deadline) throw new Error('the bot did not settle');
      const isOpen =
        simulator.pendingUpdates().length > 0 ||
        (await countOpen(product.db)) > 0 ||
        product.answersUnderWay() > 0;
      calm = isOpen ? 0 : calm + 1;
      await new Promise((resolve) => setTimeout(resolve, isOpen ? 8 : 2));
    }
  }

  function newestWith(chatId: number, label: string): Message {
    const found = simulator
      .messages(chatId)
      .toReversed()
      .find((message) =>
        message.reply_markup?.inline_keyboard.flat().some((button) => button.text.startsWith(label)),
      );
    if (!found) throw new Error(`no button "${label}" in chat ${chatId}:\n${describe(simulator, chatId)}`);
    return found;
  }

  async function member(id: number, locale: Locale, code: string): Promise<number> {
    simulator.addPerson({ id, firstName: `Person${id}`, languageCode: locale });
    simulator.open(id);
    await settled();
    const { db } = product;
    const now = clock.now();
    await chooseLocale(db, id, locale, now);
    const residentId = await ensureResident(db, id, locale, now);
    await recordConsent(db, residentId, 'community', 1, now);
    await joinCommunity(db, residentId, await communityId(db, code), now);
    return residentId;
  }

  return {
    simulator,
    get db() {
      return product.db;
    },
    get url() {
      return product.url;
    },
    clock,
    databaseUrl: database.url,
    apiRoot: telegram.url,
    logs,
    stranger: (id, languageCode = 'zh-hans', firstName = `Stranger${id}`) => {
      simulator.addPerson({ id, firstName, languageCode });
      return id;
    },
    resident: async (id, locale, community = 'xinghua') => {
      await member(id, locale, community);
      return id;
    },
    staff: async (id, locale, community = 'xinghua') => {
      const residentId = await member(id, locale, community);
      await product.db
        .insertInto('roles')
        .values({
          resident_id: residentId,
          role: 'staff',
          community_id: await communityId(product.db, community),
          granted_at: clock.now(),
        })
        .execute();
      return id;
    },
    say: async (personId, text, chatId = personId) =>
      (await after(personId, chatId, () => simulator.sendText(personId, chatId, text)))[1],
    open: async (personId, payload) =>
      (await after(personId, personId, () => simulator.open(personId, payload)))[1],
    tap: async (personId, label, chatId = personId) => {
      const { message_id: messageId } = newestWith(chatId, label);
      const press = () => simulator.tap(personId, chatId, messageId, label);
      const [answer, messages] = await after(personId, chatId, press);
      if (!answer) throw new Error(`the tap on "${label}" was never answered`);
      return { toast: answer.text, messages };
    },
    forge: async (personId, data, chatId = personId) => {
      const messageId = simulator.lastMessage(chatId)?.message_id ?? 0;
      const press = () => simulator.tap(personId, chatId, messageId, { data });
      const [answer, messages] = await after(personId, chatId, press);
      if (!answer) throw new Error(`the press of ${data} was never answered`);
      return { toast: answer.text, messages };
    },
    settled,
    moveTo: async (at) => {
      clock.setOffset(at.getTime() - Date.now());
      await writeOffset(product.db, clock.offsetMs());
      await product.lookForDue();
      await whatFellDueIsSent(product.db, at);
    },
    lookForDue: () => product.lookForDue(),
    restart: async (url) => {
      await product.stop();
      product = await startQuietly({ ...config, ...(url && { databaseUrl: url }) }, clock, logs);
    },
    stop: async () => {
      await product.stop();
      await telegram.close();
      await database.drop();
    },
  };
}

async function startQuietly(config: Config, clock: Clock, logs: string[]) {
  const sink = { write: (line: string) => logs.push(line) } as unknown as NodeJS.WritableStream;
  const log = createLogger('info', sink);
  return await startProduct(config, { log, clock, print: () => undefined }, openRecord(config, log));
}

async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select (select count(*) from inbox where applied_at is null and failed_at is null)
      + (select count(*) from outbox where status in ('pending', 'sending')) as open
  `.execute(db);
  return rows[0]?.open ?? 0;
}

const LONGEST_DUE_MS = 2_000;

/** Waits a while for what a moved clock set going; something that is held on purpose is not waited for to the end. */
async function whatFellDueIsSent(db: Db, at: Date): Promise<void> {
  const deadline = Date.now() + LONGEST_DUE_MS;
  for (let calm = 0; calm < 2 && Date.now() < deadline;) {
    const { rows } = await sql<{ open: number }>`
      select (select count(*) from broadcasts where status in ('running', 'finishing'))
        + (select count(*) from reminders where status = 'pending' and due_at <= ${at}) as open
    `.execute(db);
    calm = rows[0]?.open === 0 ? calm + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function communityId(db: Db, code: string): Promise<number> {
  const row = await db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** What stands in a chat, for error messages. */
function describe(simulator: Simulator, chatId: number): string {
  return simulator
    .messages(chatId)
    .slice(-6)
    .map((message) => {
      const buttons = message.reply_markup?.inline_keyboard.flat().map((button) => `[${button.text}]`) ?? [];
      return `${message.from?.is_bot ? 'bot' : 'person'}: ${message.text ?? message.caption ?? '(media)'} ${buttons.join(' ')}`;
    })
    .join('\n');
}

/** Whether this run has a Redis; without one the Redis half of a test is left out, and the run says so once. */
export function queueKinds(): ('postgres' | 'redis')[] {
  return inject('redis') ? ['postgres', 'redis'] : ['postgres'];
}

const XINGHUA = community('xinghua', '兴华社区', 'Xinghua');
const QINGYUAN = community('qingyuan', '清源社区', 'Qingyuan');

function community(code: string, zh: string, latin: string): CommunityRecord {
  return {
    code,
    name_zh: zh,
    name_en: latin,
    name_es: latin,
    time_zone: 'Asia/Shanghai',
    households: 2400,
    residents_registered: 4700,
    residents_migrant: 900,
  };
}
