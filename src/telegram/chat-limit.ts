export interface ChatLimit {
  /** Takes the next free turn in a chat; milliseconds to wait for it. */
  turnMs(chatId: number): number;
}

const BURST = 3;
const SWEEP_ABOVE = 1_000;

/**
 * New messages to one chat: three at once, then `perSecond`. Telegram answers a faster sender with 429, which would stop
 * everybody else's messages too. Only chats written to in the last seconds are remembered.
 */
export function createChatLimit(perSecond: number, now: () => number = () => performance.now()): ChatLimit {
  const gapMs = 1000 / perSecond;
  /** When the turns taken so far would all be over, had each lasted its gap. */
  const takenUntil = new Map<number, number>();
  let sweepAbove = SWEEP_ABOVE;

  function sweep(at: number): void {
    for (const [chatId, until] of takenUntil) if (until <= at) takenUntil.delete(chatId);
    sweepAbove = Math.max(SWEEP_ABOVE, 2 * takenUntil.size);
  }

  return {
    turnMs: (chatId) => {
      const at = now();
      if (takenUntil.size > sweepAbove) sweep(at);
      const begin = Math.max(at, takenUntil.get(chatId) ?? at);
      takenUntil.set(chatId, begin + gapMs);
      return Math.max(0, begin - (BURST - 1) * gapMs - at);
    },
  };
}
