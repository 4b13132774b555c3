import type { BroadcastKind, DeliveryStatus } from './broadcast.ts';

/** What a failed call means. `reason` is Telegram's own word, free of anything personal. */
export type CallFailure =
  | { kind: 'too_many_requests'; retryAfterMs: number }
  /** Surely not executed: refused, no such host, no connection in time, or an answer that says so. */
  | { kind: 'not_sent'; reason: string }
  /** Executed or not, nobody knows. `isAnswered`: the server itself said that something went wrong there. */
  | { kind: 'unknown'; reason: string; isAnswered: boolean }
  /** The person or chat cannot be reached until they write again. */
  | { kind: 'blocked'; reason: string }
  | { kind: 'migrated'; chatId: number }
  | { kind: 'not_modified' }
  | { kind: 'gone'; reason: string }
  /** This one chat does not take this message; the message itself is in order. */
  | { kind: 'unfit'; reason: string }
  /** Telegram refuses the message as such: everybody else's copy would be refused too. */
  | { kind: 'refused'; reason: string };

/** The reason of a failure when not Telegram but we are at fault: a text could not be put together. */
export const UNWRITTEN = 'the message could not be written';

/** How a kind of broadcast treats an unknown outcome: one more copy, or a person decides. */
export const UNKNOWN_POLICY: Record<BroadcastKind, 'once_more' | 'stay'> = {
  // Better told twice than not told: a meeting missed cannot be made up for.
  meeting_notice: 'once_more',
  meeting_reminder: 'once_more',
  digest: 'once_more',
  // Asked twice, people feel pestered; staff can send the doubtful ones again with one tap.
  survey_invitation: 'stay',
  survey_reminder: 'stay',
};

/** More than this nobody gets by itself. */
export const MOST_COPIES = 2;

/** How many times the same refusal of a message is believed to be the chat's fault. */
export const MOST_CONTENT_ERRORS = 3;

export interface DeliveryOutcome {
  status: Extract<DeliveryStatus, 'sent' | 'pending' | 'unknown' | 'failed' | 'blocked' | 'cancelled'>;
  messageId?: number;
  failure?: string;
  /** The try does not count: nothing can have arrived. */
  isUncounted?: boolean;
}

/**
 * What becomes of a delivery whose call failed; `attempts` counts this one. A recipient for whom Telegram's server itself
 * reports an error twice is given up as failed, so that one poisoned chat never blocks its neighbours.
 */
export function outcomeOfFailure(
  failure: CallFailure,
  kind: BroadcastKind,
  attempts: number,
): DeliveryOutcome {
  switch (failure.kind) {
    case 'too_many_requests':
      return { status: 'pending', isUncounted: true };
    case 'not_sent':
      return { status: 'pending', isUncounted: true, failure: failure.reason };
    case 'unknown': {
      if (maySendAgain(kind, attempts)) return { status: 'pending', failure: failure.reason };
      const isPoisoned = failure.isAnswered && attempts >= MOST_COPIES;
      return { status: isPoisoned ? 'failed' : 'unknown', failure: failure.reason };
    }
    case 'blocked':
      return { status: 'blocked', failure: failure.reason };
    case 'migrated':
    case 'not_modified':
      return { status: 'failed', failure: failure.kind };
    case 'gone':
    case 'unfit':
    case 'refused':
      return { status: 'failed', failure: failure.reason };
  }
}

/** Whether an outcome that nobody knows is tried once more after this many tries. */
function maySendAgain(kind: BroadcastKind, attempts: number): boolean {
  return UNKNOWN_POLICY[kind] === 'once_more' && attempts < MOST_COPIES;
}

/** A claim and its outcome cost this much at most beside the call: when the database is slower, the rate gives way. */
const LONGEST_BOOKKEEPING_MS = 50;

/** The time a delivery is counted as in flight: its call, and the bookkeeping around it within reason. */
export function inFlightMs(callMs: number, bookkeepingMs: number): number {
  return callMs + Math.min(bookkeepingMs, LONGEST_BOOKKEEPING_MS);
}

const LEAST_IN_FLIGHT = 3;
const MOST_IN_FLIGHT = 400;

/**
 * How many deliveries of a process may stand between "about to be sent" and "outcome recorded": what a hard kill leaves
 * in doubt. Enough to keep up the rate at the given 95th percentile of that time, and never fewer than three.
 */
export function mostInFlight(ratePerSecond: number, cycleMs: number): number {
  const needed = Math.ceil((ratePerSecond * cycleMs) / 1000);
  return Math.min(Math.max(LEAST_IN_FLIGHT, needed), MOST_IN_FLIGHT);
}

/** The value below which 95 % of the samples lie; 0 without samples. */
export function percentile95(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}
