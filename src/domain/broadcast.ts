/*
 * draft -> scheduled | running -> finishing -> finished, with paused and held on the way, and cancelled from anywhere
 * before the end. `paused` is a person's wish, `held` is ours (quiet hours, a faulty message); `finishing` means that
 * nobody is left to send to but the outcome of some sends is still open. A draft is what staff preview and have not yet
 * published: it lives in the meeting's or survey's own row.
 */

export type BroadcastKind =
  | 'meeting_notice'
  | 'meeting_reminder'
  | 'survey_invitation'
  | 'survey_reminder'
  | 'digest';

export type BroadcastStatus =
  | 'draft'
  | 'scheduled'
  | 'running'
  | 'paused'
  | 'held'
  | 'finishing'
  | 'finished'
  | 'cancelled';

/** `urgent` goes before `bulk`: reminders, changes and digests must not wait behind an invitation to 130,000 people. */
export type BroadcastLane = 'urgent' | 'bulk';

export type HeldReason = 'quiet_hours' | 'content';

export type DeliveryStatus =
  | 'pending'
  | 'held'
  | 'sending'
  | 'sent'
  | 'unknown'
  | 'failed'
  | 'blocked'
  | 'expired'
  | 'cancelled';

/** How many deliveries of one broadcast stand in each status. */
export type DeliveryCounts = Partial<Record<DeliveryStatus, number>>;

export function totalOf(counts: DeliveryCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Those for whom something may still happen by itself. */
export function waitingOf(counts: DeliveryCounts): number {
  return (counts.pending ?? 0) + (counts.held ?? 0) + (counts.sending ?? 0);
}

/** The lane of a broadcast; `generation` above 1 is a change of something announced before. */
export function laneOf(kind: BroadcastKind, generation: number): BroadcastLane {
  const isOfSurvey = kind === 'survey_invitation' || kind === 'survey_reminder';
  return isOfSurvey || (kind === 'meeting_notice' && generation === 1) ? 'bulk' : 'urgent';
}

export type BroadcastAction = 'pause' | 'resume' | 'cancel';

/**
 * Whether staff can do this with a broadcast as it stands. Held for the night it goes on by itself, and not before; it
 * can be paused, so that it does not.
 */
export function isAllowed(
  action: BroadcastAction,
  { status, heldReason }: { status: BroadcastStatus; heldReason: HeldReason | null },
): boolean {
  const isForTheNight = status === 'held' && heldReason === 'quiet_hours';
  switch (action) {
    case 'pause':
      return status === 'running' || status === 'scheduled' || isForTheNight;
    case 'resume':
      return status === 'paused' || (status === 'held' && !isForTheNight);
    case 'cancel':
      return ['scheduled', 'running', 'paused', 'held'].includes(status);
  }
}

/** The status an action leads to. */
export const STATUS_AFTER = {
  pause: 'paused',
  resume: 'running',
  cancel: 'cancelled',
} as const satisfies Record<BroadcastAction, BroadcastStatus>;

/** Nothing more will be sent, except what somebody asks for anew. */
export function isOver(status: BroadcastStatus): boolean {
  return status === 'finished' || status === 'cancelled';
}
