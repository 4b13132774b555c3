import type { FastifyInstance } from 'fastify';
import type { Update } from 'grammy/types';
import { createApology } from './bot/apology.ts';
import { toIncoming } from './bot/polling.ts';
import type { Clock } from './clock.ts';
import { type Config, ConfigError } from './config.ts';
import { type Db, openDatabase } from './db/client.ts';
import type { InboxRow } from './db/inbox.ts';
import { migrateUp } from './db/migrate.ts';
import { grantOfficers } from './db/officers.ts';
import { createSeal } from './db/sealing.ts';
import type { QueueStore } from './jobs/connection.ts';
import { createDeliverer } from './jobs/deliverer.ts';
import { reconcile } from './jobs/reconcile.ts';
import { openQueues, startWorkers } from './jobs/workers.ts';
import type { Logger } from './logger.ts';
import type { SendDeps } from './jobs/send-broadcast.ts';
import { openBudget } from './open-budget.ts';
import type { OpenRecord } from './record.ts';
import { openTelegram } from './telegram/api.ts';
import { type StartDeps, startBot } from './start-bot.ts';
import { openWatch } from './watch.ts';
import { type WebDeps, createServer } from './web/server.ts';

export interface Surroundings {
  log: Logger;
  clock: Clock;
  /** Tells the person at the terminal that something is ready. */
  print: (what: string, where: string) => void;
}

export interface Yardbell {
  /** Where the web side listens. */
  url: string;
  db: Db;
  /** Hints at everything that is due, at once instead of at the reconciler's next round. */
  lookForDue(): Promise<void>;
  /** Answers to buttons on their way to Telegram; everything else under way stands in the database. */
  answersUnderWay(): number;
  /** Intake first, database last; whatever is in hand is finished. */
  stop(): Promise<void>;
}

/** Things to stop, in the reverse of the order they were started in. */
type Stops = (() => Promise<unknown>)[];

/** Builds and starts everything the configuration asks for; nothing else constructs. */
export async function startYardbell(
  config: Config,
  around: Surroundings,
  opening: Promise<OpenRecord>,
): Promise<Yardbell> {
  const stops: Stops = [];
  try {
    const record = await opening;
    stops.push(() => record.stop());
    around.print('database', record.words);
    return await start(config, around, record.url, stops);
  } catch (error) {
    await stopAll(stops, around.log);
    throw error;
  }
}

async function start(
  config: Config,
  around: Surroundings,
  databaseUrl: string,
  stops: Stops,
): Promise<Yardbell> {
  const { log, clock, print } = around;
  const db = openDatabase(databaseUrl);
  stops.push(() => db.destroy());
  await migrateUp(db);
  const store: QueueStore = config.redisUrl
    ? { kind: 'redis', url: config.redisUrl }
    : { kind: 'postgres', url: databaseUrl };
  const queues = openQueues(store, clock, log);
  stops.push(() => queues.close());
  print('queue', config.redisUrl ? 'BullMQ on Redis' : 'BullMQ on PostgreSQL');

  const late: LateParts = { onRecorded: () => undefined, onLost: () => undefined };
  const app = createServer({ db, clock, log, ...webhookPart(config, late) });
  const watch = openWatch(config, { ...around, db, queues, app }, databaseUrl);
  stops.push(watch.stop);
  const telegram = await reachTelegram(config, { ...around, db, app }, stops);
  const url = await listen(app, config, stops);
  print('web', url);
  const client = openTelegram(telegram.token, telegram.apiRoot ?? localUrl(url));
  stops.push(() => client.close());
  const { api } = client;
  await grantOfficers(db, telegram.adminIds, config.defaultLocale, clock.now());

  const { metrics, progress } = watch;
  const { sendRate } = config;
  const budget = await openBudget({ db, sendRate, databaseUrl, log, onHeld: metrics.heldFor });
  stops.push(budget.close);
  const { random } = Math;
  const seal = createSeal(telegram.token, (responseId) =>
    log.warn({ responseId }, 'sealed answers cannot be opened: was BOT_TOKEN changed?'),
  );
  const parts: StartDeps = { db, api, clock, budget, queues, seal, log, sendRate, metrics, progress, random };
  const deps: StartDeps & SendDeps = { ...parts, deliverer: createDeliverer(parts) };
  const webUrl = config.publicUrl ?? localUrl(url);
  const bot = config.roles.includes('bot')
    ? await startBot(config, deps, { databaseUrl, webUrl }, stops)
    : undefined;
  if (bot) late.onRecorded = bot.inbox.take;
  const apology = createApology(api, config.defaultLocale);
  late.onLost = (update) => apology.sayOnce([update]);
  if (config.roles.includes('worker')) {
    const workers = startWorkers(store, deps);
    stops.push(() => workers.stop());
  }
  stops.push(watch.startStopping);
  const lookForDue = () => reconcile(deps);
  telegram.onReady?.(lookForDue);
  print('ready', telegram.kind === 'practice' ? `open ${url}/practice` : url);
  const answersUnderWay = () => bot?.outbox.answersUnderWay() ?? 0;
  return { url, db, lookForDue, answersUnderWay, stop: () => stopAll(stops, log) };
}

/** What the webhook calls; the server must listen before these exist. */
interface LateParts {
  onRecorded: (rows: InboxRow[]) => void;
  onLost: (update: Update) => void;
}

function webhookPart(config: Config, late: LateParts): Pick<WebDeps, 'webhook'> {
  const webhook = config.telegram.kind === 'real' ? config.telegram.webhook : undefined;
  if (!webhook || !config.roles.includes('web')) return {};
  return {
    webhook: {
      secret: webhook.secret,
      toIncoming,
      onRecorded: (rows) => late.onRecorded(rows),
      onLost: (update) => late.onLost(update),
    },
  };
}

interface TelegramReached {
  kind: 'practice' | 'real';
  token: string;
  apiRoot?: string;
  adminIds: number[];
  /** Given what looks for everything due, once there is somebody to look. */
  onReady?: (lookForDue: () => Promise<void>) => void;
}

async function reachTelegram(
  config: Config,
  around: Surroundings & { db: Db; app: FastifyInstance },
  stops: Stops,
): Promise<TelegramReached> {
  if (config.telegram.kind === 'real') {
    around.print('telegram', config.telegram.webhook ? 'webhook' : 'long polling');
    return config.telegram;
  }
  const { db, clock, app, log } = around;
  // Not read at all when the bot is real: the simulated Telegram is a quarter of the program.
  const { openPractice } = await import('./practice/practice.ts');
  const practice = await openPractice({
    db,
    clock,
    log,
    zone: config.defaultTimeZone,
    dataDir: config.dataDir,
  });
  stops.push(practice.stop);
  await app.register(practice.routes);
  around.print('telegram', 'practice mode: a simulated Telegram, because BOT_TOKEN is not set');
  return {
    kind: 'practice',
    token: practice.token,
    adminIds: practice.adminIds,
    onReady: practice.setLookForDue,
  };
}

async function listen(app: FastifyInstance, config: Config, stops: Stops): Promise<string> {
  try {
    const url = await app.listen({ port: config.port, host: config.host });
    stops.push(() => app.close());
    return url;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError([`PORT ${config.port} is taken by another program; choose another one`]);
    }
    throw error;
  }
}

async function stopAll(stops: Stops, log: Logger): Promise<void> {
  for (const stop of stops.splice(0).reverse()) {
    await stop().catch((error: unknown) => log.warn({ err: error }, 'something did not stop in order'));
  }
}

/** A server that listens on every address is reached on this machine's own. */
function localUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//127.0.0.1:');
}
