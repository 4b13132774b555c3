import { sql } from 'kysely';
import type { ResponseMode } from '../domain/survey.ts';
import type { Db } from './client.ts';

/** A response for somebody else, as its speaker tells it from others. */
export interface SpokenFor {
  id: number;
  /** Counted from 1 among the speaker's of the same mode. */
  person: number;
  building: string | null;
  isCompleted: boolean;
  step: string;
  startedAt: Date;
}

/** Everything a resident took down for others in a survey in this mode, oldest first. */
export async function listSpokenFor(
  db: Db,
  surveyId: number,
  residentId: number,
  mode: ResponseMode,
): Promise<SpokenFor[]> {
  const rows = await db
    .selectFrom('survey_responses')
    .select([
      'id',
      'building',
      'step',
      'started_at as startedAt',
      sql<boolean>`status = 'completed'`.as('isCompleted'),
    ])
    .where('survey_id', '=', surveyId)
    .where('resident_id', '=', residentId)
    .where('mode', '=', mode)
    .orderBy('id')
    .execute();
  return rows.map((row, index) => ({ ...row, person: index + 1 }));
}

/** How many neighbours a leader has asked, and how many they mean to ask; undefined: not said. */
export async function interviewProgress(
  db: Db,
  surveyId: number,
  residentId: number,
): Promise<{ asked: number; goal: number | undefined }> {
  const { rows } = await sql<{ asked: number; goal: number | null }>`
    select (select count(*) from survey_responses where survey_id = ${surveyId} and resident_id = ${residentId}
        and mode in ('leader', 'paper') and status = 'completed') as asked,
      (select neighbours from interview_goals where survey_id = ${surveyId} and resident_id = ${residentId}) as goal
  `.execute(db);
  return { asked: rows[0]?.asked ?? 0, goal: rows[0]?.goal ?? undefined };
}

export async function setInterviewGoal(
  db: Db,
  goal: { survey_id: number; resident_id: number; neighbours: number },
): Promise<void> {
  await db
    .insertInto('interview_goals')
    .values(goal)
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'resident_id']).doUpdateSet({ neighbours: goal.neighbours }),
    )
    .execute();
}

/** From now on nothing answered is shown; false when the phone was handed over before. */
export async function handOver(tx: Db, responseId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('survey_responses')
    .set({ handed_over_at: now })
    .where('id', '=', responseId)
    .where('handed_over_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Notes that a response which was the resident's own is for somebody else, or the other way round. Left as it is when they
 * have another one of their own, and for interviews, whose mode nobody changes.
 */
export async function changeMode(tx: Db, responseId: number, mode: ResponseMode): Promise<void> {
  await sql`
    update survey_responses r set mode = ${mode} where id = ${responseId} and mode in ('self', 'relative')
      and not (${mode} = 'self' and exists (select from survey_responses o
        where o.survey_id = r.survey_id and o.resident_id = r.resident_id and o.mode = 'self' and o.id <> r.id))
  `.execute(tx);
}
