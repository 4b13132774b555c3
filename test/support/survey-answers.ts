import type { Db } from '../../src/db/client.ts';
import { packAnswers } from '../../src/domain/survey-picks.ts';
import { type Answer, NO_ANSWER, type ResponseMode, type SurveyDefinition } from '../../src/domain/survey.ts';

/** Answers by step; `skipped` where nothing was chosen. */
export type GivenAnswers = Record<string, string[] | 'skipped'>;

export interface GivenResponse {
  answers: GivenAnswers;
  building?: string;
  mode?: ResponseMode;
  /** Broken off, so that nothing was ever sent. */
  isUnsent?: boolean;
}

export function answerMap(given: GivenAnswers): Map<string, Answer> {
  return new Map(
    Object.entries(given).map(([step, codes]) => [
      step,
      codes === 'skipped'
        ? { ...NO_ANSWER, isSkipped: true, isSettled: true }
        : { ...NO_ANSWER, codes, isSettled: true },
    ]),
  );
}

let nextTelegramId = 20_000_000;

/** Responses from as many new members, the way the product leaves them. */
export async function seedResponses(
  db: Db,
  survey: { id: number; communityId: number; definition: SurveyDefinition },
  responses: GivenResponse[],
  at: Date,
): Promise<void> {
  for (const { answers, building = null, mode = 'self', isUnsent = false } of responses) {
    const resident = await db
      .insertInto('residents')
      .values({ telegram_id: nextTelegramId++, locale: 'zh', locale_chosen_at: at, created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('memberships')
      .values({ resident_id: resident.id, community_id: survey.communityId, building, joined_at: at })
      .execute();
    const map = answerMap(answers);
    const sent = { status: 'completed', step: 'sent', locale: 'zh', completed_at: at } as const;
    const response = await db
      .insertInto('survey_responses')
      .values({
        survey_id: survey.id,
        resident_id: resident.id,
        mode,
        building,
        started_at: at,
        updated_at: at,
        ...(isUnsent
          ? { status: 'in_progress', step: 'review' }
          : { ...sent, picks: Buffer.from(packAnswers(survey.definition, map)) }),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const rows = [...map].map(([step, answer]) => ({
      response_id: response.id,
      step,
      codes: answer.codes,
      is_skipped: answer.isSkipped,
      is_settled: true,
      answered_at: at,
    }));
    await db.insertInto('answers').values(rows).execute();
  }
}
