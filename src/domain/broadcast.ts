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
