import { type RawBuilder, sql } from 'kysely';
import type { AudienceCounts } from '../domain/audience.ts';
import type { Locale } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import type { SurveyAudience } from '../domain/survey.ts';
import type { Db } from './client.ts';

/** Who is meant by a survey, seen from a moment. */
export interface SurveyAsking {
  communityId: number;
  audience: SurveyAudience;
  now: Date;
}

const DAY_MS = 24 * 3_600_000;
const WEEK_DAYS = 7;

/** Who is meant, whether they can be reached or not. */
function meantPeople({ communityId, audience }: SurveyAsking): RawBuilder<unknown> {
  const place =
    audience.kind === 'buildings' ? sql`and building = any(${audience.buildings}::text[])` : sql``;
  return sql`select resident_id from memberships where community_id = ${communityId} ${place}`;
}

/** Which of some people, `meant`, answered a survey for themselves or somebody close a few days ago. */
function justAnswered({ now }: SurveyAsking, meant: RawBuilder<unknown>): RawBuilder<unknown> {
  const since = new Date(now.getTime() - POLICY.surveyRestDays * DAY_MS);
  return sql`select distinct s.resident_id from survey_responses s join ${meant} m on m.resident_id = s.resident_id
    where s.status = 'completed' and s.completed_at > ${since} and s.mode in ('self', 'relative') and not s.is_trial`;
}

/** The condition on a resident `r` to get the invitation, at once or later. */
export function isAsked(asking: SurveyAsking): RawBuilder<unknown> {
  const meant = sql`(${meantPeople(asking)})`;
  return sql`r.id in ${meant} and not exists (
    select from (${justAnswered(asking, meant)}) answered where answered.resident_id = r.id)`;
}

/**
 * Which of some people, `meant`, are in the middle of another survey, and until when they are to be left alone. Stopping
 * it, or finishing it, ends that.
 */
function busyPeople({ now }: SurveyAsking, meant: RawBuilder<unknown>): RawBuilder<unknown> {
  const middle = sql`make_interval(hours => ${POLICY.surveyMiddleHours})`;
  return sql`select s.resident_id, max(s.updated_at) + ${middle} as until
    from survey_responses s join ${meant} m on m.resident_id = s.resident_id join surveys v on v.id = s.survey_id
    where s.status = 'in_progress' and s.paused_at is null and not s.is_trial and s.mode in ('self', 'relative')
      and v.status = 'open' and v.closes_at > ${now} and s.updated_at > ${now}::timestamptz - ${middle}
    group by s.resident_id`;
}

/** Everybody who got as many unasked messages as a week allows, and from when on the next is allowed. */
function limitedPeople({ now }: SurveyAsking): RawBuilder<unknown> {
  const since = new Date(now.getTime() - WEEK_DAYS * DAY_MS);
  return sql`
    select d.resident_id,
      (array_agg(d.settled_at order by d.settled_at desc))[${sql.lit(POLICY.unaskedPerWeek)}]
        + make_interval(days => ${WEEK_DAYS}) as until
    from broadcasts b join deliveries d on d.broadcast_id = b.id
    where (b.kind = 'survey_invitation' or (b.kind = 'meeting_notice' and b.generation = 1))
      and (b.finished_at is null or b.finished_at > ${since})
      and d.status in ('sent', 'unknown') and d.settled_at > ${since}
    group by d.resident_id having count(*) >= ${POLICY.unaskedPerWeek}`;
}

type CountRow = Omit<AudienceCounts, 'recipientsByLocale'> & Record<`to_${Locale}`, number>;

/** Counts whom a survey would go to if it opened now. */
export async function countAudience(db: Db, asking: SurveyAsking): Promise<AudienceCounts> {
  const meant = sql`meant`;
  const { rows } = await sql<CountRow>`
    with meant as materialized (${meantPeople(asking)}),
    answered as materialized (${justAnswered(asking, meant)}),
    busy as materialized (${busyPeople(asking, meant)}),
    limited as materialized (${limitedPeople(asking)}),
    people as (
      select r.locale,
        case when r.contact_status <> 'active' or r.paused_at is not null then 'unreachable'
          when a.resident_id is not null then 'left_out'
          when b.resident_id is not null then 'in_the_middle'
          when l.resident_id is not null then 'over_limit'
          else 'now' end as what
      from meant m join residents r on r.id = m.resident_id
        left join answered a on a.resident_id = r.id
        left join busy b on b.resident_id = r.id
        left join limited l on l.resident_id = r.id
      where r.contact_status <> 'deleted')
    select count(*) as matched,
      count(*) filter (where what = 'left_out') as "leftOut",
      count(*) filter (where what = 'in_the_middle') as "inTheMiddle",
      count(*) filter (where what = 'over_limit') as "overLimit",
      count(*) filter (where what = 'unreachable') as unreachable,
      count(*) filter (where what not in ('left_out', 'unreachable') and locale = 'zh') as to_zh,
      count(*) filter (where what not in ('left_out', 'unreachable') and locale = 'en') as to_en,
      count(*) filter (where what not in ('left_out', 'unreachable') and locale = 'es') as to_es
    from people
  `.execute(db);
  const { to_zh, to_en, to_es, ...counts } = rows[0] ?? NOBODY;
  return { ...counts, recipientsByLocale: { zh: to_zh, en: to_en, es: to_es } };
}

const NOBODY: CountRow = {
  matched: 0,
  leftOut: 0,
  inTheMiddle: 0,
  overLimit: 0,
  unreachable: 0,
  to_zh: 0,
  to_en: 0,
  to_es: 0,
};

/** Holds the invitations of those who are to be asked later; the ledger sends them when their time has come. */
export async function holdInvitations(tx: Db, broadcastId: number, asking: SurveyAsking): Promise<void> {
  await sql`
    with invited as materialized (
      select resident_id from deliveries where broadcast_id = ${broadcastId} and status = 'pending'),
    busy as materialized (${busyPeople(asking, sql`invited`)}),
    limited as materialized (${limitedPeople(asking)}),
    later as (
      select resident_id, greatest(busy.until, limited.until) as at
      from busy full join limited using (resident_id))
    update deliveries d set status = 'held', not_before = later.at
    from later
    where d.broadcast_id = ${broadcastId} and d.resident_id = later.resident_id and d.status = 'pending'
  `.execute(tx);
}

/** The buildings that members of a community have told, the small numbers first. */
export async function buildingsOf(db: Db, communityId: number): Promise<string[]> {
  const { rows } = await sql<{ building: string }>`
    select building from memberships where community_id = ${communityId} and building is not null
    group by building order by nullif(regexp_replace(building, '\\D', '', 'g'), '')::numeric nulls last, building
  `.execute(db);
  return rows.map((row) => row.building);
}
