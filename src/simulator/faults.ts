import type { Fault, Params } from './types.ts';

type Armed = { fault: Fault; left: number; random: () => number };

/** The faults that were ordered, tried in order; each call meets at most one. */
export class Faults {
  readonly #armed: Armed[] = [];

  order(fault: Fault): void {
    this.#armed.push({ fault, left: fault.times ?? 1, random: seededRandom(fault.seed ?? 1) });
  }

  clear(): void {
    this.#armed.length = 0;
  }

  /** The fault this call runs into, used up once. */
  match(method: string, params: Params): Fault | undefined {
    if (this.#armed.length === 0) return undefined;
    for (const [index, armed] of this.#armed.entries()) {
      if (!concerns(armed.fault, method, params)) continue;
      if (armed.fault.probability !== undefined && armed.random() >= armed.fault.probability) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.#armed.splice(index, 1);
      return armed.fault;
    }
    return undefined;
  }
}

function concerns(fault: Fault, method: string, params: Params): boolean {
  if (fault.method !== undefined && fault.method.toLowerCase() !== method.toLowerCase()) return false;
  // A fault for any method means the calls that do something, not the standing poll.
  if (fault.method === undefined && method === 'getUpdates') return false;
  return fault.chatId === undefined || String(params['chat_id']) === String(fault.chatId);
}

/** Mulberry32: small, seeded, good enough to scatter faults repeatably. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
