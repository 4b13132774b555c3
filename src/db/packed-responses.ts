import { sql } from 'kysely';
import { packAnswers } from '../domain/survey-picks.ts';
import type { Answers, SurveyDefinition } from '../domain/survey.ts';

/** Where a resident who begins a named survey lives, as far as they have told: it is counted by building without asking. */
export function homeOf({ surveyId, residentId }: { surveyId: number; residentId: number }) {
  return sql<null>`(select m.building from memberships m join surveys s on s.community_id = m.community_id
    where s.id = ${surveyId} and s.anonymity = 'named' and m.resident_id = ${residentId})`;
}

/** What is kept of a named response when it is sent, for counting. */
export function packedColumns(definition: SurveyDefinition, answers: Answers) {
  return {
    picks: Buffer.from(packAnswers(definition, answers)),
    locale: sql<null>`(select d.locale from residents d where d.id = survey_responses.resident_id)`,
  };
}
