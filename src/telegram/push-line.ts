import type { BroadcastLane } from '../domain/broadcast.ts';
import { pause } from './pause.ts';
import type { SendBudgetOptions, Slots } from './send-budget.ts';

/** A slot is handed out this long before its time, so that the delivery can be claimed first. */
const LEAD_MS = 5;
/** A slot later than this is given up; before that it is made up for. */
const SLACK_MS = 250;
/** After a rest the line starts at half its rate: what cold code and new connections delay would arrive all together. */
const SLOW_START_MS = 1_000;
const REST_MS = 1_000;
/** Slots are leased for this much time at once. */
const CHUNK_S = 0.05;
/** Bulk looks again after this when others go first. */
const YIELD_MS = 50;
const AFTER_ERROR_MS = 1_000;
/** Nobody waits for a slot longer than this while Telegram refuses everything. */
const LONGEST_WAIT_MS = 20_000;
/** Telegram may refuse for longer than it said at first. */
const LOOK_AGAIN_MS = 1_000;

type SlotTaker = (slotAt: number | undefined) => void;

interface PushLineHooks {
  waitMs(): number;
  onGrant(slots: Slots): void;
}

/** Hands leased slots to those who wait, urgent ones first. Works only while somebody waits. */
export function createPushLine(options: SendBudgetOptions, hooks: PushLineHooks) {
  const waiting: Record<BroadcastLane, Set<SlotTaker>> = { urgent: new Set(), bulk: new Set() };
  const nextSlot = createSlots(options, hooks, () => (waiting.urgent.size > 0 ? 'urgent' : 'bulk'));
  let isRunning = false;

  function sendAway(): void {
    for (const take of [...waiting.urgent, ...waiting.bulk]) take(undefined);
    waiting.urgent.clear();
    waiting.bulk.clear();
  }

  function handOut(slotAt: number): void {
    const lane = waiting.urgent.size > 0 ? waiting.urgent : waiting.bulk;
    const [take] = lane;
    if (!take) return;
    lane.delete(take);
    take(slotAt);
  }

  async function serve(): Promise<void> {
    const slotAt = await nextSlot();
    if (slotAt !== undefined) handOut(slotAt);
  }

  async function run(): Promise<void> {
    while (waiting.urgent.size + waiting.bulk.size > 0) {
      const heldMs = hooks.waitMs();
      if (heldMs > LONGEST_WAIT_MS) sendAway();
      else if (heldMs > 0) await pause(Math.min(heldMs, LOOK_AGAIN_MS));
      else await serve();
    }
    // Nobody may slip in between: whoever comes from here on starts a run of their own.
    isRunning = false;
  }

  function take(lane: BroadcastLane, signal: AbortSignal): Promise<number | undefined> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve(undefined);
      const giveUp = () => {
        waiting[lane].delete(taker);
        resolve(undefined);
      };
      const taker: SlotTaker = (slotAt) => {
        signal.removeEventListener('abort', giveUp);
        resolve(slotAt);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting[lane].add(taker);
      if (isRunning) return;
      isRunning = true;
      void run();
    });
  }

  return { take };
}

/** The slots this process has leased; they are leased anew while some are left, so that none is missed. */
function createSlots(
  { store, ratePerSecond, onError }: SendBudgetOptions,
  hooks: PushLineHooks,
  lane: () => BroadcastLane,
) {
  const chunk = Math.max(1, Math.ceil(ratePerSecond * CHUNK_S));
  const slots: number[] = [];
  let lastSlotAt = -Infinity;
  let slowUntil = 0;
  let isPassedOver = false;
  let refilling: Promise<void> | undefined;

  async function refill(): Promise<void> {
    const grant = await store.leasePushes(lane(), chunk);
    hooks.onGrant(grant);
    const first = performance.now() + grant.startMs;
    for (let index = 0; index < grant.count; index += 1) slots.push(first + index * grant.gapMs);
  }

  function refillOnce(): Promise<void> {
    refilling ??= refill()
      .catch(async (error: unknown) => {
        onError(error);
        await pause(AFTER_ERROR_MS);
      })
      .finally(() => {
        refilling = undefined;
      });
    return refilling;
  }

  /** Every second slot of a slow start. */
  function isTooSoon(slotAt: number): boolean {
    if (slotAt > lastSlotAt + REST_MS) slowUntil = slotAt + SLOW_START_MS;
    lastSlotAt = slotAt;
    isPassedOver = slotAt < slowUntil && !isPassedOver;
    return isPassedOver;
  }

  /** Waits for the next slot and resolves a moment before it; undefined when none is to be had now. */
  return async function next(): Promise<number | undefined> {
    if (slots.length === 0) await refillOnce();
    else if (slots.length * 2 < chunk) void refillOnce();
    const at = slots.shift();
    if (at === undefined) {
      await pause(YIELD_MS);
      return undefined;
    }
    const now = performance.now();
    if (at < now - SLACK_MS || isTooSoon(at)) return undefined;
    if (at - now - LEAD_MS >= 1) await pause(at - now - LEAD_MS);
    return at;
  };
}
