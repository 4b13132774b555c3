/*
 * draft -> scheduled | running -> finishing -> finished, with paused and held on the way, and cancelled from anywhere
 * before the end. `paused` is a person's wish, `held` is ours (quiet hours, a faulty message); `finishing` means that
 * nobody is left to send to but the outcome of some sends is still open. A draft is what staff preview and have not yet
 * published: it lives in the meeting's or survey's own row.
 */

export type BroadcastKind = 'meeting_notice' | 'meeting_reminder' | 'survey_invitation' | 'digest';

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
  return kind === 'survey_invitation' || (kind === 'meeting_notice' && generation === 1) ? 'bulk' : 'urgent';
}

/** What staff can do with a broadcast, and from which statuses. */
export const BROADCAST_ACTIONS = {
  pause: ['running'],
  resume: ['paused', 'held'],
  cancel: ['scheduled', 'running', 'paused', 'held'],
} as const satisfies Record<string, BroadcastStatus[]>;

export type BroadcastAction = keyof typeof BROADCAST_ACTIONS;

export function isAllowed(action: BroadcastAction, status: BroadcastStatus): boolean {
  const from: readonly BroadcastStatus[] = BROADCAST_ACTIONS[action];
  return from.includes(status);
}
