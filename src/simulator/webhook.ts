import { request as httpRequest, Agent as HttpAgent } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import type { QueuedUpdate, UpdateQueue } from './updates.ts';

type WebhookTarget = { url: string; secretToken: string; maxConnections: number };
type WebhookReply = { status: number; reason: string; retryAfterS: number; body: string };

type Lane = { waiting: QueuedUpdate[]; isBusy: boolean; failures: number; timer: NodeJS.Timeout | undefined };

const answerTimeoutMs = 60_000;
const maxRetryAfterS = 3600;

/**
 * Delivers updates to the bot's address. One lane per ordering key keeps its order; lanes run side by
 * side up to max_connections. A failed delivery is repeated at once, then after 2, 4, 8 ... units up to
 * a random 60-120, or after the Retry-After that the bot asked for (at most an hour).
 */
export class Webhook {
  target: WebhookTarget | undefined;
  lastError: { at: number; message: string } | undefined;
  /** Runs a method that came in the body of the answer. */
  onReply: (body: string) => void = () => {};
  readonly #queue: UpdateQueue;
  readonly #retryUnitMs: number;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready: string[] = [];
  #inFlight = 0;
  #agent: HttpAgent | HttpsAgent | undefined;

  constructor(queue: UpdateQueue, retryUnitMs: number) {
    this.#queue = queue;
    this.#retryUnitMs = retryUnitMs;
  }

  start(target: WebhookTarget): void {
    this.stop();
    this.target = target;
    const options = { keepAlive: true, maxSockets: target.maxConnections };
    this.#agent = target.url.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
    for (const queued of this.#queue.pending.values()) this.push(queued);
  }

  stop(): void {
    this.target = undefined;
    this.lastError = undefined;
    for (const lane of this.#lanes.values()) clearTimeout(lane.timer);
    this.#lanes.clear();
    this.#ready.length = 0;
    this.#agent?.destroy();
    this.#agent = undefined;
  }

  push(queued: QueuedUpdate): void {
    if (!this.target) return;
    let lane = this.#lanes.get(queued.orderingKey);
    if (!lane) {
      lane = { waiting: [], isBusy: false, failures: 0, timer: undefined };
      this.#lanes.set(queued.orderingKey, lane);
    }
    lane.waiting.push(queued);
    if (lane.waiting.length === 1 && !lane.isBusy) this.#makeReady(queued.orderingKey);
  }

  #makeReady(key: string): void {
    this.#ready.push(key);
    this.#run();
  }

  #run(): void {
    while (this.target && this.#ready.length > 0 && this.#inFlight < this.target.maxConnections) {
      const key = this.#ready.shift() ?? '';
      const lane = this.#lanes.get(key);
      const first = lane?.waiting[0];
      if (lane && first && !lane.isBusy) void this.#deliver(key, lane, first, this.target);
    }
  }

  async #deliver(key: string, lane: Lane, queued: QueuedUpdate, target: WebhookTarget): Promise<void> {
    lane.isBusy = true;
    this.#inFlight += 1;
    const isExpired = queued.expiresAt < Date.now();
    const reply = isExpired
      ? { status: 200, reason: '', retryAfterS: 0, body: '' }
      : await post(target, JSON.stringify(queued.update), this.#agent);
    this.#inFlight -= 1;
    lane.isBusy = false;
    if (this.target === target) this.#settle(key, lane, queued, reply);
    this.#run();
  }

  #settle(key: string, lane: Lane, queued: QueuedUpdate, reply: WebhookReply): void {
    if (reply.status >= 200 && reply.status < 300) {
      lane.waiting.shift();
      lane.failures = 0;
      this.#queue.confirm(queued.id);
      if (reply.body !== '') this.onReply(reply.body);
      if (lane.waiting.length > 0) this.#makeReady(key);
      else this.#lanes.delete(key);
      return;
    }
    const message =
      reply.status === 0 ? reply.reason : `Wrong response from the webhook: ${reply.status} ${reply.reason}`;
    this.lastError = { at: Date.now(), message };
    const delayMs = repeatDelayUnits(lane.failures, reply.retryAfterS) * this.#retryUnitMs;
    lane.failures += 1;
    lane.timer = setTimeout(() => this.#makeReady(key), delayMs);
  }
}

/** Units to wait after the n-th failure in a row (0-based): 0, 2, 4, 8 ... at most 60-120. */
function repeatDelayUnits(failures: number, retryAfterS: number): number {
  if (retryAfterS > 0) return Math.min(retryAfterS, maxRetryAfterS);
  if (failures === 0) return 0;
  const delay = 2 ** Math.min(failures, 10);
  return delay <= 60 ? delay : 60 + Math.random() * 60;
}

function post(
  target: WebhookTarget,
  body: string,
  agent: HttpAgent | HttpsAgent | undefined,
): Promise<WebhookReply> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: 0, reason: error.message, retryAfterS: 0, body: '' });
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    if (target.secretToken !== '') headers['x-telegram-bot-api-secret-token'] = target.secretToken;
    const send = target.url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(
      target.url,
      { method: 'POST', headers, agent, timeout: answerTimeoutMs },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < 65_536) text += chunk;
        });
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? '',
            retryAfterS: Number(response.headers['retry-after']) || 0,
            body: text,
          }),
        );
      },
    );
    request.on('timeout', () => request.destroy(new Error('Read timeout expired')));
    request.on('error', fail);
    request.end(body);
  });
}
