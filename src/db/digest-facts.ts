import { type RawBuilder, sql } from 'kysely';
import type { DigestFacts } from '../domain/digest.ts';
import { POLICY } from '../domain/policy.ts';
import { JOIN_SUBJECT, SUBJECT_TITLE } from './broadcast-titles.ts';
import type { Db } from './client.ts';

/** A stretch of time without its first instant: stretches that follow each other share nothing. */
export interface Span {
  from: Date;
  to: Date;
}

/**
 * What happened in a community during `span`, and how things stand at `now`. Counts only: no names, nothing that
 * residents wrote.
 */
export async function collectDigestFacts(
  db: Db,
  communityId: number,
  span: Span,
  now: Date,
): Promise<DigestFacts> {
  return {
    signupsWaiting: await signupsWaiting(db, communityId),
    unconfirmed: await unconfirmed(db, communityId, now),
    remindersDropped: await remindersDropped(db, communityId, span),
    broadcastsStopped: await broadcastsStopped(db, communityId, now),
    broadcastsDoubtful: await broadcastsDoubtful(db, communityId, span, now),
    surveyAnswers: await surveyAnswers(db, communityId, span),
    joined: await countJoined(db, communityId, span),
    volunteersAccepted: await volunteersAccepted(db, communityId, span),
    rsvpsChanged: await rsvpsChanged(db, communityId, span),
    meetingsAhead: await meetingsAhead(db, communityId, now),
  };
}

async function signupsWaiting(db: Db, communityId: number): Promise<DigestFacts['signupsWaiting']> {
  const { rows } = await sql<DigestFacts['signupsWaiting'][number]>`
    select p.code as "projectCode", p.title as project, count(*)::int as waiting, min(s.submitted_at) as since
    from volunteer_signups s
    join volunteer_roles v on v.id = s.volunteer_role_id
    join projects p on p.id = v.project_id
    where p.community_id = ${communityId} and s.status in ('submitted', 'claimed')
    group by p.id order by since, p.id`.execute(db);
  return rows;
}

async function unconfirmed(db: Db, communityId: number, now: Date): Promise<DigestFacts['unconfirmed']> {
  const { rows } = await sql<DigestFacts['unconfirmed'][number]>`
    select ${MEETING}, count(*)::int as "toConfirm"
    from rsvps v join meetings m on m.id = v.meeting_id
    where m.community_id = ${communityId} and v.status = 'to_confirm' and m.status = 'published' and m.starts_at > ${now}
    group by m.id order by m.starts_at, m.id`.execute(db);
  return rows;
}

/**
 * A reminder counts at the moment from which it is too late to send it, whenever a worker gets round to dropping it:
 * that moment never moves, so it lies in one stretch only.
 */
async function remindersDropped(
  db: Db,
  communityId: number,
  span: Span,
): Promise<DigestFacts['remindersDropped']> {
  const tooLateAt = sql`d.due_at + make_interval(hours => ${POLICY.reminderLateHours})`;
  const { rows } = await sql<DigestFacts['remindersDropped'][number]>`
    select ${MEETING}, count(*)::int as dropped, m.starts_at <= ${span.to} as "isOver"
    from reminders d join meetings m on m.id = d.meeting_id
    where m.community_id = ${communityId} and d.status in ('dropped', 'pending') and ${within(tooLateAt, span)}
    group by m.id order by m.starts_at, m.id`.execute(db);
  return rows;
}

/** Paused or faulty, with people still waiting who could be told in time: somebody must decide. */
async function broadcastsStopped(
  db: Db,
  communityId: number,
  now: Date,
): Promise<DigestFacts['broadcastsStopped']> {
  const { rows } = await sql<DigestFacts['broadcastsStopped'][number]>`
    select b.id as "broadcastId", ${SUBJECT_TITLE} as title,
      count(*)::int as waiting, b.status = 'held' as "isFaulty"
    from broadcasts b
    join deliveries d on d.broadcast_id = b.id and d.status in ('pending', 'held')
    ${JOIN_SUBJECT}
    where b.community_id = ${communityId} and b.kind <> 'digest'
      and (b.status = 'paused' or (b.status = 'held' and b.held_reason = 'content'))
      and (b.expires_at is null or b.expires_at > ${now})
    group by b.id, m.id, s.id order by b.id`.execute(db);
  return rows;
}

/** Over, with people of whom nobody knows whether they got it: after a breakdown, or in a restored record. */
async function broadcastsDoubtful(
  db: Db,
  communityId: number,
  span: Span,
  now: Date,
): Promise<DigestFacts['broadcastsDoubtful']> {
  const { rows } = await sql<DigestFacts['broadcastsDoubtful'][number]>`
    select b.id as "broadcastId", ${SUBJECT_TITLE} as title, count(*)::int as doubtful
    from broadcasts b join deliveries d on d.broadcast_id = b.id and d.status = 'unknown' ${JOIN_SUBJECT}
    where b.community_id = ${communityId} and b.kind <> 'digest' and b.status = 'finished'
      and ${within(sql`b.finished_at`, span)} and (b.expires_at is null or b.expires_at > ${now})
    group by b.id, m.id, s.id order by b.id`.execute(db);
  return rows;
}

/**
 * Answers to anonymous surveys are counted in tens, and at the end of the day they were given on: a count that grows by
 * one says who it was.
 */
async function surveyAnswers(db: Db, communityId: number, span: Span): Promise<DigestFacts['surveyAnswers']> {
  const { rows } = await sql<DigestFacts['surveyAnswers'][number]>`
    with counted as (
      select s.id, s.code, s.definition->'title' as title, s.opened_at,
        case s.anonymity when 'anonymous' then ${POLICY.ballotsAtLeast}::int else 1 end as step,
        case s.anonymity when 'anonymous' then a.completed_at + interval '1 day' else a.completed_at end as at
      from survey_responses a join surveys s on s.id = a.survey_id
      where s.community_id = ${communityId} and a.status = 'completed'
    ), stepped as (
      select id, code, title, opened_at, step,
        (count(*) filter (where step = 1 or at <= ${span.to}))::int / step * step as finished,
        (count(*) filter (where at <= ${span.to}))::int / step * step
          - (count(*) filter (where at <= ${span.from}))::int / step * step as "newlyFinished"
      from counted group by id, code, title, opened_at, step
    )
    select code as "surveyCode", title, finished, "newlyFinished"
    from stepped where "newlyFinished" > 0 order by opened_at, id`.execute(db);
  return rows;
}

async function countJoined(db: Db, communityId: number, span: Span): Promise<number> {
  const { rows } = await sql<{ joined: number }>`
    select count(*)::int as joined from memberships b
    where b.community_id = ${communityId} and ${within(sql`b.joined_at`, span)}`.execute(db);
  return rows[0]?.joined ?? 0;
}

async function volunteersAccepted(
  db: Db,
  communityId: number,
  span: Span,
): Promise<DigestFacts['volunteersAccepted']> {
  const { rows } = await sql<DigestFacts['volunteersAccepted'][number]>`
    select p.code as "projectCode", p.title as project, count(*)::int as accepted
    from volunteer_signups s
    join volunteer_roles v on v.id = s.volunteer_role_id
    join projects p on p.id = v.project_id
    where p.community_id = ${communityId} and s.status = 'accepted' and ${within(sql`s.decided_at`, span)}
    group by p.id order by p.id`.execute(db);
  return rows;
}

async function rsvpsChanged(db: Db, communityId: number, span: Span): Promise<DigestFacts['rsvpsChanged']> {
  const isNew = within(sql`v.answered_at`, span);
  const { rows } = await sql<DigestFacts['rsvpsChanged'][number]>`
    select ${MEETING}, (count(*) filter (where ${isNew}))::int as changed, ${ANSWERS}
    from rsvps v join meetings m on m.id = v.meeting_id
    where m.community_id = ${communityId}
    group by m.id having bool_or(${isNew}) order by m.starts_at, m.id`.execute(db);
  return rows;
}

const DAYS_AHEAD = 7;

async function meetingsAhead(db: Db, communityId: number, now: Date): Promise<DigestFacts['meetingsAhead']> {
  const { rows } = await sql<DigestFacts['meetingsAhead'][number]>`
    select ${MEETING}, m.details->'start' as start, ${ANSWERS}
    from meetings m left join rsvps v on v.meeting_id = m.id
    where m.community_id = ${communityId} and m.status = 'published' and m.starts_at > ${now}
      and m.starts_at <= ${now}::timestamptz + make_interval(days => ${DAYS_AHEAD})
    group by m.id order by m.starts_at, m.id`.execute(db);
  return rows;
}

const MEETING = sql`m.code as "meetingCode", m.details->>'title' as title`;
const ANSWERS = sql`(count(*) filter (where v.status = 'going'))::int as going,
  (count(*) filter (where v.status = 'maybe'))::int as maybe`;

function within(instant: RawBuilder<unknown>, { from, to }: Span): RawBuilder<unknown> {
  return sql`${instant} > ${from} and ${instant} <= ${to}`;
}

/** How many live in a community's list, and how many of them joined since each of the given moments. */
export async function countNewMembers(
  db: Db,
  communityId: number,
  since: { week: Date; month: Date },
): Promise<{ members: number; lastWeek: number; lastMonth: number }> {
  const { rows } = await sql<{ members: number; lastWeek: number; lastMonth: number }>`
    select count(*)::int as members,
      (count(*) filter (where joined_at > ${since.week}))::int as "lastWeek",
      (count(*) filter (where joined_at > ${since.month}))::int as "lastMonth"
    from memberships where community_id = ${communityId}`.execute(db);
  return rows[0] ?? { members: 0, lastWeek: 0, lastMonth: 0 };
}
