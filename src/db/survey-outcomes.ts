import { sql } from 'kysely';
import type { Locale, Localized } from '../domain/locale.ts';
import type { NextStep } from '../domain/survey.ts';
import type { SurveyResults } from '../domain/survey-results.ts';
import type { Db } from './client.ts';

/** What becomes of a survey's answers: what happens next, who was told, what is published. */
export interface SurveyOutcome {
  nextStep: NextStep;
  toldAt: Date | null;
  publishedAt: Date | null;
  /** The public results as they were last released; everything public reads these and nothing newer. */
  released: SurveyResults | null;
}

const NOTHING_YET: NextStep = { text: {}, by: null };

/** The survey must exist. */
export async function surveyOutcome(db: Db, surveyId: number): Promise<SurveyOutcome> {
  const row = await db
    .selectFrom('surveys')
    .select(['next_step', 'results_told_at', 'published_at', 'published_results'])
    .where('id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return {
    nextStep: row.next_step ?? NOTHING_YET,
    toldAt: row.results_told_at,
    publishedAt: row.published_at,
    released: row.published_results as SurveyResults | null,
  };
}

/** Keeps what happens next in one language; nothing when everyone has been told already. */
export async function saveNextStepText(
  tx: Db,
  surveyId: number,
  locale: Locale,
  text: string,
): Promise<void> {
  await sql`
    update surveys set next_step = ${nextStep()} || jsonb_build_object(
      'text', coalesce(next_step->'text', '{}') || jsonb_build_object(${locale}::text, ${text}::text))
    where id = ${surveyId} and results_told_at is null`.execute(tx);
}

/** Keeps by when it happens, as yyyy-mm-dd. */
export async function saveNextStepDay(tx: Db, surveyId: number, day: string): Promise<void> {
  await sql`
    update surveys set next_step = ${nextStep()} || jsonb_build_object('by', ${day}::text)
    where id = ${surveyId} and results_told_at is null`.execute(tx);
}

function nextStep() {
  return sql`coalesce(next_step, ${JSON.stringify(NOTHING_YET)}::jsonb)`;
}

/** How many would be told now, by the language they read. */
export async function answeredByLocale(db: Db, surveyId: number): Promise<Partial<Record<Locale, number>>> {
  const { rows } = await sql<{ locale: Locale; people: number }>`
    select r.locale, count(*)::int as people from residents r
    where r.contact_status = 'active' and r.paused_at is null and exists (
      select from survey_responses s where s.resident_id = r.id and s.survey_id = ${surveyId}
        and (s.status <> 'in_progress' or s.wants_results))
    group by r.locale`.execute(db);
  return Object.fromEntries(rows.map(({ locale, people }) => [locale, people]));
}

/** True for the one call that may tell everybody: the survey has ended and nobody was told before. */
export async function markTold(tx: Db, surveyId: number, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('surveys')
    .set({ results_told_at: now })
    .where('id', '=', surveyId)
    .where('status', '=', 'closed')
    .where('results_told_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Releases results to the public: from now on this is what everyone sees. */
export async function releaseResults(tx: Db, surveyId: number, results: SurveyResults): Promise<void> {
  await tx
    .updateTable('surveys')
    .set({ published_results: JSON.stringify(results) })
    .where('id', '=', surveyId)
    .execute();
}

/** Puts a closed survey on the public page; false when it is there already or still open. */
export async function markPublished(tx: Db, surveyId: number, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('surveys')
    .set({ published_at: now })
    .where('id', '=', surveyId)
    .where('status', '=', 'closed')
    .where('published_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes a survey off the public page; what was released stays, so that what was hidden once stays hidden. */
export async function markUnpublished(tx: Db, surveyId: number): Promise<boolean> {
  const row = await tx
    .updateTable('surveys')
    .set({ published_at: null })
    .where('id', '=', surveyId)
    .where('published_at', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A survey whose results are on the public page. */
export interface PublishedSurvey {
  code: string;
  title: Localized;
  communityId: number;
  timeZone: string;
  openedAt: Date;
  closedAt: Date;
  publishedAt: Date;
  nextStep: NextStep | null;
}

export async function findPublished(
  db: Db,
  code: string,
): Promise<(PublishedSurvey & { results: SurveyResults }) | undefined> {
  const { rows } = await sql<PublishedSurvey & { results: SurveyResults }>`
    select ${PUBLISHED}, s.published_results as results
    from surveys s join communities c on c.id = s.community_id
    where s.code = ${code} and ${IS_PUBLISHED}`.execute(db);
  return rows[0];
}

/** Newest first. */
export async function listPublished(db: Db, communityId: number): Promise<PublishedSurvey[]> {
  const { rows } = await sql<PublishedSurvey>`
    select ${PUBLISHED} from surveys s join communities c on c.id = s.community_id
    where s.community_id = ${communityId} and ${IS_PUBLISHED}
    order by s.closed_at desc, s.id desc limit 50`.execute(db);
  return rows;
}

const IS_PUBLISHED = sql`s.published_at is not null and s.published_results is not null`;
const PUBLISHED = sql`
  s.code, s.definition->'title' as title, s.community_id as "communityId", c.time_zone as "timeZone",
  s.opened_at as "openedAt", s.closed_at as "closedAt", s.published_at as "publishedAt",
  case when s.results_told_at is not null then s.next_step end as "nextStep"`;
