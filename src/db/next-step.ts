import { sql } from 'kysely';
import type { Db } from './client.ts';

export type NextStep = { kind: 'survey' | 'meeting'; code: string };

/** The one useful thing for a member to do now: an open survey not yet sent in, else the next meeting not yet answered. */
export async function findNextStep(
  db: Db,
  residentId: number,
  communityId: number,
  now: Date,
): Promise<NextStep | undefined> {
  const { rows } = await sql<NextStep>`
    select kind, code from (
      select 1 as rank, 'survey' as kind, s.code, s.opened_at as at from surveys s
      where s.community_id = ${communityId} and s.status = 'open' and s.closes_at > ${now}
        and not exists (select from survey_responses r
          where r.survey_id = s.id and r.resident_id = ${residentId} and r.mode = 'self'
            and r.status <> 'in_progress')
      union all
      select 2, 'meeting', m.code, m.starts_at from meetings m
      where m.community_id = ${communityId} and m.status = 'published' and m.starts_at > ${now}
        and not exists (select from rsvps v
          where v.meeting_id = m.id and v.resident_id = ${residentId} and v.status <> 'to_confirm')
    ) steps order by rank, at limit 1
  `.execute(db);
  return rows[0];
}
