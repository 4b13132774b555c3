import { badRequest } from './errors.ts';
import type { CallbackQuery } from './types.ts';

export type TapAnswer = { text?: string; showAlert?: boolean; url?: string };
export type Tap = {
  queryId: string;
  personId: number;
  chatId: number;
  messageId: number;
  data: string;
  /** Real unix ms. */
  at: number;
  answer: TapAnswer | null;
};

const rememberedTaps = 10_000;

/** Taps on buttons and their answers. */
export class Callbacks {
  readonly #taps = new Map<string, Tap>();
  readonly #waiting = new Map<string, (answer: TapAnswer | null) => void>();
  readonly #lifetimeMs: number;
  #count = 0;

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  nextId(): string {
    this.#count += 1;
    return `4${String(Date.now()).padStart(13, '0')}${String(this.#count).padStart(5, '0')}`;
  }

  /** Remembers a tap; resolves with its answer, or null after `timeoutMs`. */
  wait(query: CallbackQuery, timeoutMs: number): Promise<TapAnswer | null> {
    this.#taps.set(query.id, {
      queryId: query.id,
      personId: query.from.id,
      chatId: query.message.chat.id,
      messageId: query.message.message_id,
      data: query.data,
      at: Date.now(),
      answer: null,
    });
    this.#trim();
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(null), timeoutMs);
      const finish = (answer: TapAnswer | null) => {
        clearTimeout(timer);
        this.#waiting.delete(query.id);
        resolve(answer);
      };
      this.#waiting.set(query.id, finish);
    });
  }

  /** Takes the bot's answer. Throws 400 when the query is unknown or too old. */
  answer(queryId: string, answer: TapAnswer): Tap {
    const tap = this.#taps.get(queryId);
    if (!tap || Date.now() - tap.at > this.#lifetimeMs) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    tap.answer = answer;
    this.#waiting.get(queryId)?.(answer);
    return tap;
  }

  answered(): Tap[] {
    return [...this.#taps.values()].filter((tap) => tap.answer !== null);
  }

  unanswered(): Tap[] {
    return [...this.#taps.values()].filter((tap) => tap.answer === null);
  }

  /** Nobody waits any longer; open taps resolve with null. */
  close(): void {
    for (const finish of this.#waiting.values()) finish(null);
  }

  #trim(): void {
    if (this.#taps.size <= rememberedTaps) return;
    const oldest = this.#taps.keys().next().value;
    if (oldest !== undefined) this.#taps.delete(oldest);
  }
}
