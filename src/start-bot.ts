import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { createApology } from './bot/apology.ts';
import { createBot } from './bot/bot.ts';
import type { BotDeps, Scope } from './bot/context.ts';
import { type Inbox, startInbox } from './bot/inbox.ts';
import { type Outbox, startOutbox } from './bot/outbox.ts';
import { ALLOWED_UPDATES, startPolling } from './bot/polling.ts';
import { publishCommands } from './bot/publish-commands.ts';
import { type Config, ConfigError } from './config.ts';
import { INBOX_CHANNEL } from './db/inbox.ts';
import { listenTo } from './db/listen.ts';
import type { JobDeps } from './jobs/job.ts';
import type { OpenQueues } from './jobs/workers.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { createChatLimit } from './telegram/chat-limit.ts';
import { pause } from './telegram/pause.ts';

export type StartDeps = JobDeps & { queues: OpenQueues; metrics: Metrics };

export interface Addresses {
  databaseUrl: string;
  /** Where people reach the web side. */
  webUrl: string;
}

/**
 * Starts what reacts to people: the bot, the inbox that feeds it, the outbox that speaks for it, and the intake of updates.
 * What must be stopped is added to `stops` in the order it was started.
 */
export async function startBot(
  config: Config,
  deps: StartDeps,
  { databaseUrl, webUrl }: Addresses,
  stops: (() => Promise<unknown>)[],
): Promise<{ inbox: Inbox; outbox: Outbox }> {
  const { db, api, clock, budget, log, queues, seal, progress, metrics } = deps;
  const me = await getMeStubbornly(api, log);
  const botDeps: BotDeps = {
    botUsername: me.username,
    defaultLocale: config.defaultLocale,
    defaultTimeZone: config.defaultTimeZone,
    random: deps.random,
    webUrl,
  };
  const scopes = new WeakMap<Update, Scope>();
  const chatLimit = createChatLimit(config.chatRate);
  const outbox = startOutbox({ db, api, clock, budget, chatLimit, log, metrics, progress });
  stops.push(() => outbox.stop());
  const inbox = startInbox({
    db,
    bot: createBot(me, botDeps, scopes),
    scopes,
    outbox,
    seal,
    queues,
    clock,
    log,
    progress,
    metrics,
    defaultLocale: config.defaultLocale,
  });
  stops.push(() => inbox.stop());
  const ears = listenTo(databaseUrl, INBOX_CHANNEL, inbox.wake);
  stops.push(() => ears.close());
  void publishCommands(api, log);
  await startIntake(config, deps, databaseUrl, inbox, stops);
  return { inbox, outbox };
}

async function startIntake(
  config: Config,
  deps: JobDeps,
  databaseUrl: string,
  inbox: Inbox,
  stops: (() => Promise<unknown>)[],
) {
  const { db, api, clock, log } = deps;
  const webhook = config.telegram.kind === 'real' ? config.telegram.webhook : undefined;
  if (webhook) {
    const allowed = { secret_token: webhook.secret, allowed_updates: [...ALLOWED_UPDATES] };
    await api.setWebhook(webhook.url, allowed);
    return;
  }
  await api.deleteWebhook().catch((error: unknown) => log.warn({ err: error }, 'an old webhook may be left'));
  const apology = createApology(api, config.defaultLocale);
  const polling = startPolling({ db, databaseUrl, api, clock, apology, onRecorded: inbox.take, log });
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
