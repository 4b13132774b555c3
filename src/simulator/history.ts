import type { ChatState } from './chat-state.ts';

const keptMessages = 400_000;
const compactAbove = 100_000;

/** Bounds the messages of all chats together: beyond the limit, whatever came first is forgotten. */
export class History {
  #order: ChatState[] = [];
  #first = 0;

  /** Called once for every message that a chat takes in. */
  remember(state: ChatState): void {
    this.#order.push(state);
    if (this.#order.length - this.#first <= keptMessages) return;
    this.#order[this.#first]?.forgetOldest();
    this.#first += 1;
    if (this.#first < compactAbove) return;
    this.#order = this.#order.slice(this.#first);
    this.#first = 0;
  }
}
