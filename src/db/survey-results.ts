import { sql } from 'kysely';
import type { DeliveryStatus } from '../domain/broadcast.ts';
import type { ResultFacts } from '../domain/compile-results.ts';
import type { Locale } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import { packAnswers } from '../domain/survey-picks.ts';
import { type PickBlock, tallyPicks } from '../domain/survey-tally.ts';
import { type Anonymity, NO_ANSWER, type ResponseMode, type SurveyDefinition } from '../domain/survey.ts';
import type { Db } from './client.ts';
import { readProfiles } from './population-shares.ts';

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
    .select(['community_id', 'definition', 'anonymity', 'status'])
    .where('id', '=', surveyId)
    .executeTakeFirst();
  if (!survey) return undefined;
  const { community_id: communityId, definition, anonymity } = survey;
  const counted = { id: surveyId, definition, anonymity, building };
  // One building is no sample of a community.
  const isWhole = building === undefined;
  const [runs, reached, profiles] = await Promise.all([
    responseRuns(db, counted),
    isWhole ? reachOf(db, surveyId, communityId) : [],
    isWhole ? readProfiles(db, communityId) : [],
  ]);
  const blocks =
    anonymity === 'named'
      ? await namedBlocks(db, counted, runs)
      : await ballotBlocks(db, counted, survey.status === 'closed');
  return {
    definition,
    anonymity,
    tallies: tallyPicks(definition, blocks),
    ...(isWhole && { funnels: funnelsOf(reached, runs, anonymity) }),
    profiles,
  };
}

interface CountedSurvey {
  id: number;
  definition: SurveyDefinition;
  anonymity: Anonymity;
  building: string | undefined;
}

interface ResponseRun {
  building: string | null;
  mode: ResponseMode;
  locale: Locale | null;
  started: number;
  finished: number;
  /** Not packed, because never sent. */
  loose: number;
  picks: Uint8Array | null;
}

/** All responses in one go. What was chosen is packed when it is sent, and in an anonymous survey not even here. */
async function responseRuns(db: Db, { id, building }: CountedSurvey): Promise<ResponseRun[]> {
  const { rows } = await sql<ResponseRun>`
    select building, mode, locale, count(*) as started, count(*) filter (where status = 'completed') as finished,
      count(*) filter (where picks is null) as loose, string_agg(picks, '') as picks
    from survey_responses where survey_id = ${id} ${inBuilding(building)}
    group by building, mode, locale
  `.execute(db);
  return rows;
}

function inBuilding(building: string | undefined) {
  return building === undefined ? sql`` : sql`and building = ${building}`;
}

async function namedBlocks(db: Db, survey: CountedSurvey, runs: ResponseRun[]): Promise<PickBlock[]> {
  const packed = runs.flatMap(({ picks, ...run }) => (picks ? [{ ...run, picks }] : []));
  return runs.some(({ loose }) => loose > 0) ? [...packed, ...(await looseResponses(db, survey))] : packed;
}

interface LooseRow {
  building: string | null;
  mode: ResponseMode;
  locale: Locale | null;
  /** Step, codes, whether skipped, whether settled. */
  answers: [string, string[], boolean, boolean][];
}

/** What was begun and never sent counts question by question. */
async function looseResponses(db: Db, survey: CountedSurvey): Promise<PickBlock[]> {
  const { rows } = await sql<LooseRow>`
    select r.building, r.mode, d.locale,
      json_agg(json_build_array(a.step, a.codes, a.is_skipped, a.is_settled)) as answers
    from survey_responses r join answers a on a.response_id = r.id left join residents d on d.id = r.resident_id
    where r.survey_id = ${survey.id} and r.picks is null ${inBuilding(survey.building)}
    group by r.id, d.locale
  `.execute(db);
  return rows.map((row) => packed(survey, row));
}

/** An anonymous survey tells when it has closed; a ballot has no building. */
async function ballotBlocks(db: Db, survey: CountedSurvey, isClosed: boolean): Promise<PickBlock[]> {
  if (survey.building !== undefined || !isClosed) return [];
  const { rows: sent } = await sql<PickBlock>`
    select null as building, mode, null as locale, string_agg(picks, '') as picks
    from ballots where survey_id = ${survey.id} and picks is not null group by mode
  `.execute(db);
  const { rows: loose } = await sql<LooseRow>`
    select null as building, b.mode, null as locale,
      json_agg(json_build_array(a.step, a.codes, a.is_skipped, true)) as answers
    from ballots b join ballot_answers a on a.ballot_id = b.id
    where b.survey_id = ${survey.id} and b.picks is null group by b.id
  `.execute(db);
  return [...sent, ...loose.map((row) => packed(survey, row))];
}

function packed({ definition }: CountedSurvey, { answers, ...row }: LooseRow): PickBlock {
  const read = answers.map(
    ([step, codes, isSkipped, isSettled]) => [step, { ...NO_ANSWER, codes, isSkipped, isSettled }] as const,
  );
  return { ...row, picks: packAnswers(definition, new Map(read)) };
}

interface Reach {
  /** Where whoever was invited lives; null: not told. */
  building: string | null;
  invited: number;
  reached: number;
}

async function reachOf(db: Db, surveyId: number, communityId: number): Promise<Reach[]> {
  const reached: DeliveryStatus[] = ['sent', 'unknown'];
  const { rows } = await sql<Reach>`
    select m.building, count(*) as invited, count(*) filter (where d.status = any(${reached}::text[])) as reached
    from broadcasts b join deliveries d on d.broadcast_id = b.id
      left join memberships m on m.resident_id = d.resident_id and m.community_id = ${communityId}
    where b.kind = 'survey_invitation' and b.object_id = ${surveyId} and b.slot = '' group by m.building
  `.execute(db);
  return rows;
}

/** The way of each building from invited to finished. Whom a leader asked was not invited, and is left out there. */
function funnelsOf(
  reached: Reach[],
  runs: ResponseRun[],
  anonymity: Anonymity,
): NonNullable<ResultFacts['funnels']> {
  const nobody = { invited: 0, reached: 0, started: 0, finished: 0 };
  const overall = { ...nobody };
  const byBuilding = new Map<string, typeof nobody>();
  const add = (building: string | null, more: Partial<typeof nobody>) => {
    const sums = building === null ? [overall] : [overall, byBuilding.get(building) ?? { ...nobody }];
    for (const sum of sums)
      for (const stage of ['invited', 'reached', 'started', 'finished'] as const)
        sum[stage] += more[stage] ?? 0;
    if (building !== null && sums[1]) byBuilding.set(building, sums[1]);
  };
  for (const { building, ...counts } of reached) add(building, counts);
  for (const { building, mode, started, finished } of runs)
    add(mode === 'self' ? building : null, { started, finished });
  if (anonymity === 'named') return { overall, byBuilding };
  // Whoever sees a count of an anonymous survey grow by one knows who it was (see surveyFunnel).
  const inSteps = (count: number) => Math.floor(count / POLICY.ballotsAtLeast) * POLICY.ballotsAtLeast;
  const { started, finished } = overall;
  return {
    overall: { ...overall, started: inSteps(started), finished: inSteps(finished) },
    byBuilding: new Map(),
  };
}
