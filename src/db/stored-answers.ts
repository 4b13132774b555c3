import { type RawBuilder, sql } from 'kysely';
import type { Answer, Answers, Said } from '../domain/survey.ts';

/** Answers as the database hands them over: step, codes, whether skipped, whether settled, comment, attachments, said. */
export type StoredAnswers =
  | [string, string[], boolean, boolean, string | null, Answer['attachments'], Said[]][]
  | null;

/** The answers of the response `id` as one JSON value, for {@link readAnswers}. */
export function answersOf(id: RawBuilder<unknown>): RawBuilder<StoredAnswers> {
  return sql<StoredAnswers>`(
    select json_agg(json_build_array(a.step, a.codes, a.is_skipped, a.is_settled, a.comment, a.attachments,
      a.said))
    from answers a where a.response_id = ${id})`;
}

export function readAnswers(stored: StoredAnswers): Answers {
  return new Map(
    stored?.map(([step, codes, isSkipped, isSettled, comment, attachments, said]) => [
      step,
      {
        codes,
        isSkipped,
        isSettled,
        ...(comment !== null && { comment }),
        ...(said.length > 0 && { said }),
        attachments,
      },
    ]),
  );
}
