import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';

/** A question of a survey read aloud in a language, by Telegram's file id. */
export interface Recording {
  questionId: string;
  locale: Locale;
  fileId: string;
}

export async function listRecordings(db: Db, surveyId: number): Promise<Recording[]> {
  return await db
    .selectFrom('survey_recordings')
    .select(['question_id as questionId', 'locale', 'file_id as fileId'])
    .where('survey_id', '=', surveyId)
    .execute();
}

/** Keeps a recording; a later one of the same question and language replaces it. */
export async function saveRecording(
  tx: Db,
  recording: Recording & { surveyId: number; recordedBy: number },
  now: Date,
): Promise<void> {
  const { surveyId, questionId, locale, fileId, recordedBy } = recording;
  const heard = { file_id: fileId, recorded_by: recordedBy, recorded_at: now };
  await tx
    .insertInto('survey_recordings')
    .values({ survey_id: surveyId, question_id: questionId, locale, ...heard })
    .onConflict((conflict) => conflict.columns(['survey_id', 'question_id', 'locale']).doUpdateSet(heard))
    .execute();
}

export async function deleteRecording(
  tx: Db,
  surveyId: number,
  { questionId, locale }: Pick<Recording, 'questionId' | 'locale'>,
): Promise<void> {
  await tx
    .deleteFrom('survey_recordings')
    .where('survey_id', '=', surveyId)
    .where('question_id', '=', questionId)
    .where('locale', '=', locale)
    .execute();
}
