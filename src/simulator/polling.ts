import { conflict, badRequest } from './errors.ts';
import { integerParam, listParam } from './parameters.ts';
import type { Params, Update } from './types.ts';
import type { UpdateQueue } from './updates.ts';

type Waiting = { finish: (updates: Update[]) => void; fail: (error: Error) => void };

const maxTimeoutS = 50;

/** getUpdates: one poll at a time, long polling up to 50 seconds. */
export class Polling {
  isWebhookActive = false;
  readonly #queue: UpdateQueue;
  #waiting: Waiting | undefined;

  constructor(queue: UpdateQueue) {
    this.#queue = queue;
  }

  /** Waits for updates. Rejects with 409 when another receiver takes over. */
  poll(params: Params, signal: AbortSignal | undefined): Update[] | Promise<Update[]> {
    if (this.isWebhookActive) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.abort('terminated by other getUpdates request; make sure that only one bot instance is running');
    if (params['allowed_updates'] !== undefined) this.#queue.allowedKinds = readAllowed(params);
    const limit = Math.min(Math.max(integerParam(params, 'limit') ?? 100, 1), 100);
    const timeoutS = Math.min(Math.max(integerParam(params, 'timeout') ?? 0, 0), maxTimeoutS);
    const offset = integerParam(params, 'offset') ?? 0;
    if (offset !== 0) this.#queue.confirmBefore(offset);
    const ready = this.#queue.take(limit);
    if (ready.length > 0 || timeoutS === 0) return ready;
    return this.#wait(limit, timeoutS * 1000, signal);
  }

  /** A standing poll ends with 409. */
  abort(reason: string): void {
    this.#waiting?.fail(conflict(reason));
  }

  /** Updates arrived: the standing poll gets them. */
  wake(): void {
    this.#waiting?.finish([]);
  }

  #wait(limit: number, timeoutMs: number, signal: AbortSignal | undefined): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
        if (this.#waiting === waiting) this.#waiting = undefined;
      };
      const waiting: Waiting = {
        finish: () => {
          end();
          // The updates of one turn travel together.
          queueMicrotask(() => resolve(this.#queue.take(limit)));
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      const gone = () => {
        end();
        resolve([]);
      };
      const timer = setTimeout(() => waiting.finish([]), timeoutMs);
      signal?.addEventListener('abort', gone, { once: true });
      this.#waiting = waiting;
    });
  }
}

/** The kinds of update the bot asks for; an empty list means the default. */
export function readAllowed(params: Params): Set<string> {
  const kinds = listParam(params, 'allowed_updates', 'allowed_updates');
  return new Set(
    kinds.map((kind) => {
      if (typeof kind !== 'string')
        throw badRequest("can't parse allowed_updates: expected an Array of String");
      return kind;
    }),
  );
}
