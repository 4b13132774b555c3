import type { SendLimit } from './stub-ledger.ts';

/** A resident's chat id is this plus their index; the one below belongs to staff. */
export const FIRST_CHAT = 100_000_000;
export const STAFF_CHAT = FIRST_CHAT - 1;
/** Lower ids belong to seeded messages. */
export const FIRST_FREE_MESSAGE = 1_000;
export const TOKEN = '7000000009:bench-token-bench-token-bench-token';
export const BOT = '{"id":7000000009,"is_bot":true,"first_name":"Yardbell","username":"yardbell_bench_bot"}';

export interface StubOptions {
  /** Residents with seeded surveys, who tap. */
  persons: number;
  /** Seeded surveys a resident. */
  surveys: number;
  /** Residents take whole surveys, from [Start] to the thanks, instead of tapping through seeded ones. */
  isWhole?: boolean;
  /** `step:code` with which a seeded survey begins. */
  firstAnswer: string;
  /** Who gets a broadcast: so many residents after those who tap. */
  audience: number;
  /** What a call of the bot takes. */
  latencyMs: number;
  limit?: SendLimit;
}
