import type { Db } from './client.ts';

export type AuditAction =
  | 'invitation_created'
  | 'invitation_redeemed'
  | 'invitation_refused'
  | 'role_granted'
  | 'survey_drafted'
  | 'survey_draft_deleted'
  | 'survey_scheduled'
  | 'survey_unscheduled'
  | 'survey_opened'
  | 'survey_spelling_changed'
  | 'survey_closed'
  | 'survey_exported'
  | 'survey_results_told'
  | 'survey_results_published'
  | 'survey_results_unpublished'
  | 'population_entered'
  | 'broadcast_paused'
  | 'broadcast_resumed'
  | 'broadcast_cancelled'
  | 'broadcast_resent'
  | 'project_created'
  | 'project_stage_changed'
  | 'project_survey_linked'
  | 'project_survey_excused'
  | 'volunteer_role_closed'
  | 'volunteer_role_reopened'
  | 'volunteer_accepted'
  | 'volunteer_declined'
  | 'board_group_bound'
  | 'board_group_left'
  | 'ops_login_created'
  | 'ops_login_used'
  | 'welfare_contact_named'
  | 'welfare_alarm_raised'
  | 'welfare_alarm_taken'
  | 'welfare_sender_named'
  | 'call_done'
  | 'record_restored';

export interface AuditEntry {
  /** Who did it; null: somebody who is no resident. */
  residentId: number | null;
  communityId: number | null;
  action: AuditAction;
  /** What it was done to, such as `invitation:12`; never a name. */
  object: string;
}

/** Writes who did what to what, in the transaction that does it. */
export async function recordAudit(tx: Db, entry: AuditEntry, at: Date): Promise<void> {
  await tx
    .insertInto('audit_entries')
    .values({
      resident_id: entry.residentId,
      community_id: entry.communityId,
      action: entry.action,
      object: entry.object,
      happened_at: at,
    })
    .execute();
}
