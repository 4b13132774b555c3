import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Broadcast } from '../db/broadcasts.ts';
import { isDatabaseAway } from '../db/away.ts';
import {
  type Claim,
  type ClaimTimes,
  type Recipient,
  type Settlement,
  claimDeliveries,
  settleDeliveries,
} from '../db/deliveries.ts';
import {
  type CallFailure,
  type DeliveryOutcome,
  UNWRITTEN,
  inFlightMs,
  mostInFlight,
  outcomeOfFailure,
  percentile95,
} from '../domain/delivery.ts';
import { LOCALES } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import { gather } from '../gather.ts';
import type { Content } from '../telegram/effect.ts';
import { readFailure } from '../telegram/failures.ts';
import { pause } from '../telegram/pause.ts';
import { newMessageOptions } from '../telegram/perform.ts';
import type { JobDeps, RenderPush } from './job.ts';

/*
 * One delivery: wait for a slot of the send budget, claim (committed), call at the slot's time, record the outcome. Claims
 * and outcomes of many deliveries share statements. Between claim and outcome a delivery is "in flight": at most C of
 * them in a process, all broadcasts together, because that is what a hard kill leaves in doubt.
 */

const LEASE_MS = 30_000;
/** A slot missed by more than this is not made up for. */
const SLACK_MS = 300;
const LARGEST_BATCH = 500;
const SAMPLES = 200;
const MEASURE_EVERY = 10;
const SETTLE_RETRY_MS = 500;
const MINUTE_MS = 60_000;

export type Delivered =
  /** No longer ours to send: silenced, opted out, held, or taken by another process. */
  | { kind: 'not_claimed' }
  /** `attempts`: how often it was tried, this time included. */
  | { kind: 'done'; outcome: DeliveryOutcome; attempts: number; failure?: CallFailure };

export interface Deliverer {
  /** Delivers to one recipient of a broadcast. Never throws for what Telegram or the network does. */
  deliver(
    broadcast: Broadcast,
    recipient: Recipient,
    render: RenderPush,
    signal: AbortSignal,
  ): Promise<Delivered>;
  /** How many a kill would leave in doubt at most. */
  mostInFlight(): number;
}

export type DelivererDeps = Pick<
  JobDeps,
  'db' | 'api' | 'clock' | 'budget' | 'log' | 'metrics' | 'progress' | 'sendRate'
>;

/** What all deliveries of a process share. */
interface Line {
  deps: DelivererDeps;
  window: Window;
  claim(claim: Claim): Promise<number | undefined>;
  settle(settlement: Settlement): Promise<boolean>;
  /** Keeps how long a delivery was in flight, which tells how many may be. */
  noteCycle(durationMs: number): void;
}

export function createDeliverer(deps: DelivererDeps): Deliverer {
  const { db, clock } = deps;
  const window = createWindow(mostInFlight(deps.sendRate, 0));
  const line: Line = {
    deps,
    window,
    claim: gather((claims: Claim[]) => claimDeliveries(db, claims, claimTimes(deps.clock)), {
      most: LARGEST_BATCH,
    }),
    settle: gather((settlements: Settlement[]) => settleDeliveries(db, settlements, clock.now()), {
      most: LARGEST_BATCH,
    }),
    noteCycle: cycleKeeper((p95Ms) => window.widen(mostInFlight(deps.sendRate, p95Ms))),
  };
  return {
    deliver: async (broadcast, recipient, render, signal) =>
      await deliver(line, { broadcast, recipient, render }, signal),
    mostInFlight: window.most,
  };
}

interface Push {
  broadcast: Broadcast;
  recipient: Recipient;
  render: RenderPush;
}

async function deliver(line: Line, push: Push, signal: AbortSignal): Promise<Delivered> {
  for (;;) {
    const slotAt = await line.deps.budget.push(push.broadcast.lane, signal);
    if (slotAt === undefined) return { kind: 'not_claimed' };
    const leave = await line.window.enter();
    const startedAt = performance.now();
    try {
      // The place was a long time coming: the slot is over, and using it now would make a burst. Or Telegram has said
      // 429 since: what is not claimed yet waits.
      if (startedAt > slotAt + SLACK_MS || line.deps.budget.waitMs() > 0) continue;
      return await claimAndCall(line, push, slotAt, startedAt);
    } finally {
      leave();
    }
  }
}

async function claimAndCall(
  line: Line,
  { broadcast, recipient, render }: Push,
  slotAt: number,
  startedAt: number,
): Promise<Delivered> {
  const { deps } = line;
  const mine = { broadcastId: broadcast.id, residentId: recipient.residentId, token: randomUUID() };
  const attempts = await line.claim(mine);
  if (attempts === undefined) return { kind: 'not_claimed' };
  deps.progress.note('deliveries');
  const written = await write(deps, recipient, render);
  if (written.kind === 'unwanted') return await settleUnwanted(line, mine, attempts);
  const answered = await deps.budget.atSlot(slotAt);
  const calledAt = performance.now();
  const answer = written.kind === 'failure' ? written.failure : await call(deps, recipient, written.content);
  answered(performance.now());
  const callMs = performance.now() - calledAt;
  const isSent = 'messageId' in answer;
  const outcome: DeliveryOutcome = isSent
    ? { status: 'sent', messageId: answer.messageId }
    : outcomeOfFailure(answer, broadcast.kind, attempts);
  deps.metrics.sent(broadcast.lane, outcome.status, callMs / 1000);
  await settleStubbornly(line, { ...mine, outcome });
  line.noteCycle(inFlightMs(callMs, performance.now() - startedAt - callMs));
  return { kind: 'done', outcome, attempts, ...(!isSent && { failure: answer }) };
}

/** Between the start of the broadcast and this moment what it would have said has become needless. */
async function settleUnwanted(line: Line, mine: Claim, attempts: number): Promise<Delivered> {
  const outcome: DeliveryOutcome = { status: 'cancelled', isUncounted: true };
  await settleStubbornly(line, { ...mine, outcome });
  return { kind: 'done', outcome, attempts };
}

/** The outcome is known: it is not given up because the database is away for a while. */
async function settleStubbornly(line: Line, settlement: Settlement): Promise<void> {
  for (const deadline = performance.now() + LEASE_MS; ;) {
    try {
      await line.settle(settlement);
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > deadline) throw error;
      await pause(SETTLE_RETRY_MS);
    }
  }
}

/** The moments a claim is judged by. */
export function claimTimes(clock: Clock): ClaimTimes {
  const now = clock.now();
  const quietMs = POLICY.surveyQuietMinutes * MINUTE_MS;
  return {
    now,
    leaseUntil: new Date(clock.machineNow().getTime() + LEASE_MS),
    busySince: new Date(now.getTime() - quietMs),
    busyUntil: new Date(now.getTime() + quietMs),
  };
}

async function call(
  deps: DelivererDeps,
  recipient: Recipient,
  content: Content,
): Promise<CallFailure | { messageId: number }> {
  let chatId = recipient.chatId;
  for (let isFirst = true; ; isFirst = false) {
    try {
      const message = await deps.api.sendMessage(chatId, content.text, {
        ...newMessageOptions(content),
        ...(deps.sendRate > POLICY.freeSendRate && { allow_paid_broadcast: true }),
      });
      return { messageId: message.message_id };
    } catch (error) {
      const failure = readFailure(error);
      if (failure.kind === 'too_many_requests') deps.budget.hold(failure.retryAfterMs);
      if (failure.kind !== 'migrated' || !isFirst) return failure;
      chatId = failure.chatId;
    }
  }
}

type Written =
  | { kind: 'content'; content: Content }
  | { kind: 'unwanted' }
  | { kind: 'failure'; failure: CallFailure };

/** A fault of ours in one language is the fate of those who read it; in all of them, of the message. */
async function write(deps: DelivererDeps, recipient: Recipient, render: RenderPush): Promise<Written> {
  const own = await renderSafely(deps, recipient, render);
  if (own !== 'unwritten') return own ? { kind: 'content', content: own } : { kind: 'unwanted' };
  const all = await Promise.all(
    LOCALES.map(async (locale) => await renderSafely(deps, { ...recipient, locale }, render)),
  );
  const kind = all.every((content) => content === 'unwritten') ? 'refused' : 'unfit';
  return { kind: 'failure', failure: { kind, reason: UNWRITTEN } };
}

async function renderSafely(
  deps: DelivererDeps,
  { locale, residentId }: Recipient,
  render: RenderPush,
): Promise<Content | 'unwritten' | undefined> {
  try {
    return await render({ locale, residentId });
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    deps.log.error({ err: error, locale }, 'a push could not be written');
    return 'unwritten';
  }
}

/** Keeps the latest durations and tells their 95th percentile now and then. */
function cycleKeeper(onMeasured: (p95Ms: number) => void): (durationMs: number) => void {
  const kept: number[] = [];
  let count = 0;
  return (durationMs) => {
    kept.push(durationMs);
    if (kept.length > SAMPLES) kept.shift();
    count += 1;
    if (count % MEASURE_EVERY === 0) onMeasured(percentile95(kept));
  };
}

type Window = ReturnType<typeof createWindow>;

/** Lets so many callers in at once; each one calls what it got when it leaves. */
function createWindow(first: number) {
  const waiting: (() => void)[] = [];
  let inside = 0;
  let limit = first;
  const leave = () => {
    inside -= 1;
    while (inside < limit && waiting.length > 0) {
      inside += 1;
      waiting.shift()?.();
    }
  };
  return {
    most: () => limit,
    widen: (next: number) => {
      limit = next;
    },
    enter: async (): Promise<() => void> => {
      if (inside < limit) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return leave;
    },
  };
}
