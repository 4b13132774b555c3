import { type RawBuilder, sql } from 'kysely';

/** Who gets a broadcast. Resolved to rows once, when it starts; whoever opts out later is checked again at the claim. */
export type Audience =
  | { kind: 'members'; communityId: number }
  | { kind: 'invited_not_started'; surveyId: number; communityId: number }
  | { kind: 'told_of_meeting'; meetingId: number; communityId: number }
  | { kind: 'rsvps'; meetingId: number; statuses: string[] }
  | { kind: 'survey_unfinished'; surveyId: number; idleSince: Date }
  | { kind: 'survey_unanswered'; surveyId: number }
  | { kind: 'resident'; residentId: number };

/** The condition on a resident `r` to be in the audience. */
export function isInAudience(audience: Audience): RawBuilder<unknown> {
  switch (audience.kind) {
    case 'members':
      return memberOf(audience.communityId);
    case 'invited_not_started':
      return sql`${memberOf(audience.communityId)} and not exists (
        select from survey_responses s where s.resident_id = r.id and s.survey_id = ${audience.surveyId}
          and s.mode = 'self')`;
    case 'told_of_meeting':
      // Whoever left the community after being told must still hear that the meeting moved.
      return sql`(${memberOf(audience.communityId)} or exists (
        select from deliveries d join broadcasts b on b.id = d.broadcast_id
        where d.resident_id = r.id and b.kind = 'meeting_notice' and b.object_id = ${audience.meetingId}
          and d.status in ('sent', 'unknown'))
        or exists (select from rsvps v where v.resident_id = r.id and v.meeting_id = ${audience.meetingId}))`;
    case 'rsvps':
      return sql`exists (select from rsvps v where v.resident_id = r.id and v.meeting_id = ${audience.meetingId}
        and v.status = any(${audience.statuses}::text[]))`;
    case 'survey_unfinished':
      return sql`${hasUnfinished(audience.surveyId)} and exists (select from survey_responses s
        where s.resident_id = r.id and s.survey_id = ${audience.surveyId} and s.mode = 'self'
          and s.updated_at <= ${audience.idleSince}) and ${notReminded(audience.surveyId)}`;
    case 'survey_unanswered':
      return sql`(${hasUnfinished(audience.surveyId)} or (${wasInvited(audience.surveyId)} and not exists (
        select from survey_responses s where s.resident_id = r.id and s.survey_id = ${audience.surveyId}
          and s.mode = 'self'))) and ${notReminded(audience.surveyId)}`;
    case 'resident':
      return sql`r.id = ${audience.residentId}`;
  }
}

/** Began the survey and neither finished it nor said stop. */
function hasUnfinished(surveyId: number): RawBuilder<unknown> {
  return sql`exists (select from survey_responses s where s.resident_id = r.id and s.survey_id = ${surveyId}
    and s.mode = 'self' and s.status = 'in_progress' and s.paused_at is null)`;
}

function wasInvited(surveyId: number): RawBuilder<unknown> {
  return sql`exists (select from deliveries d join broadcasts b on b.id = d.broadcast_id
    where d.resident_id = r.id and b.kind = 'survey_invitation' and b.object_id = ${surveyId}
      and d.status in ('sent', 'unknown'))`;
}

/** One reminder of a survey is all that anybody gets; one that surely never left does not count. */
function notReminded(surveyId: number): RawBuilder<unknown> {
  return sql`not exists (select from deliveries d join broadcasts b on b.id = d.broadcast_id
    where d.resident_id = r.id and b.kind = 'survey_reminder' and b.object_id = ${surveyId}
      and d.status not in ('cancelled', 'expired', 'failed', 'blocked'))`;
}

function memberOf(communityId: number): RawBuilder<unknown> {
  return sql`exists (select from memberships m where m.resident_id = r.id and m.community_id = ${communityId})`;
}
