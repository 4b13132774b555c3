import { sql } from 'kysely';
import { POLICY } from '../domain/policy.ts';
import { type Db, PREPARED } from './client.ts';

/** [Start] of a survey, pressed by somebody whose lock the transaction holds. */
export interface SurveyStart {
  updateId: number;
  personKey: number;
  code: string;
}

/** A start with nothing unusual about it. */
export interface PlainStart {
  updateId: number;
  residentId: number;
  surveyId: number;
  code: string;
  /** Counts the spellings of the survey. */
  revision: number;
}

/**
 * Of these starts, those that may simply begin a response. Left out is whatever is not plain: an update that is not its
 * person's oldest open one, a survey that has ended, is anonymous or was begun before, a resident who is blocked, paused or
 * without a language.
 */
export async function findPlainStarts(tx: Db, starts: SurveyStart[], now: Date): Promise<PlainStart[]> {
  const keys = starts.map(({ personKey }) => personKey);
  const { rows } = await sql<PlainStart>`
    ${PREPARED}
    with oldest as materialized (
      select distinct on (person_key) update_id from inbox
      where person_key = any(${keys}::bigint[]) and applied_at is null and failed_at is null
      order by person_key, received_at, update_id
    )
    select t.update_id as "updateId", d.id as "residentId", s.id as "surveyId", s.code, s.draft_revision as revision
    from unnest(${starts.map(({ updateId }) => updateId)}::bigint[], ${keys}::bigint[],
        ${starts.map(({ code }) => code)}::text[]) as t (update_id, person_key, code)
      join oldest on oldest.update_id = t.update_id
      join residents d on d.telegram_id = t.person_key
      join surveys s on s.code = t.code
    where d.contact_status = 'active' and d.paused_at is null and d.locale_chosen_at is not null
      and s.status = 'open' and s.closes_at > ${now} and s.anonymity = 'named'
      and not exists (select from survey_responses r where r.survey_id = s.id and r.resident_id = d.id)
    order by d.id
  `.execute(tx);
  return rows;
}

export interface BegunResponse {
  updateId: number;
  responseId: number;
}

/**
 * Begins the responses of plain starts, each with its first question, its place if the link named one, and the consent
 * that starting is, in one statement. Whoever began in between is left out.
 */
export async function beginPlainStarts(
  tx: Db,
  starts: (PlainStart & { position: string; place: string | undefined })[],
  now: Date,
): Promise<BegunResponse[]> {
  if (starts.length === 0) return [];
  const { rows } = await sql<BegunResponse>`
    ${PREPARED}
    with asked as materialized (
      select * from unnest(${starts.map(({ updateId }) => updateId)}::bigint[],
        ${starts.map(({ surveyId }) => surveyId)}::bigint[], ${starts.map(({ residentId }) => residentId)}::bigint[],
        ${starts.map(({ code }) => code)}::text[], ${starts.map(({ position }) => position)}::text[],
        ${starts.map(({ place }) => place ?? null)}::text[])
        as a (update_id, survey_id, resident_id, code, position, place)
    ), begun as (
      insert into survey_responses
        (survey_id, resident_id, status, step, place, mode, style, building, started_at, updated_at)
      select a.survey_id, a.resident_id, 'in_progress', a.position, a.place, 'self', 'plain',
        (select m.building from memberships m join surveys s on s.community_id = m.community_id
          where s.id = a.survey_id and m.resident_id = a.resident_id), ${now}::timestamptz, ${now}::timestamptz
      from asked a
      on conflict (survey_id, resident_id) where mode = 'self' do nothing
      returning id, survey_id, resident_id
    ), agreed as (
      insert into consents (resident_id, subject, wording_version, agreed_at)
      select b.resident_id, 'survey:' || a.code, ${POLICY.consentWordingVersion}::int, ${now}::timestamptz
      from begun b join asked a using (survey_id, resident_id)
    )
    select a.update_id as "updateId", b.id as "responseId" from begun b join asked a using (survey_id, resident_id)
  `.execute(tx);
  return rows;
}
