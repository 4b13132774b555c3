import type { FastifyInstance } from 'fastify';
import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { createApology } from './bot/apology.ts';
import { createBot } from './bot/bot.ts';
import type { BotDeps, Scope } from './bot/context.ts';
import { type Inbox, startInbox } from './bot/inbox.ts';
import { startOutbox } from './bot/outbox.ts';
import { ALLOWED_UPDATES, startPolling, toIncoming } from './bot/polling.ts';
import { publishCommands } from './bot/publish-commands.ts';
import type { Clock } from './clock.ts';
import { type Config, ConfigError } from './config.ts';
import { type Db, openDatabase } from './db/client.ts';
import { INBOX_CHANNEL } from './db/inbox.ts';
import { listenTo } from './db/listen.ts';
import { migrateUp } from './db/migrate.ts';
import { SEND_BUDGET_CHANNEL, openSlotStore } from './db/send-budget.ts';
import { grantOfficers } from './db/officers.ts';
import type { QueueStore } from './jobs/connection.ts';
import { createDeliverer } from './jobs/deliverer.ts';
import type { JobDeps } from './jobs/job.ts';
import { reconcile } from './jobs/reconcile.ts';
import { type OpenQueues, openQueues, startWorkers } from './jobs/workers.ts';
import type { Logger } from './logger.ts';
import { type SendDeps } from './jobs/send-broadcast.ts';
import { openPractice } from './practice/practice.ts';
import type { OpenRecord } from './record.ts';
import { openTelegram } from './telegram/api.ts';
import { pause } from './telegram/gate.ts';
import { type SendBudget, createSendBudget } from './telegram/send-budget.ts';
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
  const telegram = await reachTelegram(config, { ...around, db, app }, stops);
  const url = await listen(app, config, stops);
  print('web', url);
  const client = openTelegram(telegram.token, telegram.apiRoot ?? localUrl(url));
  stops.push(() => client.close());
  const { api } = client;
  await grantOfficers(db, telegram.adminIds, config.defaultLocale, clock.now());

  const budget = await openBudget(db, config.sendRate, databaseUrl, log, stops);
  const { sendRate } = config;
  const metrics = { sent: () => undefined };
  const parts: JobDeps & { queues: OpenQueues } = {
    db,
    api,
    clock,
    budget,
    queues,
    log,
    sendRate,
    metrics,
    random: Math.random,
  };
  const deps: SendDeps & { queues: OpenQueues } = { ...parts, deliverer: createDeliverer(parts) };
  if (config.roles.includes('bot')) {
    late.onRecorded = (await startBot(config, deps, databaseUrl, stops)).wake;
  }
  const apology = createApology(api, config.defaultLocale);
  late.onLost = (update) => apology.sayOnce([update]);
  if (config.roles.includes('worker')) {
    const workers = startWorkers(store, deps);
    stops.push(() => workers.stop());
  }
  const lookForDue = () => reconcile(deps);
  telegram.onReady?.(lookForDue);
  print('ready', telegram.kind === 'practice' ? `open ${url}/practice` : url);
  return { url, db, lookForDue, stop: () => stopAll(stops, log) };
}

/** The one sending rate of the whole bot; other processes announce what concerns everybody. */
async function openBudget(
  db: Db,
  ratePerSecond: number,
  databaseUrl: string,
  log: Logger,
  stops: Stops,
): Promise<SendBudget> {
  const onError = (error: unknown) => log.warn({ err: error }, 'the send budget could not be reached');
  const budget = createSendBudget({ store: openSlotStore(db, ratePerSecond), ratePerSecond, onError });
  await budget.refresh();
  const ears = listenTo(databaseUrl, SEND_BUDGET_CHANNEL, () => void budget.refresh().catch(onError));
  stops.push(() => ears.close());
  return budget;
}

/** What the webhook calls; the server must listen before these exist. */
interface LateParts {
  onRecorded: () => void;
  onLost: (update: Update) => void;
}

function webhookPart(config: Config, late: LateParts): Pick<WebDeps, 'webhook'> {
  const webhook = config.telegram.kind === 'real' ? config.telegram.webhook : undefined;
  if (!webhook || !config.roles.includes('web')) return {};
  return {
    webhook: {
      secret: webhook.secret,
      toIncoming,
      onRecorded: () => late.onRecorded(),
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

async function startBot(config: Config, deps: JobDeps, databaseUrl: string, stops: Stops): Promise<Inbox> {
  const { db, api, clock, budget, log, queues } = deps;
  const me = await getMeStubbornly(api, log);
  const botDeps: BotDeps = {
    botUsername: me.username,
    defaultLocale: config.defaultLocale,
    random: deps.random,
    ...(config.publicUrl && { publicUrl: config.publicUrl }),
  };
  const scopes = new WeakMap<Update, Scope>();
  const outbox = startOutbox({ db, api, clock, gate: budget, log });
  stops.push(() => outbox.stop());
  const inbox = startInbox({
    db,
    bot: createBot(me, botDeps, scopes),
    scopes,
    outbox,
    queues,
    clock,
    log,
    defaultLocale: config.defaultLocale,
  });
  stops.push(() => inbox.stop());
  const ears = listenTo(databaseUrl, INBOX_CHANNEL, inbox.wake);
  stops.push(() => ears.close());
  void publishCommands(api, log);
  await startIntake(config, deps, databaseUrl, inbox, stops);
  return inbox;
}

async function startIntake(config: Config, deps: JobDeps, databaseUrl: string, inbox: Inbox, stops: Stops) {
  const { db, api, clock, log } = deps;
  const webhook = config.telegram.kind === 'real' ? config.telegram.webhook : undefined;
  if (webhook) {
    const allowed = { secret_token: webhook.secret, allowed_updates: [...ALLOWED_UPDATES] };
    await api.setWebhook(webhook.url, allowed);
    return;
  }
  await api.deleteWebhook().catch((error: unknown) => log.warn({ err: error }, 'an old webhook may be left'));
  const apology = createApology(api, config.defaultLocale);
  const polling = startPolling({ db, databaseUrl, api, clock, apology, onRecorded: inbox.wake, log });
  stops.push(() => polling.stop());
}

const GET_ME_RETRY_MS = 2_000;
/** Unauthorized, and Not Found for what does not even look like a token. */
const TOKEN_REFUSED = new Set([401, 404]);

/** Waits for a Telegram that is away; a token it refuses is a faulty configuration. */
async function getMeStubbornly(api: Api, log: Logger) {
  for (;;) {
    try {
      return await api.getMe();
    } catch (error) {
      if (error instanceof GrammyError && TOKEN_REFUSED.has(error.error_code)) {
        throw new ConfigError([
          `BOT_TOKEN is refused by Telegram (${error.description}); copy it anew from BotFather`,
        ]);
      }
      log.warn({ err: error }, 'Telegram cannot be reached; trying again');
      await pause(GET_ME_RETRY_MS);
    }
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
