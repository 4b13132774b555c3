import { sql } from 'kysely';
import { packAnswers } from '../domain/survey-picks.ts';
import type { Answers, ResponseMode } from '../domain/survey.ts';
import type { Db } from './client.ts';

/**
 * Where a resident who begins a named survey for themselves lives, as far as they have told: it is counted by building
 * without asking.
 */
export function homeOf(response: { surveyId: number; residentId: number; mode?: ResponseMode }) {
  if ((response.mode ?? 'self') !== 'self') return null;
  return sql<null>`(select m.building from memberships m join surveys s on s.community_id = m.community_id
    where s.id = ${response.surveyId} and s.anonymity = 'named' and m.resident_id = ${response.residentId})`;
}

/** What is kept of a named response when it is sent, for counting; by the whole survey, also when it was asked shortened. */
export async function packedColumns(tx: Db, surveyId: number, answers: Answers) {
  const { definition } = await tx
    .selectFrom('surveys')
    .select('definition')
    .where('id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return {
    picks: Buffer.from(packAnswers(definition, answers)),
    locale: sql<null>`(select d.locale from residents d where d.id = survey_responses.resident_id)`,
  };
}
