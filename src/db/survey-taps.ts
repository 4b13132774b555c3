import { sql } from 'kysely';
import type { Locale } from '../domain/locale.ts';
import type { Answer, SurveyDefinition } from '../domain/survey.ts';
import { type Db, PREPARED } from './client.ts';
import { type OutboxRow, insertEffects, leasedRows } from './outbox.ts';
import {
  type AskedResponse,
  MAY_GO_ON,
  OPEN_REMINDER,
  type StoredAnswers,
  answersOf,
  mannerOf,
  readAnswers,
} from './responses.ts';

/** A survey button pressed by somebody whose lock the transaction holds. */
export interface SurveyTap {
  updateId: number;
  personKey: number;
  responseId: number;
}

/** The response a tap is about, in the hand of its owner, with everything needed to decide and to answer. */
export interface TappedResponse extends Omit<AskedResponse, 'definition'> {
  updateId: number;
  locale: Locale;
  surveyId: number;
}

interface TappedRow extends Omit<TappedResponse, 'flow' | 'questionMessageId' | 'reminderMessageId'> {
  position: string;
  answers: StoredAnswers;
  questionMessageId: number | null;
  reminderMessageId: number | null;
}

/**
 * Loads and holds the responses of these taps, ordered by id. Left out is whatever is not plain: an update that is not
 * its person's oldest open one, a response that is not the presser's own, not in progress or held by somebody else, a
 * survey that has ended or is anonymous, a resident who is blocked, paused or without a language, an interview by somebody
 * without the role, or with the phone handed over, and everything in easy mode.
 */
export async function loadTappedResponses(tx: Db, taps: SurveyTap[], now: Date): Promise<TappedResponse[]> {
  const keys = taps.map(({ personKey }) => personKey);
  const { rows } = await sql<TappedRow>`
    ${PREPARED}
    with oldest as materialized (
      select distinct on (person_key) update_id from inbox
      where person_key = any(${keys}::bigint[]) and applied_at is null and failed_at is null
      order by person_key, received_at, update_id
    )
    select t.update_id as "updateId", d.locale, r.id, r.survey_id as "surveyId", r.step as position,
      ${answersOf(sql`r.id`)} as answers, ${mannerOf()} as manner, ${OPEN_REMINDER} as "reminderMessageId",
      (select p.message_id from posts p where p.chat_id = d.telegram_id
        and p.reference = 'survey:' || r.id || ':question') as "questionMessageId"
    from unnest(${taps.map(({ updateId }) => updateId)}::bigint[], ${keys}::bigint[],
        ${taps.map(({ responseId }) => responseId)}::bigint[]) as t (update_id, person_key, response_id)
      join oldest on oldest.update_id = t.update_id
      join residents d on d.telegram_id = t.person_key
      -- Said so that the owner is compared and the response found by its own key, whatever the planner believes.
      join survey_responses r on r.id = t.response_id and r.resident_id is not distinct from d.id
      join surveys s on s.id = r.survey_id
    where d.contact_status = 'active' and d.paused_at is null and d.locale_chosen_at is not null
      and r.style = 'plain' and r.handed_over_at is null and ${MAY_GO_ON}
      and r.status = 'in_progress' and s.status = 'open' and s.closes_at > ${now} and s.anonymity = 'named'
    order by r.id for update of r skip locked
  `.execute(tx);
  return rows.map(({ position, answers, questionMessageId, reminderMessageId, ...response }) => ({
    ...response,
    flow: { position, answers: readAnswers(answers) },
    questionMessageId: questionMessageId ?? undefined,
    reminderMessageId: reminderMessageId ?? undefined,
  }));
}

/** The questions of surveys, which are frozen from the moment a survey opens. */
export async function findDefinitions(db: Db, surveyIds: number[]): Promise<Map<number, SurveyDefinition>> {
  const rows = await db
    .selectFrom('surveys')
    .select(['id', 'definition'])
    .where('id', 'in', surveyIds)
    .execute();
  return new Map(rows.map(({ id, definition }) => [id, definition]));
}

/** What became of one tap: where the response stands, the answer that changed, what is to be shown. */
export interface AppliedTap {
  updateId: number;
  /** Undefined when the tap changed nothing. */
  saved: { responseId: number; position: string; changed?: { step: string; answer: Answer } } | undefined;
  effects: { chatId: number }[];
}

/**
 * Marks these updates applied and stores everything that came of them, in one statement. Returns the leased effects.
 * Throws when one of the updates is not open any more.
 */
export async function saveTaps(
  tx: Db,
  applied: AppliedTap[],
  now: Date,
  leaseUntil: Date,
): Promise<OutboxRow[]> {
  const saved = applied.flatMap((tap) => tap.saved ?? []);
  const effects = applied.flatMap((tap) => tap.effects);
  const { rows } = await sql<{ taken: number; ids: string[] }>`
    ${PREPARED}
    with taken as (
      update inbox set applied_at = ${now}, payload = null
      where update_id = any(${applied.map(({ updateId }) => updateId)}::bigint[])
        and applied_at is null and failed_at is null
      returning 1
    ), moved as (
      update survey_responses r set step = m.step, updated_at = ${now}, paused_at = null
      from unnest(${saved.map(({ responseId }) => responseId)}::bigint[],
        ${saved.map(({ position }) => position)}::text[]) as m (id, step)
      where r.id = m.id
    ), answered as (
      insert into answers (response_id, step, codes, is_skipped, is_settled, comment, attachments, answered_at)
      select a.response_id, a.step, a.codes, a.is_skipped, a.is_settled, a.comment, a.attachments, ${now}
      from jsonb_to_recordset(${answersAsJson(saved)}::jsonb) as a (response_id bigint, step text, codes text[],
        is_skipped boolean, is_settled boolean, comment text, attachments jsonb)
      on conflict (response_id, step) do update set codes = excluded.codes, is_skipped = excluded.is_skipped,
        is_settled = excluded.is_settled, comment = excluded.comment, attachments = excluded.attachments,
        answered_at = excluded.answered_at
    ), written as (${insertEffects(effects, now, leaseUntil)} returning id)
    select (select count(*) from taken) as taken, array(select id from written) as ids
  `.execute(tx);
  if (rows[0]?.taken !== applied.length) throw new Error('an update of the batch was applied elsewhere');
  return leasedRows(effects, rows[0].ids.map(Number));
}

function answersAsJson(saved: NonNullable<AppliedTap['saved']>[]): string {
  const rows = saved.flatMap(({ responseId, changed }) => {
    if (!changed) return [];
    const { codes, isSkipped, isSettled, comment, attachments } = changed.answer;
    const kept = { codes, is_skipped: isSkipped, is_settled: isSettled, comment, attachments };
    return [{ response_id: responseId, step: changed.step, ...kept }];
  });
  return JSON.stringify(rows);
}
