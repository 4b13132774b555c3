import { sql } from 'kysely';
import { type NewBroadcast, startBroadcast } from './broadcasts.ts';
import type { Audience } from './audiences.ts';
import type { Db } from './client.ts';

export interface RemindedSurvey {
  id: number;
  communityId: number;
  timeZone: string;
  closesAt: Date;
}

/** Open surveys in which somebody stopped before `idleSince` and has not been reminded. */
export async function surveysToRemind(db: Db, idleSince: Date, now: Date): Promise<RemindedSurvey[]> {
  const { rows } = await sql<RemindedSurvey>`
    select s.id, s.community_id as "communityId", c.time_zone as "timeZone", s.closes_at as "closesAt"
    from surveys s join communities c on c.id = s.community_id
    where s.status = 'open' and s.closes_at > ${now} and exists (
      select from survey_responses r where r.survey_id = s.id and r.status = 'in_progress' and r.mode = 'self'
        and r.reminded_at is null and r.paused_at is null and r.updated_at <= ${idleSince})
    order by s.id
  `.execute(db);
  return rows;
}

/**
 * Reminds of a survey whoever of the audience has not been reminded of it yet: one reminder a person, whoever sends it. The
 * survey's row is held meanwhile, so that two who press at the same moment remind nobody twice. `slot` tells one round
 * from another. Undefined when there is nobody.
 */
export async function startSurveyReminder(
  tx: Db,
  survey: Pick<RemindedSurvey, 'id' | 'communityId' | 'closesAt'>,
  round: {
    slot: string;
    audience: Extract<Audience, { kind: 'survey_unfinished' | 'survey_unanswered' }>;
    createdBy: number | null;
    startsAt?: Date;
  },
  now: Date,
): Promise<{ id: number; recipients: number } | undefined> {
  await tx.selectFrom('surveys').select('id').where('id', '=', survey.id).forUpdate().execute();
  const { slot, audience, createdBy, startsAt } = round;
  const broadcast: NewBroadcast = {
    kind: 'survey_reminder',
    objectId: survey.id,
    generation: 1,
    slot,
    communityId: survey.communityId,
    createdBy,
    expiresAt: survey.closesAt,
    heedsQuietHours: true,
    ...(startsAt && { startsAt }),
  };
  const started = await startBroadcast(tx, broadcast, audience, now);
  if (!started) return undefined;
  if (started.recipients === 0) {
    await tx.deleteFrom('broadcasts').where('id', '=', started.id).execute();
    return undefined;
  }
  await sql`
    update survey_responses r set reminded_at = ${now} from deliveries d
    where d.broadcast_id = ${started.id} and d.resident_id = r.resident_id and r.survey_id = ${survey.id}
      and r.mode = 'self'
  `.execute(tx);
  return started;
}
