import { sql } from 'kysely';
import type { Db } from './client.ts';

/** A resident's responses to surveys that still take answers, the one touched last first. */
export async function openResponseIds(db: Db, residentId: number, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select r.id from survey_responses r join surveys s on s.id = r.survey_id
    where r.resident_id = ${residentId} and s.status = 'open' and s.closes_at > ${now}
    order by r.updated_at desc, r.id desc
  `.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * The unfinished response whose survey has ended while its question still stands in the resident's chat; the question is
 * forgotten, so that this is found once.
 */
export async function takeEndedQuestion(
  tx: Db,
  residentId: number,
  now: Date,
): Promise<{ responseId: number; messageId: number } | undefined> {
  const { rows } = await sql<{ responseId: number; messageId: number }>`
    with ended as (
      select r.id, d.telegram_id as chat_id from survey_responses r
        join surveys s on s.id = r.survey_id join residents d on d.id = r.resident_id
      where r.resident_id = ${residentId} and r.status <> 'completed' and r.paused_at is null
        and (s.status = 'closed' or s.closes_at <= ${now})
      order by r.updated_at desc limit 1)
    delete from posts p using ended e
    where p.chat_id = e.chat_id and p.reference = 'survey:' || e.id || ':question'
    returning e.id as "responseId", p.message_id as "messageId"
  `.execute(tx);
  return rows[0];
}

/** Whether this person wants to be told when results are out. */
export async function wishForResults(tx: Db, responseId: number, isWanted: boolean): Promise<void> {
  await tx
    .updateTable('survey_responses')
    .set({ wants_results: isWanted })
    .where('id', '=', responseId)
    .execute();
}
