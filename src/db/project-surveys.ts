import { sql } from 'kysely';
import type { Locale, Localized } from '../domain/locale.ts';
import type { Db } from './client.ts';

/** A survey that ended, with how many answered it. */
export interface EndedSurvey {
  id: number;
  code: string;
  title: Localized;
  answers: number;
  openedAt: Date;
  closedAt: Date;
  timeZone: string;
}

/** The surveys of a project's community that had ended when it was proposed, newest first. */
export async function surveysBeforeProject(db: Db, projectId: number): Promise<EndedSurvey[]> {
  const { rows } = await sql<EndedSurvey>`
    select ${ENDED_SURVEY}
    from projects p join surveys s on s.community_id = p.community_id join communities c on c.id = p.community_id
    where p.id = ${projectId} and s.status = 'closed' and s.closed_at <= p.created_at
    order by s.closed_at desc, s.id desc limit 8`.execute(db);
  return rows;
}

/** The survey a project is linked to, or why there is none. */
export async function askedForProject(
  db: Db,
  projectId: number,
): Promise<{ survey?: EndedSurvey; reason?: Localized }> {
  const { rows } = await sql<EndedSurvey>`
    select ${ENDED_SURVEY}
    from projects p join surveys s on s.id = p.survey_id join communities c on c.id = p.community_id
    where p.id = ${projectId}`.execute(db);
  const [survey] = rows;
  if (survey) return { survey };
  const project = await db
    .selectFrom('projects')
    .select('asked_reason')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return project?.asked_reason ? { reason: project.asked_reason } : {};
}

/** Links a project to a survey that had ended before it; false when there is no such survey. */
export async function linkSurvey(tx: Db, projectId: number, surveyCode: string): Promise<boolean> {
  const survey = (await surveysBeforeProject(tx, projectId)).find(({ code }) => code === surveyCode);
  if (!survey) return false;
  await tx
    .updateTable('projects')
    .set({ survey_id: survey.id, asked_reason: null })
    .where('id', '=', projectId)
    .execute();
  return true;
}

/** Keeps why nobody was asked first, in one language beside those it was given in before. */
export async function giveReason(tx: Db, projectId: number, locale: Locale, reason: string): Promise<void> {
  await sql`
    update projects set survey_id = null,
      asked_reason = coalesce(asked_reason, '{}') || jsonb_build_object(${locale}::text, ${reason}::text)
    where id = ${projectId}`.execute(tx);
}

const ENDED_SURVEY = sql`
  s.id, s.code, s.definition->'title' as title, s.opened_at as "openedAt", s.closed_at as "closedAt",
  c.time_zone as "timeZone",
  (select count(*) from survey_responses r where r.survey_id = s.id and r.status = 'completed') as answers`;
