import { sql } from 'kysely';
import { type Flow, SENT, startFlow } from '../domain/question-flow.ts';
import type { SurveyDefinition } from '../domain/survey.ts';
import type { Db } from './client.ts';
import type { Seal } from './sealing.ts';

/*
 * The answers of an anonymous response are one sealed blob until they are mixed with others (`ballots.ts`); a completed
 * response without one was mixed. Nothing else of a response tells what was answered: not even the question it stands
 * at, because some are asked only after an answer. Once it is sent, nothing tells the hour either.
 */

/** What an anonymous response has for its position until it is sent. */
export const SEALED = 'sealed';

/** A response's answers as far as they can be had. */
export interface OpenedAnswers {
  flow: Flow;
  /** They became a ballot among others: nobody can find them again. `flow` is empty. */
  isMixed: boolean;
  /** They cannot be opened any more: they were sealed under another token. `flow` is at its beginning. */
  isUnreadable: boolean;
}

/**
 * The answers of an anonymous response that this transaction holds. They are read after the response was locked: whoever
 * held it before may have mixed them, or the survey may have ended meanwhile.
 */
export async function readSealed(
  tx: Db,
  seal: Seal,
  response: { id: number; surveyId: number; isCompleted: boolean; definition: SurveyDefinition },
  now: Date,
): Promise<OpenedAnswers & { isOpen: boolean }> {
  const { rows } = await sql<{ sealed: Buffer | null; isOpen: boolean }>`
    select a.sealed, s.status = 'open' and s.closes_at > ${now} as "isOpen"
    from surveys s left join sealed_answers a on a.response_id = ${response.id} where s.id = ${response.surveyId}
  `.execute(tx);
  const isOpen = rows[0]?.isOpen ?? false;
  const sealed = rows[0]?.sealed;
  if (sealed) {
    const flow = seal.open(response.id, sealed);
    return { flow: flow ?? startFlow(response.definition), isMixed: false, isUnreadable: !flow, isOpen };
  }
  const { isCompleted } = response;
  const flow: Flow = isCompleted ? { position: SENT, answers: new Map() } : startFlow(response.definition);
  return { flow, isMixed: isCompleted, isUnreadable: false, isOpen };
}

export async function saveSealed(tx: Db, id: number, seal: Seal, flow: Flow, now: Date): Promise<void> {
  await sql`
    with moved as (
      update survey_responses set step = ${flow.position === SENT ? SENT : SEALED}, updated_at = ${now},
        paused_at = null
      where id = ${id})
    insert into sealed_answers (response_id, sealed, sealed_at) values (${id}, ${seal.close(id, flow)}, ${now})
    on conflict (response_id) do update set sealed = excluded.sealed, sealed_at = excluded.sealed_at
  `.execute(tx);
}

/** Completes an anonymous response; of its times the day is left. */
export async function completeSealed(tx: Db, id: number, seal: Seal, flow: Flow, now: Date): Promise<void> {
  await saveSealed(tx, id, seal, flow, now);
  await tx
    .updateTable('survey_responses')
    .set({ status: 'completed', completed_at: sql<Date>`coalesce(completed_at, ${now})` })
    .where('id', '=', id)
    .execute();
  await blurTimes(tx, id);
}

const dayOf = (column: string) => sql`date_trunc('day', ${sql.ref(column)}, 'UTC')`;

/** Of when a response was given the day is kept (in UTC), and no order within it. */
async function blurTimes(tx: Db, id: number): Promise<void> {
  await sql`
    update survey_responses set started_at = ${dayOf('started_at')}, updated_at = ${dayOf('updated_at')},
      completed_at = ${dayOf('completed_at')}, reminded_at = ${dayOf('reminded_at')}
    where id = ${id}
  `.execute(tx);
}

/**
 * Blurs who took part in a survey that has ended: the days are kept, and how many finished, but not which of them. A short
 * ballot would otherwise belong to one of the few who did not, who are also those that were reminded, or to one of the few
 * who were asked the shorter way.
 */
export async function blurParticipation(tx: Db, surveyId: number): Promise<void> {
  await sql`
    with statuses as (
      select status, row_number() over (order by id) as turn from survey_responses where survey_id = ${surveyId}
    ), people as (
      select id, row_number() over (order by random()) as turn from survey_responses where survey_id = ${surveyId}
    )
    update survey_responses r set status = s.status, step = ${SENT}, paused_at = null, reminded_at = null,
      style = 'plain', easy_option = null, handed_over_at = null,
      started_at = ${dayOf('r.started_at')}, updated_at = ${dayOf('r.updated_at')},
      completed_at = case s.status when 'completed' then ${dayOf('r.updated_at')} end
    from people p join statuses s using (turn) where r.id = p.id
  `.execute(tx);
  await tx
    .deleteFrom('broadcasts')
    .where('kind', '=', 'survey_reminder')
    .where('object_id', '=', surveyId)
    .execute();
}

/** Lets a response whose answers cannot be opened begin anew. */
export async function restartResponse(tx: Db, id: number, now: Date): Promise<void> {
  await tx.deleteFrom('sealed_answers').where('response_id', '=', id).execute();
  await tx
    .updateTable('survey_responses')
    .set({ status: 'in_progress', step: SEALED, updated_at: now, completed_at: null })
    .where('id', '=', id)
    .execute();
}
