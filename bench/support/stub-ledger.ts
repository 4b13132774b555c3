/** Who was sent what and when, for up to a few hundred thousand messages, and Telegram's limit on them. */

export interface SendLimit {
  /** So many messages in any `windowMs` are accepted, the next is answered 429. */
  count: number;
  windowMs: number;
}

export interface LedgerReport {
  /** Broadcast messages that were accepted; what answers a tap is not counted. Times are {@link wallMs}. */
  pushes: number;
  firstPushAt: number;
  lastPushAt: number;
  /** The longest time between two of them. */
  longestGapMs: number;
  /** The most messages of any kind in any window, refused ones included. */
  mostInWindow: number;
  attempts: number;
  refused: number;
  /** Copies beyond the first. */
  duplicates: number;
  /** Places in the audience of those without any copy. */
  missed: number[];
}

export interface Ledger {
  /** Notes a message to a place in the audience, or to somebody else; false when it is one too many and was refused. */
  take(place: number, isPush: boolean): boolean;
  /** Broadcast messages accepted so far. */
  pushes(): number;
  report(): LedgerReport;
}

const MOST_ATTEMPTS = 600_000;

/** Milliseconds that mean the same in every process of this machine. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now();
}

export function createLedger(audience: number, limit: SendLimit | undefined): Ledger {
  const attemptedAt = new Float64Array(MOST_ATTEMPTS);
  const acceptedAt = new Float64Array(MOST_ATTEMPTS);
  const copies = new Uint8Array(audience);
  let attempts = 0;
  let accepted = 0;
  let pushes = 0;
  let firstPushAt = 0;
  let lastPushAt = 0;
  let longestGapMs = 0;

  function admits(nowMs: number): boolean {
    if (!limit || accepted < limit.count) return true;
    return (acceptedAt[accepted - limit.count] ?? 0) <= nowMs - limit.windowMs;
  }

  return {
    take: (place, isPush) => {
      const nowMs = wallMs();
      attemptedAt[attempts] = nowMs;
      attempts += 1;
      if (!admits(nowMs)) return false;
      acceptedAt[accepted] = nowMs;
      accepted += 1;
      if (!isPush || place < 0 || place >= audience) return true;
      if (pushes === 0) firstPushAt = nowMs;
      else longestGapMs = Math.max(longestGapMs, nowMs - lastPushAt);
      pushes += 1;
      lastPushAt = nowMs;
      copies[place] = (copies[place] ?? 0) + 1;
      return true;
    },
    pushes: () => pushes,
    report: () => {
      const mostInWindow = mostWithin(attemptedAt, attempts, limit?.windowMs ?? 1000);
      const refused = attempts - accepted;
      const times = { firstPushAt, lastPushAt, longestGapMs };
      return { pushes, ...times, mostInWindow, attempts, refused, ...countCopies(copies) };
    },
  };
}

function countCopies(copies: Uint8Array): { duplicates: number; missed: number[] } {
  const missed: number[] = [];
  let duplicates = 0;
  copies.forEach((count, place) => {
    if (count === 0) missed.push(place);
    else duplicates += count - 1;
  });
  return { duplicates, missed };
}

/** The largest number of times in any window, its end excluded. */
function mostWithin(times: Float64Array, count: number, windowMs: number): number {
  let most = 0;
  let start = 0;
  for (let end = 0; end < count; end += 1) {
    while ((times[end] ?? 0) - (times[start] ?? 0) >= windowMs) start += 1;
    most = Math.max(most, end - start + 1);
  }
  return most;
}
