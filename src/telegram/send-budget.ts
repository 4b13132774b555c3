import type { BroadcastLane } from '../domain/broadcast.ts';
import { gather } from '../gather.ts';
import { pause } from './pause.ts';
import { createPushLine } from './push-line.ts';
import { type Answered, createSecond, waitForPlace } from './second.ts';

/*
 * Who may send, and when. Replies first: they wait for nobody, except that while something unasked is being sent they
 * keep, together with it, under the rate Telegram allows to the whole bot; the unasked gives way to them. Then reminders,
 * changes and digests (`urgent`), then the rest (`bulk`) at SEND_RATE. A 429 stops everything, in every process, until
 * its time is over.
 */

/** Where the slots of all processes are kept; given by the caller, because this layer knows no database. */
export interface SlotStore {
  leasePushes(lane: BroadcastLane, count: number): Promise<Slots>;
  leaseReplies(count: number): Promise<Slots>;
  /** Milliseconds until one more message may go to a group. */
  leaseGroupSend(chatId: number): Promise<number>;
  hold(durationMs: number): Promise<void>;
  read(): Promise<{ heldMs: number; pushedAgoMs: number; heldAgoMs: number }>;
}

export interface Slots {
  count: number;
  startMs: number;
  gapMs: number;
  heldMs: number;
}

export interface SendBudget {
  /** Waits until a new message that answers somebody may go to this chat. */
  reply(chatId: number, signal?: AbortSignal): Promise<void>;
  /**
   * Waits for a slot for something unasked and resolves a moment before it with the slot's time on `performance.now`'s
   * clock; undefined when the signal aborted, or when Telegram refuses everything for so long that waiting is no use.
   */
  push(lane: BroadcastLane, signal: AbortSignal): Promise<number | undefined>;
  /**
   * Waits for the moment of a slot. Whatever was late before, no second ever holds more than the rate. Call what it
   * resolves to when the answer to the message is there.
   */
  atSlot(slotAt: number): Promise<Answered>;
  /** Telegram said 429. Nothing is sent by anybody until `durationMs` are over. */
  hold(durationMs: number): void;
  /** Milliseconds until Telegram's refusal ends; 0 when there is none. */
  waitMs(): number;
  /** Resolves when sending is allowed, or early when `signal` aborts. */
  passed(signal?: AbortSignal): Promise<void>;
  /** Looks what other processes did: call it when one of them announces something. */
  refresh(): Promise<void>;
}

export interface SendBudgetOptions {
  store: SlotStore;
  ratePerSecond: number;
  onHeld?: (durationMs: number) => void;
  onError: (error: unknown) => void;
}

const BUSY_AFTER_PUSH_MS = 1_000;
const BUSY_AFTER_HOLD_MS = 60_000;
const MARGIN_MS = 100;
const LONGEST_SLEEP_MS = 60_000;

export function createSendBudget(options: SendBudgetOptions): SendBudget {
  const { store } = options;
  let heldUntil = 0;
  let busyUntil = 0;
  // One more than the rate, or what one call is late would be lost to every second after it.
  const second = createSecond(Math.ceil(options.ratePerSecond) + 1);
  const waitMs = () => Math.max(0, heldUntil - performance.now());

  function noteHeld(durationMs: number): void {
    if (durationMs <= 0) return;
    heldUntil = Math.max(heldUntil, performance.now() + durationMs);
    busyUntil = Math.max(busyUntil, heldUntil + BUSY_AFTER_HOLD_MS);
  }

  async function passed(signal?: AbortSignal): Promise<void> {
    while (waitMs() > 0 && !signal?.aborted) await pause(Math.min(waitMs(), LONGEST_SLEEP_MS), signal);
  }

  const pushes = createPushLine(options, {
    waitMs,
    onGrant: (slots) => {
      noteHeld(slots.heldMs);
      if (slots.count === 0) return;
      const lastMs = slots.startMs + slots.count * slots.gapMs;
      busyUntil = Math.max(busyUntil, performance.now() + lastMs + BUSY_AFTER_PUSH_MS);
    },
  });

  const replySlot = createReplyLine(store, noteHeld);

  async function reply(chatId: number, signal?: AbortSignal): Promise<void> {
    await passed(signal);
    if (chatId < 0) await pause(await store.leaseGroupSend(chatId), signal);
    if (performance.now() >= busyUntil) return;
    const at = await replySlot(undefined);
    await pause(at - performance.now(), signal);
    await passed(signal);
  }

  return {
    reply,
    push: pushes.take,
    atSlot: async (slotAt) => await waitForPlace(second, slotAt),
    waitMs,
    passed,
    hold: (durationMs) => {
      noteHeld(durationMs + MARGIN_MS);
      options.onHeld?.(durationMs);
      store.hold(durationMs + MARGIN_MS).catch(options.onError);
    },
    refresh: async () => {
      const { heldMs, pushedAgoMs, heldAgoMs } = await store.read();
      noteHeld(heldMs);
      const now = performance.now();
      if (pushedAgoMs < BUSY_AFTER_PUSH_MS)
        busyUntil = Math.max(busyUntil, now + BUSY_AFTER_PUSH_MS - pushedAgoMs);
      if (heldAgoMs < BUSY_AFTER_HOLD_MS)
        busyUntil = Math.max(busyUntil, now + BUSY_AFTER_HOLD_MS - heldAgoMs);
    },
  };
}

/** The next slot for a reply, on `performance.now`'s clock; many asked for at once share a statement. */
function createReplyLine(store: SlotStore, noteHeld: (durationMs: number) => void) {
  return gather<undefined, number>(
    async (asked) => {
      const { startMs, gapMs, heldMs } = await store.leaseReplies(asked.length);
      noteHeld(heldMs);
      const now = performance.now();
      return asked.map((_, index) => now + startMs + index * gapMs);
    },
    { most: 1_000 },
  );
}
