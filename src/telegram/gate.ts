/** After a 429 nothing is sent until Telegram's own time is over; all senders of the process share one gate. */
export interface Gate {
  hold(durationMs: number): void;
  /** Milliseconds until sending is allowed again; 0 when it is. */
  waitMs(): number;
  /** Resolves when sending is allowed, or early when `signal` aborts. */
  passed(signal?: AbortSignal): Promise<void>;
  /** To be awaited before a new message to a chat that answers somebody. */
  reply(chatId: number, signal?: AbortSignal): Promise<void>;
}

/** Sleeps, or returns early when the signal aborts. */
export async function pause(durationMs: number, signal?: AbortSignal): Promise<void> {
  if (durationMs <= 0 || signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, durationMs);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}
