import { type RawBuilder, sql } from 'kysely';
import type { HeardTheme } from '../domain/theme.ts';
import { POLICY } from '../domain/policy.ts';
import type { Localized } from '../domain/locale.ts';
import type { Db } from './client.ts';

/** What somebody wrote. `person` tells people apart and leads to nobody. */
export interface SurveyComment {
  person: string;
  text: string;
}

/** So many are read at once; of more, a sample that chance draws. */
export const MOST_COMMENTS = 1_000;

/**
 * What people wrote in a survey, in an order that says nothing of who or when. Of an anonymous survey only what was mixed,
 * and only once it has ended: until then a comment more would say whose it is.
 */
export async function surveyComments(db: Db, surveyId: number): Promise<SurveyComment[]> {
  const { rows } = await sql<SurveyComment>`
    with comments as (${commentsWhere(sql`s.id = ${surveyId}`)})
    select person, text from comments ${SHUFFLED}
  `.execute(db);
  return rows;
}

/** Comments of the surveys `s` that meet a condition, with when they became known. */
function commentsWhere(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select s.id as survey_id, r.id::text as person, a.comment as text, a.answered_at as known_at
    from surveys s join survey_responses r on r.survey_id = s.id join answers a on a.response_id = r.id
    where ${condition} and s.anonymity = 'named' and a.comment <> ''
    union all
    select s.id, b.id::text, a.comment, coalesce(s.closed_at, s.closes_at) + interval '1 hour'
    from surveys s join ballots b on b.survey_id = s.id join ballot_answers a on a.ballot_id = b.id
    where ${condition} and s.anonymity = 'anonymous' and s.status = 'closed' and a.comment <> ''
      and (select count(*) from ballots o where o.survey_id = s.id) >= ${POLICY.ballotsAtLeast}`;
}

const SHUFFLED: RawBuilder<unknown> = sql`order by md5(text || person) limit ${MOST_COMMENTS}`;

/** Finds the themes of comments; given by the caller, because this layer understands no words. */
export type ReadThemes = (comments: SurveyComment[]) => HeardTheme[];

/**
 * What was written in a community's surveys within a stretch of time, its first instant excluded, as themes with people.
 * Of an anonymous survey everything at once, an hour after its end.
 */
export async function themesHeard(
  db: Db,
  communityId: number,
  span: { from: Date; to: Date },
  readThemes: ReadThemes,
): Promise<{ surveyCode: string; title: Localized; themes: HeardTheme[] }[]> {
  const { rows } = await sql<{ code: string; title: Localized; comments: SurveyComment[] }>`
    with comments as (
      select * from (${commentsWhere(sql`s.community_id = ${communityId}`)}) every
      where known_at > ${span.from} and known_at <= ${span.to})
    select s.code, s.definition->'title' as title,
      (select json_agg(json_build_object('person', own.person, 'text', own.text))
        from (select person, text from comments where survey_id = s.id ${SHUFFLED}) own) as comments
    from surveys s where s.id in (select survey_id from comments) order by s.opened_at, s.id
  `.execute(db);
  return rows.map(({ code, title, comments }) => ({ surveyCode: code, title, themes: readThemes(comments) }));
}
