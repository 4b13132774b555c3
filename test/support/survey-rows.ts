import { sql } from 'kysely';
import type { Db } from '../../src/db/client.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { startFlow } from '../../src/domain/question-flow.ts';
import type { SurveyDefinition } from '../../src/domain/survey.ts';

export interface SeededSurvey {
  surveyId: number;
  definition: SurveyDefinition;
}

/** A community with one open survey, written straight into the database: no bot runs. */
export async function seedSurvey(
  db: Db,
  definition: SurveyDefinition = readySurvey(),
): Promise<SeededSurvey> {
  const community = await db
    .insertInto('communities')
    .values({
      code: 'seeded',
      name_zh: '试',
      name_en: 'Seeded',
      name_es: 'Prueba',
      time_zone: 'Asia/Shanghai',
      created_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const survey = await db
    .insertInto('surveys')
    .values({
      code: 'seeded',
      community_id: community.id,
      status: 'open',
      definition: JSON.stringify(definition),
      opened_at: new Date(),
      closes_at: sql<Date>`now() + interval '14 days'`,
      created_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { surveyId: survey.id, definition };
}

/** A resident who reads English and is at the first question; the id of their response. */
export async function seedRespondent(db: Db, survey: SeededSurvey, telegramId: number): Promise<number> {
  const now = new Date();
  const resident = await db
    .insertInto('residents')
    .values({ telegram_id: telegramId, locale: 'en', locale_chosen_at: now, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const response = await db
    .insertInto('survey_responses')
    .values({
      survey_id: survey.surveyId,
      resident_id: resident.id,
      status: 'in_progress',
      step: startFlow(survey.definition).position,
      started_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return response.id;
}

function readySurvey(): SurveyDefinition {
  const template = findTemplate('general_needs');
  if (!template) throw new Error('there is no ready survey general_needs');
  return template;
}

/** One question with these options, of which any number may be ticked. */
export function tickSurvey(codes: string[]): SurveyDefinition {
  const inAll = (text: string) => ({ zh: text, en: text, es: text });
  return {
    ...readySurvey(),
    questions: [
      {
        id: 'wishes',
        type: 'multi',
        text: inAll('Which?'),
        options: codes.map((code) => ({ code, label: inAll(code) })),
      },
    ],
  };
}
