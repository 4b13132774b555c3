import {
  type CompleteMeetingDetails,
  type MeetingChange,
  type MeetingDraft,
  type MeetingStatus,
  isComplete,
} from './meeting.ts';
import { POLICY } from './policy.ts';
import { quietUntil } from './quiet.ts';
import type { RsvpCounts } from './rsvp.ts';
import { type WallTime, compareWall } from './time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far ahead a notice is: the rule is 7 days, and under 72 hours residents read why. */
export type LeadTime =
  | { kind: 'enough' }
  | { kind: 'short'; days: number }
  | { kind: 'urgent'; hours: number };

export function leadTime(startsAt: Date, now: Date): LeadTime {
  const aheadMs = startsAt.getTime() - now.getTime();
  if (aheadMs < POLICY.reasonUnderHours * HOUR_MS) {
    return { kind: 'urgent', hours: Math.max(0, Math.floor(aheadMs / HOUR_MS)) };
  }
  if (aheadMs < POLICY.noticeDays * DAY_MS) return { kind: 'short', days: Math.floor(aheadMs / DAY_MS) };
  return { kind: 'enough' };
}

/** A meeting as it stands in its locked row. */
export interface NoticeState {
  status: MeetingStatus;
  details: MeetingDraft;
  draft: MeetingDraft | null;
  draftRevision: number;
}

export type PublishDecision =
  | { kind: 'publish'; details: CompleteMeetingDetails; reason?: string }
  | { kind: 'already' | 'outdated' | 'incomplete' | 'past' | 'needs_reason' };

/** Whether the draft that a preview showed may go out now. `startsAt` is the instant of the draft's start. */
export function decidePublish(
  state: NoticeState,
  shownRevision: number,
  startsAt: Date | undefined,
  now: Date,
): PublishDecision {
  if (state.status !== 'draft') return { kind: 'already' };
  if (!state.draft || state.draftRevision !== shownRevision) return { kind: 'outdated' };
  const { reason, ...details } = state.draft;
  if (!startsAt || !isComplete(details)) return { kind: 'incomplete' };
  if (startsAt <= now) return { kind: 'past' };
  if (leadTime(startsAt, now).kind === 'enough') return { kind: 'publish', details };
  if (reason !== undefined) return { kind: 'publish', details, reason };
  return leadTime(startsAt, now).kind === 'urgent' ? { kind: 'needs_reason' } : { kind: 'publish', details };
}

export type ChangeDecision =
  | { kind: 'change'; details: CompleteMeetingDetails; reason: string }
  | { kind: 'outdated' | 'cancelled' | 'incomplete' | 'past' | 'nothing_changed' | 'over' };

/** Whether a move that a preview showed may go out now. */
export function decideMove(
  state: NoticeState & { hasEnded: boolean },
  shownRevision: number,
  startsAt: Date | undefined,
  now: Date,
): ChangeDecision {
  const refusal = refusalOfChange(state, shownRevision);
  if (refusal) return refusal;
  const { reason, ...details } = state.draft ?? {};
  if (!startsAt || reason === undefined || !isComplete(details)) return { kind: 'incomplete' };
  if (startsAt <= now) return { kind: 'past' };
  if (isComplete(state.details) && !isMoved(state.details, details)) return { kind: 'nothing_changed' };
  return { kind: 'change', details, reason };
}

/** Whether a cancellation that a preview showed may go out now. */
export function decideCancel(
  state: NoticeState & { hasEnded: boolean },
  shownRevision: number,
): ChangeDecision {
  const refusal = refusalOfChange(state, shownRevision);
  if (refusal) return refusal;
  const { reason, ...details } = state.draft ?? {};
  if (reason === undefined || !isComplete(details)) return { kind: 'incomplete' };
  return { kind: 'change', details, reason };
}

function refusalOfChange(
  state: NoticeState & { hasEnded: boolean },
  shownRevision: number,
): ChangeDecision | undefined {
  if (state.status === 'cancelled') return { kind: 'cancelled' };
  if (state.status !== 'published' || state.hasEnded) return { kind: 'over' };
  if (!state.draft || state.draftRevision !== shownRevision) return { kind: 'outdated' };
  return undefined;
}

/** Whether people must come at another time or to another place. */
function isMoved(from: CompleteMeetingDetails, to: CompleteMeetingDetails): boolean {
  return isAnotherTime(from, to) || from.place !== to.place;
}

export function isAnotherTime(from: CompleteMeetingDetails, to: CompleteMeetingDetails): boolean {
  return compareWall(from.start, to.start) !== 0 || compareWall(from.end, to.end) !== 0;
}

/**
 * When a notice may go out: undefined is now. In quiet hours it waits for the morning, unless one of the starts it
 * speaks of is so near that waiting would tell people too late.
 */
export function sendNoticeAt(
  now: Date,
  wall: WallTime,
  starts: Date[],
  toInstant: (wall: WallTime) => Date,
): Date | undefined {
  const morning = quietUntil(wall);
  if (!morning) return undefined;
  return isUrgent(now, starts) ? undefined : toInstant(morning);
}

/** Whether one of these meetings starts so soon that its change is told even at night. */
export function isUrgent(now: Date, starts: Date[]): boolean {
  return starts.some((start) => {
    const aheadMs = start.getTime() - now.getTime();
    return aheadMs > 0 && aheadMs <= POLICY.urgentWithinHours * HOUR_MS;
  });
}

/** A meeting as people see it: its state, and what changed since the state before. */
export interface Notice {
  code: string;
  version: number;
  status: MeetingStatus;
  details: CompleteMeetingDetails;
  change: MeetingChange;
  reason?: string;
  /** What the last public state said, when this one is a change of it. */
  before?: CompleteMeetingDetails;
  counts: RsvpCounts;
  /** When this state was made public, and when the first one was. */
  publishedAt: Date;
  firstPublishedAt: Date;
}
