import type { ChatState } from './chat-state.ts';
import { tooManyRequests } from './errors.ts';
import type { Limits } from './types.ts';

const defaultLimits: Limits = {
  perSecondOverall: 30,
  perSecondPaid: 1000,
  perSecondPerChat: 1,
  perMinutePerGroup: 20,
  secondMs: 1000,
  enforce: false,
};

/** Messages that one private chat may get at once before the limit per second bites. */
const chatBurst = 3;
const leastForgetAbove = 20_000;

/** Telegram's send limits. Times are real; `secondMs` stretches or shrinks the second. */
export class Limiter {
  limits: Limits;
  #forgetAbove = leastForgetAbove;
  readonly #overall: number[] = [];
  readonly #paid: number[] = [];
  readonly #groups = new Map<number, number[]>();
  readonly #chats = new Map<number, { tokens: number; at: number }>();

  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
  }

  /**
   * Counts `count` messages to a chat; those paid for have a limit of their own. Throws 429 with retry_after in (limited)
   * seconds.
   */
  take(state: ChatState, count = 1, isPaid = false): void {
    if (!this.limits.enforce) return;
    const now = performance.now() / this.limits.secondMs;
    const [times, allowed] = isPaid
      ? [this.#paid, this.limits.perSecondPaid]
      : [this.#overall, this.limits.perSecondOverall];
    dropBefore(times, now - 1);
    const overallWaitS = waitFor(times, allowed, count, now, 1);
    const waitS = Math.max(overallWaitS, this.#chatWait(state, now, count));
    if (waitS > 0) throw tooManyRequests(Math.max(1, Math.ceil(waitS)));
    for (let i = 0; i < count; i += 1) times.push(now);
    if (state.chat.type === 'private') this.#spend(state.chat.id, count);
    else for (let i = 0; i < count; i += 1) this.#groupTimes(state.chat.id).push(now);
  }

  #chatWait(state: ChatState, now: number, count: number): number {
    const { id, type } = state.chat;
    if (type !== 'private') {
      const times = this.#groupTimes(id);
      dropBefore(times, now - 60);
      return waitFor(times, this.limits.perMinutePerGroup, count, now, 60);
    }
    const rate = this.limits.perSecondPerChat;
    const bucket = this.#chats.get(id) ?? { tokens: chatBurst, at: now };
    bucket.tokens = Math.min(Math.max(chatBurst, count), bucket.tokens + (now - bucket.at) * rate);
    bucket.at = now;
    this.#chats.set(id, bucket);
    if (this.#chats.size > this.#forgetAbove) this.#forget(now);
    return bucket.tokens >= count ? 0 : (count - bucket.tokens) / rate;
  }

  #spend(chatId: number, count: number): void {
    const bucket = this.#chats.get(chatId);
    if (bucket) bucket.tokens -= count;
  }

  #groupTimes(chatId: number): number[] {
    const times = this.#groups.get(chatId) ?? [];
    this.#groups.set(chatId, times);
    return times;
  }

  #forget(now: number): void {
    for (const [id, bucket] of this.#chats) {
      if (now - bucket.at > 60) this.#chats.delete(id);
    }
    // Looking through everything is worth it only after the table has doubled.
    this.#forgetAbove = Math.max(leastForgetAbove, this.#chats.size * 2);
  }
}

function dropBefore(times: number[], limit: number): void {
  let count = 0;
  while (count < times.length && (times[count] ?? 0) <= limit) count += 1;
  if (count > 0) times.splice(0, count);
}

/** Seconds until `count` more fit into the window. */
function waitFor(times: number[], allowed: number, count: number, now: number, windowS: number): number {
  const surplus = times.length + count - allowed;
  if (surplus <= 0) return 0;
  const leaving = times[Math.min(surplus, times.length) - 1] ?? now;
  return Math.max(leaving + windowS - now, 0.001);
}
