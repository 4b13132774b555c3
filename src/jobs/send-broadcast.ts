import { randomUUID } from 'node:crypto';
import {
  type Broadcast,
  cancelOlderGenerations,
  findBroadcast,
  finishBroadcast,
  holdBroadcast,
  leaveBroadcast,
  takeBroadcast,
  wakeBroadcast,
} from '../db/broadcasts.ts';
import { findCommunity } from '../db/communities.ts';
import {
  type Recipient,
  expireDeliveries,
  noteLedgerGrowth,
  pendingRecipients,
  recoverLostClaims,
  releaseHeld,
} from '../db/deliveries.ts';
import type { BroadcastKind } from '../domain/broadcast.ts';
import { MOST_CONTENT_ERRORS } from '../domain/delivery.ts';
import { quietUntil } from '../domain/quiet.ts';
import { pause } from '../telegram/pause.ts';
import { instantToWall, wallToInstant } from '../text/zones.ts';
import { type Delivered, type Deliverer, claimTimes } from './deliverer.ts';
import type { JobDeps, LoadPush, RenderPush } from './job.ts';
import { loadDigest } from './push-digest.ts';
import { loadMeetingNotice } from './push-meeting-notice.ts';
import { loadMeetingReminder } from './push-meeting-reminder.ts';
import { loadSurveyInvitation } from './push-survey-invitation.ts';
import { loadSurveyReminder } from './push-survey-reminder.ts';
import { type Reporter, createReporter } from './report-broadcast.ts';

/*
 * One job works one broadcast: look who is still to be sent to, deliver, look again. Its row is read anew for every page
 * of recipients, and every claim looks at it once more, so that pause, cancel, a move of the meeting or quiet hours take
 * effect at once. The job ends when nothing is left to do now; what is due later is found by the reconciler.
 */

const LOADERS: Record<BroadcastKind, LoadPush> = {
  meeting_notice: loadMeetingNotice,
  meeting_reminder: loadMeetingReminder,
  survey_invitation: loadSurveyInvitation,
  survey_reminder: loadSurveyReminder,
  digest: loadDigest,
};

/** So much is looked up at once: the broadcast's own state is read anew every few seconds. */
const PAGE_S = 4;
const LARGEST_PAGE = 1_000;
/** Telegram's refusals longer than this are waited for by the reconciler, not by a job. */
const LONGEST_WAIT_MS = 20_000;
/** A job that died is believed to work its broadcast for this long; a living one says so every few seconds. */
const WORKED_FOR_MS = 15_000;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
/** So many calls in a row that never left: Telegram is away, and trying on at once is no use. */
const MOST_NOT_SENT = 3;

export type SendDeps = JobDeps & { deliverer: Deliverer };

/** Sends everything of a broadcast that may be sent now. Safe to run twice and at any time. */
export async function sendBroadcast(deps: SendDeps, broadcastId: number, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  if (deps.budget.waitMs() > LONGEST_WAIT_MS) return;
  const reporter = createReporter(deps, broadcastId);
  const job: Job = { broadcastId, id: randomUUID(), reporter };
  await noteLedgerGrowth(db);
  await recoverLostClaims(db, broadcastId, clock.machineNow(), clock.now());
  await releaseHeld(db, broadcastId, clock.now());
  await wakeBroadcast(db, broadcastId, clock.now());
  const experience: Experience = {
    isProven: false,
    contentErrors: new Map(),
    notSentInARow: 0,
    roundsAway: 0,
  };
  try {
    while (!signal.aborted && (await sendRound(deps, job, experience, signal))) {
      await pause(backOffMs(experience), signal);
    }
  } finally {
    await leaveBroadcast(db, broadcastId, job.id);
  }
  if (signal.aborted) return;
  await finishBroadcast(db, broadcastId, clock.now());
  await reporter.tell();
}

interface Job {
  broadcastId: number;
  id: string;
  reporter: Reporter;
}

/** What this job has learnt about its broadcast and about Telegram. */
interface Experience {
  /** The message has been accepted, so many may be sent at once. */
  isProven: boolean;
  /** How often the message itself was refused, by Telegram's words. */
  contentErrors: Map<string, number>;
  notSentInARow: number;
  /** Rounds in a row that ended with such calls and reached nobody. */
  roundsAway: number;
}

/** Grows with the rounds, not with the calls: many fail together when Telegram is away for a moment. */
function backOffMs(experience: Experience): number {
  if (experience.notSentInARow === 0) return 0;
  experience.roundsAway += 1;
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (experience.roundsAway - 1), LONGEST_BACK_OFF_MS);
}

interface Round {
  experience: Experience;
  reporter: Reporter;
  stopping: AbortController;
  signal: AbortSignal;
}

/** Goes once through everybody who is still to be sent to; false when nobody was. */
async function sendRound(
  deps: SendDeps,
  job: Job,
  experience: Experience,
  signal: AbortSignal,
): Promise<boolean> {
  const stopping = new AbortController();
  const round = {
    experience,
    reporter: job.reporter,
    stopping,
    signal: AbortSignal.any([signal, stopping.signal]),
  };
  const pool = createPool(() => (experience.isProven ? 2 * deps.deliverer.mostInFlight() + 2 : 1));
  let tried = 0;
  for await (const next of stillToSend(deps, job, round.signal)) {
    await pool.add(async () => {
      tried += (await deliverOne(deps, next, round)) ? 1 : 0;
    });
    if (round.signal.aborted) break;
  }
  await pool.emptied();
  return tried > 0;
}

interface NextDelivery {
  broadcast: Broadcast;
  recipient: Recipient;
  render: RenderPush;
}

/** Everybody who is still to be sent to, as long as the broadcast may go on. */
async function* stillToSend(deps: SendDeps, job: Job, signal: AbortSignal): AsyncGenerator<NextDelivery> {
  const page = Math.min(Math.ceil(deps.sendRate * PAGE_S), LARGEST_PAGE);
  for (let after = 0; !signal.aborted;) {
    const work = await findWork(deps, job);
    if (!work) return;
    const times = claimTimes(deps.clock);
    const { recipients, last } = await pendingRecipients(deps.db, job.broadcastId, after, times, page);
    if (last === undefined) return;
    for (const recipient of recipients) yield { ...work, recipient };
    after = last;
  }
}

/** The broadcast and its words; undefined when it must not go on now. */
async function findWork(
  deps: SendDeps,
  { broadcastId, id }: Job,
): Promise<{ broadcast: Broadcast; render: RenderPush } | undefined> {
  const { db, clock } = deps;
  const machineNow = clock.machineNow();
  const until = new Date(machineNow.getTime() + WORKED_FOR_MS);
  const broadcast = await takeBroadcast(db, broadcastId, id, machineNow, until);
  if (!broadcast) return undefined;
  const now = clock.now();
  if (broadcast.expires_at && broadcast.expires_at <= now) await expireDeliveries(db, broadcastId, now);
  if (await isHeldForTheNight(deps, broadcast, now)) return undefined;
  const render = await LOADERS[broadcast.kind](db, broadcast, deps.seal);
  if (render) return { broadcast, render };
  await cancelOlderGenerations(db, [broadcast.kind], broadcast.object_id, broadcast.generation + 1, now);
  return undefined;
}

/** True when the delivery was tried. */
async function deliverOne(deps: SendDeps, next: NextDelivery, round: Round): Promise<boolean> {
  const { experience, stopping, reporter, signal } = round;
  if (signal.aborted) return false;
  const delivered = await deps.deliverer
    .deliver(next.broadcast, next.recipient, next.render, signal)
    .catch((error: unknown) => {
      stopping.abort();
      throw error;
    });
  // Nobody else gets a slot either.
  if (deps.budget.waitMs() > LONGEST_WAIT_MS) stopping.abort();
  if (delivered.kind === 'not_claimed') {
    // Either this one opted out, or the whole broadcast was stopped: then nobody else need wait for a slot.
    const status = signal.aborted ? undefined : (await findBroadcast(deps.db, next.broadcast.id))?.status;
    if (status !== 'running' && status !== 'finishing') stopping.abort();
    return false;
  }
  await learn(deps, next.broadcast, delivered, experience);
  if (experience.notSentInARow >= MOST_NOT_SENT || isHopeless(experience)) stopping.abort();
  reporter.tellAtTimes();
  return true;
}

/**
 * Three equal refusals of the message itself hold the whole broadcast: everybody else's copy would be refused too. Whoever
 * was refused before does not count, or a broadcast that staff let go on would come no further than these.
 */
async function learn(
  deps: SendDeps,
  broadcast: Broadcast,
  { outcome, failure, attempts }: Extract<Delivered, { kind: 'done' }>,
  experience: Experience,
): Promise<void> {
  if (outcome.status === 'sent') {
    experience.isProven = true;
    experience.roundsAway = 0;
  }
  experience.notSentInARow = failure?.kind === 'not_sent' ? experience.notSentInARow + 1 : 0;
  if (failure?.kind !== 'refused' || attempts > 1) return;
  const count = (experience.contentErrors.get(failure.reason) ?? 0) + 1;
  experience.contentErrors.set(failure.reason, count);
  deps.log.error({ reason: failure.reason, broadcastId: broadcast.id }, 'Telegram refused a message');
  if (count < MOST_CONTENT_ERRORS) return;
  await holdBroadcast(deps.db, broadcast.id, { reason: 'content', failure: failure.reason });
}

function isHopeless({ contentErrors }: Experience): boolean {
  return [...contentErrors.values()].some((count) => count >= MOST_CONTENT_ERRORS);
}

/** Runs tasks, at most a changing number at once; the first error is thrown in the end. */
function createPool(most: () => number) {
  let running = 0;
  let failure: { error: unknown } | undefined;
  let wake = (): void => undefined;
  const oneLess = () => new Promise<void>((resolve) => (wake = resolve));
  const run = async (task: () => Promise<void>) => {
    try {
      await task();
    } catch (error) {
      failure ??= { error };
    }
    running -= 1;
    wake();
  };
  return {
    add: async (task: () => Promise<void>): Promise<void> => {
      while (running >= most() && !failure) await oneLess();
      if (failure) return;
      running += 1;
      void run(task);
    },
    emptied: async (): Promise<void> => {
      while (running > 0) await oneLess();
      if (failure) throw failure.error;
    },
  };
}

/** A broadcast that reaches 21:00 of its place is held until 8:00. */
async function isHeldForTheNight({ db }: SendDeps, broadcast: Broadcast, now: Date): Promise<boolean> {
  if (!broadcast.heeds_quiet_hours || broadcast.community_id === null) return false;
  const community = await findCommunity(db, { id: broadcast.community_id });
  if (!community) return false;
  const morning = quietUntil(instantToWall(now, community.time_zone));
  if (!morning) return false;
  const until = wallToInstant(morning, community.time_zone);
  await holdBroadcast(db, broadcast.id, { reason: 'quiet_hours', until });
  return true;
}
