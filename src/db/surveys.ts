import { sql } from 'kysely';
import type { DeliveryStatus } from '../domain/broadcast.ts';
import { POLICY } from '../domain/policy.ts';
import { SENT } from '../domain/question-flow.ts';
import type { ResponseCodes } from '../domain/survey-counts.ts';
import type { Anonymity, SurveyDefinition } from '../domain/survey.ts';
import { recordAudit } from './audit.ts';
import type { Db } from './client.ts';

/** A survey that was opened. */
export interface Survey {
  id: number;
  code: string;
  communityId: number;
  timeZone: string;
  status: 'open' | 'closed';
  /** When it ends, or ended. */
  closesAt: Date;
  anonymity: Anonymity;
  /** The day by which results are promised, as yyyy-mm-dd. */
  resultsBy: string | null;
  definition: SurveyDefinition;
}

/** Whether a survey takes answers; its end may have come before anything has closed it. */
export function isTakingAnswers(survey: Pick<Survey, 'status' | 'closesAt'>, now: Date): boolean {
  return survey.status === 'open' && survey.closesAt > now;
}

function selectSurveys(db: Db) {
  return db
    .selectFrom('surveys')
    .innerJoin('communities', 'communities.id', 'surveys.community_id')
    .select([
      'surveys.id',
      'surveys.code',
      'surveys.community_id as communityId',
      'communities.time_zone as timeZone',
      sql<Survey['status']>`surveys.status`.as('status'),
      sql<Date>`least(surveys.closed_at, surveys.closes_at)`.as('closesAt'),
      'surveys.anonymity',
      sql<string | null>`surveys.results_by::text`.as('resultsBy'),
      'surveys.definition',
    ])
    .where('surveys.status', '!=', 'draft');
}

export async function findSurvey(db: Db, by: { id: number } | { code: string }): Promise<Survey | undefined> {
  const query = selectSurveys(db);
  const narrowed =
    'id' in by ? query.where('surveys.id', '=', by.id) : query.where('surveys.code', '=', by.code);
  return await narrowed.executeTakeFirst();
}

/** Open surveys of these communities and any the resident has begun elsewhere, with how far they are. */
export async function openSurveysFor(
  db: Db,
  residentId: number,
  communityIds: number[],
  now: Date,
): Promise<
  { code: string; definition: SurveyDefinition; state: 'new' | 'begun' | 'sent'; responseId: number | null }[]
> {
  const rows = await db
    .selectFrom('surveys')
    .leftJoin('survey_responses', (join) =>
      join
        .onRef('survey_responses.survey_id', '=', 'surveys.id')
        .on('survey_responses.resident_id', '=', residentId)
        .on('survey_responses.mode', '=', 'self'),
    )
    .select([
      'surveys.code',
      'surveys.definition',
      'survey_responses.id as responseId',
      'survey_responses.step',
    ])
    .where('surveys.status', '=', 'open')
    .where('surveys.closes_at', '>', now)
    .where((where) =>
      where.or([
        sql<boolean>`surveys.community_id = any(${communityIds}::bigint[])`,
        where('survey_responses.id', 'is not', null),
      ]),
    )
    .orderBy('surveys.opened_at')
    .execute();
  return rows.map(({ code, definition, responseId, step }) => ({
    code,
    definition,
    responseId,
    state: step === null ? 'new' : step === SENT ? 'sent' : 'begun',
  }));
}

/** Surveys of these communities for their staff, open ones first. */
export async function surveysOfCommunities(db: Db, communityIds: number[]): Promise<Survey[]> {
  if (communityIds.length === 0) return [];
  return await selectSurveys(db)
    .where('surveys.community_id', 'in', communityIds)
    .orderBy(sql`surveys.status = 'open'`, 'desc')
    .orderBy('surveys.opened_at', 'desc')
    .limit(10)
    .execute();
}

export type OpenedSurvey =
  | { kind: 'opened'; id: number; code: string }
  | { kind: 'already_open'; code: string }
  | { kind: 'code_taken' };

/**
 * Opens a survey with its definition frozen. One survey of a template runs in a community at a time: the community's row
 * is held while that is checked, so two presses, or two colleagues, open one.
 */
export async function openSurveyOnce(
  tx: Db,
  survey: {
    code: string;
    communityId: number;
    definition: SurveyDefinition;
    openedBy: number;
    closesAt: Date;
  },
  now: Date,
): Promise<OpenedSurvey> {
  const { code, communityId, definition, openedBy, closesAt } = survey;
  await tx.selectFrom('communities').select('id').where('id', '=', communityId).forUpdate().execute();
  const running = await tx
    .selectFrom('surveys')
    .select('code')
    .where('community_id', '=', communityId)
    .where('status', '=', 'open')
    .where('closes_at', '>', now)
    .where(sql<boolean>`definition ->> 'id' = ${definition.id}`)
    .executeTakeFirst();
  if (running) return { kind: 'already_open', code: running.code };
  const row = await tx
    .insertInto('surveys')
    .values({
      code,
      community_id: communityId,
      status: 'open',
      definition: JSON.stringify(definition),
      opened_by: openedBy,
      opened_at: now,
      closes_at: closesAt,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return { kind: 'code_taken' };
  const entry = {
    action: 'survey_opened',
    object: `survey:${row.id}`,
    communityId,
    residentId: openedBy,
  } as const;
  await recordAudit(tx, entry, now);
  return { kind: 'opened', id: row.id, code };
}

/**
 * Closes a survey; what is unfinished is kept as abandoned. `closedBy` is null when its end has come. False when it was
 * closed already.
 */
export async function closeSurvey(
  tx: Db,
  surveyId: number,
  closedBy: number | null,
  now: Date,
): Promise<boolean> {
  const closed = await tx
    .updateTable('surveys')
    .set({ status: 'closed', closed_at: now })
    .where('id', '=', surveyId)
    .where('status', '=', 'open')
    .returning(['id', 'community_id'])
    .executeTakeFirst();
  if (!closed) return false;
  await tx
    .updateTable('survey_responses')
    .set({ status: 'abandoned' })
    .where('survey_id', '=', surveyId)
    .where('status', '=', 'in_progress')
    .execute();
  const entry = {
    action: 'survey_closed',
    object: `survey:${surveyId}`,
    communityId: closed.community_id,
    residentId: closedBy,
  } as const;
  await recordAudit(tx, entry, now);
  return true;
}

/** Closes every survey whose end has come. */
export async function closeEndedSurveys(db: Db, now: Date): Promise<void> {
  const ended = await db
    .selectFrom('surveys')
    .select('id')
    .where('status', '=', 'open')
    .where('closes_at', '<=', now)
    .execute();
  for (const { id } of ended)
    await db.transaction().execute(async (tx) => await closeSurvey(tx, id, null, now));
}

export interface SurveyFunnel {
  invited: number;
  reached: number;
  started: number;
  finished: number;
}

/**
 * How many were invited, reached, began and sent in. Of an anonymous survey the last two are counted in tens: whoever sees
 * a count grow by one, or knows how few were asked, knows who it was.
 */
export async function surveyFunnel(db: Db, surveyId: number): Promise<SurveyFunnel> {
  const reached: DeliveryStatus[] = ['sent', 'unknown'];
  const { rows } = await sql<SurveyFunnel>`
    select
      (select count(*) from deliveries d join broadcasts b on b.id = d.broadcast_id
        where b.kind = 'survey_invitation' and b.object_id = ${surveyId} and b.slot = '') as invited,
      (select count(*) from deliveries d join broadcasts b on b.id = d.broadcast_id
        where b.kind = 'survey_invitation' and b.object_id = ${surveyId} and b.slot = ''
          and d.status = any(${reached}::text[])) as reached,
      c.started / s.step * s.step as started, c.finished / s.step * s.step as finished
    from (select case anonymity when 'anonymous' then ${POLICY.ballotsAtLeast}::bigint else 1 end as step
        from surveys where id = ${surveyId}) s,
      (select count(*) as started, count(*) filter (where status = 'completed') as finished
        from survey_responses where survey_id = ${surveyId}) c
  `.execute(db);
  return rows[0] ?? { invited: 0, reached: 0, started: 0, finished: 0 };
}

/** What each response chose at each step; nothing about whose it is. An anonymous survey tells when it has closed. */
export async function settledCodes(db: Db, surveyId: number): Promise<ResponseCodes[]> {
  const { rows } = await sql<{ steps: ResponseCodes }>`
    select jsonb_object_agg(a.step, to_jsonb(a.codes)) as steps
    from answers a join survey_responses r on r.id = a.response_id
    where r.survey_id = ${surveyId} and a.is_settled and not a.is_skipped
    group by a.response_id
    union all
    select jsonb_object_agg(a.step, to_jsonb(a.codes))
    from ballot_answers a join ballots b on b.id = a.ballot_id join surveys s on s.id = b.survey_id
    where b.survey_id = ${surveyId} and s.status = 'closed' and not a.is_skipped
    group by a.ballot_id
  `.execute(db);
  return rows.map((row) => row.steps);
}
