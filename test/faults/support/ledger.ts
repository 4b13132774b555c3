import type { Simulator } from '../../../src/simulator/simulator.ts';
import type { CallRecord } from '../../../src/simulator/types.ts';
import { STAFF_ID, TITLE } from './seed.ts';

/** Who got how many copies, as Telegram knows it. */
export interface Reached {
  /** Nobody of these got it. */
  missed: number[];
  /** More than one copy. */
  doubled: number[];
  /** Copies beyond the first, all people together. */
  surplus: number;
  mostCopies: number;
}

/** What the simulator executed: the oracle, to which what the product believes is compared. */
export function reached(simulator: Simulator, people: number[], words = TITLE): Reached {
  const copies = new Map(people.map((id) => [id, 0]));
  for (const call of executedSends(simulator, words)) {
    const chatId = Number(call.params['chat_id']);
    const known = copies.get(chatId);
    if (known !== undefined) copies.set(chatId, known + 1);
  }
  const missed: number[] = [];
  const doubled: number[] = [];
  let surplus = 0;
  let mostCopies = 0;
  for (const [id, count] of copies) {
    if (count === 0) missed.push(id);
    if (count > 1) doubled.push(id);
    surplus += Math.max(0, count - 1);
    mostCopies = Math.max(mostCopies, count);
  }
  return { missed, doubled, surplus, mostCopies };
}

/** Messages that really went into a chat, whatever the bot was told about it. */
export function executedSends(simulator: Simulator, words = TITLE): CallRecord[] {
  return sendsOf(simulator, words).filter((call) => call.executed && call.status === 200);
}

/** Every attempt to send this text, in the order of arrival; staff's own copy of a title is none of a broadcast's. */
export function sendsOf(simulator: Simulator, words = TITLE): CallRecord[] {
  return simulator.calls.filter(
    ({ method, params }) =>
      method === 'sendMessage' &&
      String(params['text']).includes(words) &&
      (words === '' || Number(params['chat_id']) !== STAFF_ID),
  );
}

/** The most of these calls that arrived in any window of this length. */
export function mostInWindow(calls: readonly CallRecord[], windowMs = 1_000): number {
  let first = 0;
  let most = 0;
  for (const [last, call] of calls.entries()) {
    while ((calls[first]?.at ?? call.at) <= call.at - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Sends that arrived while Telegram had asked for silence. */
export function sentDuringHold(calls: readonly CallRecord[]): CallRecord[] {
  const holds = calls.flatMap((call) => {
    const retryAfter = retryAfterOf(call);
    return retryAfter === undefined ? [] : [{ from: call.at, until: call.at + retryAfter * 1_000 }];
  });
  return calls.filter((call) => holds.some(({ from, until }) => call.at > from && call.at < until));
}

function retryAfterOf({ status, response }: CallRecord): number | undefined {
  if (status !== 429 || typeof response !== 'object' || response?.ok !== false) return undefined;
  return response.parameters?.retry_after;
}
