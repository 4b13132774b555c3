import { sql } from 'kysely';
import type { ResultFacts } from '../domain/compile-results.ts';
import type { Locale } from '../domain/locale.ts';
import { packAnswers } from '../domain/survey-picks.ts';
import { type PickBlock, tallyPicks } from '../domain/survey-tally.ts';
import type { Anonymity, ResponseMode, SurveyDefinition } from '../domain/survey.ts';
import type { Db } from './client.ts';
import { readProfiles } from './population-shares.ts';
import { type StoredAnswers, readAnswers } from './responses.ts';
import { surveyFunnel } from './surveys.ts';

/**
 * Everything that is known about the answers to a survey, counted in one pass; with `building` only of those who live
 * there. What may be shown of it is for `compileResults` to say. Undefined when there is no such survey.
 */
export async function loadResultFacts(
  db: Db,
  surveyId: number,
  building?: string,
): Promise<ResultFacts | undefined> {
  const survey = await db
    .selectFrom('surveys')
    .select(['community_id', 'definition', 'anonymity'])
    .where('id', '=', surveyId)
    .executeTakeFirst();
  if (!survey) return undefined;
  const { community_id: communityId, definition, anonymity } = survey;
  const counted = { id: surveyId, communityId, definition, anonymity, building };
  const packed =
    anonymity === 'named' ? await packedResponses(db, counted) : await packedBallots(db, counted);
  const loose = anonymity === 'named' ? await looseResponses(db, counted) : await looseBallots(db, counted);
  return {
    definition,
    anonymity,
    tallies: tallyPicks(definition, [...packed, ...loose]),
    funnel: await surveyFunnel(db, surveyId),
    buildings: await buildingsOf(db, counted),
    profiles: await readProfiles(db, communityId),
  };
}

interface CountedSurvey {
  id: number;
  communityId: number;
  definition: SurveyDefinition;
  anonymity: Anonymity;
  building: string | undefined;
}

/** What was sent: packed when it was, so that a survey of a whole sub-district is read in one go. */
async function packedResponses(db: Db, { id, building }: CountedSurvey): Promise<PickBlock[]> {
  const { rows } = await sql<PickBlock>`
    select building, mode, locale, string_agg(picks, '') as picks
    from survey_responses
    where survey_id = ${id} and picks is not null ${building === undefined ? sql`` : sql`and building = ${building}`}
    group by building, mode, locale
  `.execute(db);
  return rows;
}

async function packedBallots(db: Db, { id, building }: CountedSurvey): Promise<PickBlock[]> {
  if (building !== undefined) return [];
  const { rows } = await sql<PickBlock>`
    select null as building, mode, null as locale, string_agg(picks, '') as picks
    from ballots where survey_id = ${id} and picks is not null group by mode
  `.execute(db);
  return rows;
}

interface LooseRow {
  building: string | null;
  mode: ResponseMode;
  locale: Locale | null;
  answers: StoredAnswers;
}

/** What was begun and never sent counts question by question. */
async function looseResponses(db: Db, survey: CountedSurvey): Promise<PickBlock[]> {
  const { id, communityId, building } = survey;
  const lives = sql`coalesce(r.building, m.building)`;
  const { rows } = await sql<LooseRow>`
    select ${lives} as building, r.mode, d.locale,
      json_agg(json_build_array(a.step, a.codes, a.is_skipped, a.is_settled, null, '[]'::json)) as answers
    from survey_responses r join answers a on a.response_id = r.id join residents d on d.id = r.resident_id
      left join memberships m on m.resident_id = r.resident_id and m.community_id = ${communityId} and r.mode = 'self'
    where r.survey_id = ${id} and r.picks is null ${building === undefined ? sql`` : sql`and ${lives} = ${building}`}
    group by r.id, m.building, d.locale
  `.execute(db);
  return rows.map((row) => packed(survey, row));
}

async function looseBallots(db: Db, survey: CountedSurvey): Promise<PickBlock[]> {
  if (survey.building !== undefined) return [];
  const { rows } = await sql<LooseRow>`
    select null as building, b.mode, null as locale,
      json_agg(json_build_array(a.step, a.codes, a.is_skipped, true, null, '[]'::json)) as answers
    from ballots b join ballot_answers a on a.ballot_id = b.id
    where b.survey_id = ${survey.id} and b.picks is null group by b.id
  `.execute(db);
  return rows.map((row) => packed(survey, row));
}

function packed({ definition }: CountedSurvey, { answers, ...row }: LooseRow): PickBlock {
  return { ...row, picks: packAnswers(definition, readAnswers(answers)) };
}

/** How far each building got: who was invited lives where their membership says. */
async function buildingsOf(
  db: Db,
  { id, communityId, anonymity, building }: CountedSurvey,
): Promise<ResultFacts['buildings']> {
  // Who took part in an anonymous survey is nobody's business, not even by building.
  if (anonymity === 'anonymous' || building !== undefined) return [];
  const { rows } = await sql<ResultFacts['buildings'][number]>`
    with invited as (
      select m.building, count(*) as invited
      from broadcasts b join deliveries d on d.broadcast_id = b.id
        join memberships m on m.resident_id = d.resident_id and m.community_id = ${communityId}
      where b.kind = 'survey_invitation' and b.object_id = ${id} and b.slot = '' group by m.building
    ), begun as (
      select coalesce(r.building, m.building) as building, count(*) as started,
        count(*) filter (where r.status = 'completed') as finished
      from survey_responses r left join memberships m
        on r.building is null and m.resident_id = r.resident_id and m.community_id = ${communityId}
      where r.survey_id = ${id} and r.mode = 'self' group by 1
    )
    select building, coalesce(invited, 0) as invited, coalesce(started, 0) as started,
      coalesce(finished, 0) as finished
    from invited full join begun using (building) where building is not null
  `.execute(db);
  return rows.toSorted((a, b) => a.building.localeCompare(b.building, 'en', { numeric: true }));
}
