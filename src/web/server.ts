import fastify, { type FastifyInstance } from 'fastify';
import type { Update } from 'grammy/types';
import type { Clock } from '../clock.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Db } from '../db/client.ts';
import { type InboxRow, type IncomingUpdate, recordUpdates } from '../db/inbox.ts';
import { gather } from '../gather.ts';
import type { Logger } from '../logger.ts';
import { isSecret } from './secret.ts';

export interface WebDeps {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Set with webhooks: the secret Telegram repeats with each delivery. */
  webhook?: {
    secret: string;
    toIncoming: (update: Update) => IncomingUpdate;
    onRecorded: (rows: InboxRow[]) => void;
    onLost: (update: Update) => void;
  };
}

const LARGEST_UPDATE_BYTES = 1_048_576;
const MOST_RECORDED_AT_ONCE = 200;

/** The HTTP side: the webhook, which records updates and nothing more. Other parts of the web side are added to it. */
export function createServer(deps: WebDeps): FastifyInstance {
  const app = fastify({ bodyLimit: LARGEST_UPDATE_BYTES, forceCloseConnections: true });
  app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) deps.log.error({ err: error }, 'a web request failed');
    return await reply.code(status).send({ error: status >= 500 ? 'internal error' : error.message });
  });
  if (deps.webhook) addWebhook(app, deps, deps.webhook);
  return app;
}

function addWebhook(app: FastifyInstance, deps: WebDeps, webhook: NonNullable<WebDeps['webhook']>): void {
  const record = gatherRecording(deps, webhook.onRecorded);
  app.post('/telegram/webhook', async (request, reply) => {
    if (!isSecret(request.headers['x-telegram-bot-api-secret-token'], webhook.secret)) {
      return await reply.code(401).send({ error: 'unauthorized' });
    }
    const update = request.body as Update | null;
    if (typeof update?.update_id !== 'number') return await reply.code(400).send({ error: 'not an update' });
    try {
      await record(webhook.toIncoming(update));
    } catch (error) {
      deps.log.warn({ err: error }, 'an update could not be recorded');
      webhook.onLost(update);
      // Telegram delivers it again until we say 200.
      return await reply.code(503).send({ error: 'later, please' });
    }
    return await reply.send({});
  });
}

/** Updates that arrive together are recorded by one statement, and each is acknowledged only after it. */
function gatherRecording(
  { db, clock }: WebDeps,
  onRecorded: (rows: InboxRow[]) => void,
): (update: IncomingUpdate) => Promise<void> {
  const recordAll = async (updates: IncomingUpdate[]) => {
    onRecorded(await recordUpdates(db, updates, clock.now()));
    return updates.map(() => undefined);
  };
  return gather(recordAll, {
    most: MOST_RECORDED_AT_ONCE,
    isWorthSplitting: (error) => !isDatabaseAway(error),
  });
}
