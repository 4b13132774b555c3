/** Hands updates to the bot: by long polls, or by a webhook over many connections. Nothing is lost or reordered. */
import { type LeanRequest, openPoster } from './lean-http.ts';
import type { PendingUpdate } from './stub-people.ts';

export interface Intake {
  push(update: PendingUpdate): void;
  poll(request: LeanRequest): void;
  /** Delivers to this port of the bot from now on. */
  postTo(port: number, secret: string): void;
}

const CONNECTIONS = 40;
const LONGEST_POLL_MS = 50_000;
const REPEAT_AFTER_MS = 500;
const WEBHOOK_PATH = '/telegram/webhook';

export function createIntake(onHandedOver: (update: PendingUpdate) => void): Intake {
  let queue: PendingUpdate[] = [];
  let isByWebhook = false;
  let poll: { request: LeanRequest; limit: number; timer: NodeJS.Timeout } | undefined;
  let isAnswering = false;
  const idle: ((update: PendingUpdate) => void)[] = [];

  function answerPoll(): void {
    isAnswering = false;
    if (!poll) return;
    const { request, limit, timer } = poll;
    poll = undefined;
    clearTimeout(timer);
    const batch = queue.slice(0, limit);
    request.reply(`{"ok":true,"result":[${batch.map(({ json }) => json).join(',')}]}`);
    batch.forEach(onHandedOver);
  }

  /** At the end of the turn: taps of one turn leave in one batch, as they would from a busy server. */
  function answerSoon(): void {
    if (isAnswering) return;
    isAnswering = true;
    setImmediate(answerPoll);
  }

  return {
    push: (update) => {
      const post = isByWebhook ? idle.pop() : undefined;
      if (post) return post(update);
      queue.push(update);
      if (poll) answerSoon();
    },
    poll: (request) => {
      const asked = JSON.parse(request.body || '{}') as { offset?: number; limit?: number; timeout?: number };
      const offset = asked.offset ?? 0;
      let done = 0;
      while (done < queue.length && (queue[done]?.id ?? 0) < offset) done += 1;
      if (done > 0) queue = queue.slice(done);
      if (poll) answerPoll();
      const timeoutMs = Math.min(1000 * (asked.timeout ?? 0), LONGEST_POLL_MS);
      poll = { request, limit: asked.limit ?? 100, timer: setTimeout(answerPoll, timeoutMs) };
      if (queue.length > 0) answerSoon();
    },
    postTo: (port, secret) => {
      isByWebhook = true;
      const headers = `x-telegram-bot-api-secret-token: ${secret}\r\n`;
      for (let connection = 0; connection < CONNECTIONS; connection += 1) {
        const poster = openPoster(port);
        const post = (update: PendingUpdate): void => {
          onHandedOver(update);
          void poster.post(WEBHOOK_PATH, headers, update.json).then((status) => {
            if (status !== 200) return void setTimeout(post, REPEAT_AFTER_MS, update);
            const following = queue.shift();
            if (following) post(following);
            else idle.push(post);
          });
        };
        idle.push(post);
      }
      for (const update of queue.splice(0)) idle.pop()?.(update);
    },
  };
}
