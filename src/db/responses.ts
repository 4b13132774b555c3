import { type RawBuilder, sql } from 'kysely';
import type { Flow } from '../domain/question-flow.ts';
import { easyDefinition } from '../domain/easy-mode.ts';
import type { Anonymity, Manner, SurveyDefinition } from '../domain/survey.ts';
import type { Db } from './client.ts';
import { homeOf, packedColumns } from './packed-responses.ts';
import { type OpenedAnswers, SEALED, completeSealed, readSealed, saveSealed } from './sealed-answers.ts';
import type { Seal } from './sealing.ts';
import { type StoredAnswers, answersOf, readAnswers } from './stored-answers.ts';

/** What showing a question, or what became of it, needs of a response. */
export type AskedResponse = Pick<
  Response,
  'id' | 'definition' | 'flow' | 'manner' | 'questionMessageId' | 'reminderMessageId'
>;

/** One resident's response with everything a tap needs: the survey as frozen, the answers, where they are. */
export interface Response extends OpenedAnswers {
  id: number;
  surveyId: number;
  surveyCode: string;
  communityId: number;
  timeZone: string;
  /** When it ends, or ended. */
  closesAt: Date;
  startedAt: Date;
  updatedAt: Date;
  /** Whether the survey still takes answers. */
  isOpen: boolean;
  isCompleted: boolean;
  isPaused: boolean;
  /** A member of staff trying out a draft: never counted. */
  isTrial: boolean;
  anonymity: Anonymity;
  /** The day by which results are promised, as yyyy-mm-dd. */
  resultsBy: string | null;
  definition: SurveyDefinition;
  manner: Manner;
  /** The message that shows the current question; undefined when none was sent. */
  questionMessageId: number | undefined;
  /** The reminder that nothing has been done about yet. */
  reminderMessageId: number | undefined;
  /** What the answers of an anonymous response are sealed with. */
  seal?: Seal;
}

interface ResponseRow extends Omit<
  Response,
  keyof OpenedAnswers | 'manner' | 'seal' | 'questionMessageId' | 'reminderMessageId'
> {
  position: string;
  manner: Manner;
  easyOption: string | null;
  answers: StoredAnswers;
  questionMessageId: number | null;
  reminderMessageId: number | null;
}

/** How the response `r` to the survey `s`, of the resident `d`, is taken, as one JSON value. */
export function mannerOf(): RawBuilder<Manner> {
  return sql<Manner>`json_build_object('mode', r.mode, 'style', r.style, 'isHandedOver', r.handed_over_at is not null,
    'isAnonymous', s.anonymity = 'anonymous',
    'person', case when r.mode = 'self' then 1 else (select count(*) from survey_responses o
      where o.resident_id = r.resident_id and o.survey_id = r.survey_id and o.mode = r.mode and o.id <= r.id) end,
    'recorded', array(select v.question_id from survey_recordings v
      where v.survey_id = r.survey_id and v.locale = d.locale))`;
}

/** Whether the resident `r.resident_id` may go on with the response `r` of the survey `s`: nobody interviews without a role. */
export const MAY_GO_ON = sql<boolean>`(r.mode in ('self', 'relative') or exists (
  select from roles o where o.resident_id = r.resident_id and o.community_id = s.community_id
    and o.role in ('staff', 'building_leader')))`;
/** The message of the reminder of a response `r`, as long as nothing was done since it was sent; else null. */
export const OPEN_REMINDER: RawBuilder<number | null> = sql`case when r.reminded_at >= r.updated_at then (
  select d.message_id from deliveries d join broadcasts b on b.id = d.broadcast_id
  where b.kind = 'survey_reminder' and b.object_id = r.survey_id and d.resident_id = r.resident_id
    and d.message_id is not null limit 1) end`;

/** The reference under which the message with the current question is remembered. */
export function questionPost(responseId: number): string {
  return `survey:${responseId}:question`;
}

/** The reference under which the message with the answered age is remembered: ages are mistyped, and corrected later. */
export function agePost(responseId: number): string {
  return `survey:${responseId}:age`;
}

/** Loads a response and holds it until the transaction ends; undefined unless it belongs to this resident. */
export async function lockResponse(
  tx: Db,
  seal: Seal,
  by: { id: number } | { surveyId: number },
  residentId: number,
  now: Date,
): Promise<Response | undefined> {
  const which = 'id' in by ? sql`r.id = ${by.id}` : sql`r.survey_id = ${by.surveyId} and r.mode = 'self'`;
  return await load(tx, seal, sql`${which} and r.resident_id = ${residentId}`, now);
}

/** The response a resident is in the middle of: the one they touched last, neither sent nor stopped nor ended. */
export async function lockCurrentResponse(
  tx: Db,
  seal: Seal,
  residentId: number,
  now: Date,
): Promise<Response | undefined> {
  return await load(
    tx,
    seal,
    sql`r.resident_id = ${residentId} and r.step <> 'sent' and r.paused_at is null and r.status <> 'abandoned'
      and ${takesAnswers(now)} and ${MAY_GO_ON}
      order by r.updated_at desc, r.id desc limit 1`,
    now,
  );
}

/** Whether the survey `s` takes what the response `r` answers: it is open, or a draft that is tried out. */
function takesAnswers(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(case when r.is_trial then s.status = 'draft'
    else s.status = 'open' and s.closes_at > ${now} end)`;
}

async function load(
  tx: Db,
  seal: Seal,
  which: RawBuilder<unknown>,
  now: Date,
): Promise<Response | undefined> {
  const { rows } = await sql<ResponseRow>`
    select r.id, r.survey_id as "surveyId", s.code as "surveyCode", s.community_id as "communityId",
      c.time_zone as "timeZone", coalesce(least(s.closed_at, s.closes_at), ${now}::timestamptz) as "closesAt",
      r.started_at as "startedAt", r.updated_at as "updatedAt", r.step as position, s.definition,
      ${takesAnswers(now)} as "isOpen", r.is_trial as "isTrial",
      r.status = 'completed' as "isCompleted", r.paused_at is not null as "isPaused",
      -- What staff answer when they try a draft out is no secret, and deleted in the end.
      case when r.is_trial then 'named' else s.anonymity end as anonymity, s.results_by::text as "resultsBy", ${OPEN_REMINDER} as "reminderMessageId",
      ${answersOf(sql`r.id`)} as answers, ${mannerOf()} as manner, r.easy_option as "easyOption",
      (select p.message_id from posts p where p.chat_id = d.telegram_id
        and p.reference = 'survey:' || r.id || ':question') as "questionMessageId"
    from survey_responses r join residents d on d.id = r.resident_id
      join surveys s on s.id = r.survey_id join communities c on c.id = s.community_id
    where ${which} for update of r
  `.execute(tx);
  const row = rows[0];
  if (!row) return undefined;
  const { position, answers, easyOption, questionMessageId, reminderMessageId, ...rest } = row;
  const definition = row.manner.style === 'easy' ? easyDefinition(row.definition) : row.definition;
  const response = {
    ...rest,
    definition,
    questionMessageId: questionMessageId ?? undefined,
    reminderMessageId: reminderMessageId ?? undefined,
  };
  if (row.anonymity === 'anonymous') {
    return { ...response, ...(await readSealed(tx, seal, { ...row, definition }, now)), seal };
  }
  return {
    ...response,
    flow: { position, answers: readAnswers(answers), ...(easyOption !== null && { easyOption }) },
    isMixed: false,
    isUnreadable: false,
  };
}

/** A response to begin. Without a mode it is the resident's own; `building` is where a neighbour lives. */
export interface NewResponse extends Partial<Pick<Manner, 'mode' | 'style'>> {
  surveyId: number;
  residentId: number;
  position: string;
  place?: string;
  building?: string | null;
}

/** Starts a response; undefined when the resident has one of their own already. */
export async function startResponse(tx: Db, response: NewResponse, now: Date): Promise<number | undefined> {
  const row = await tx
    .insertInto('survey_responses')
    .values({
      survey_id: response.surveyId,
      resident_id: response.residentId,
      status: 'in_progress',
      step: sql<string>`(select case anonymity when 'anonymous' then ${SEALED} else ${response.position} end
        from surveys where id = ${response.surveyId})`,
      place: response.place ?? null,
      mode: response.mode ?? 'self',
      style: response.style ?? 'plain',
      building: (response.mode ?? 'self') === 'self' ? homeOf(response) : (response.building ?? null),
      started_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'resident_id']).where('mode', '=', 'self').doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Stores where the response stands, and the one answer that changed: one statement a tap. */
export async function saveFlow(
  tx: Db,
  { id, seal }: Pick<Response, 'id' | 'seal'>,
  flow: Flow,
  changed: string | undefined,
  now: Date,
): Promise<void> {
  if (seal) return await saveSealed(tx, id, seal, flow, now);
  const answer = changed === undefined ? undefined : flow.answers.get(changed);
  const move = sql`update survey_responses set step = ${flow.position}, updated_at = ${now}, paused_at = null,
    easy_option = ${flow.easyOption ?? null} where id = ${id}`;
  if (!answer) {
    await move.execute(tx);
    return;
  }
  await sql`
    with moved as (${move})
    insert into answers (response_id, step, codes, is_skipped, is_settled, comment, attachments, said, answered_at)
    values (${id}, ${changed}, ${answer.codes}, ${answer.isSkipped}, ${answer.isSettled},
      ${answer.comment ?? null}, ${JSON.stringify(answer.attachments)}, ${JSON.stringify(answer.said ?? [])}, ${now})
    on conflict (response_id, step) do update set codes = excluded.codes, is_skipped = excluded.is_skipped,
      is_settled = excluded.is_settled, comment = excluded.comment, attachments = excluded.attachments,
      said = excluded.said, answered_at = excluded.answered_at
  `.execute(tx);
}

/**
 * Completes a response, dropping the answers of steps that are no longer shown. Returns how many have completed the
 * survey, this one included; a response sent again after a change keeps the time of its first completion. How many have
 * completed an anonymous survey is told to nobody (undefined).
 */
export async function completeResponse(
  tx: Db,
  response: Pick<Response, 'id' | 'surveyId' | 'definition' | 'seal'> & { manner?: Manner },
  flow: Flow,
  dropped: string[],
  now: Date,
): Promise<number | undefined> {
  if (response.seal) {
    await completeSealed(tx, response.id, response.seal, flow, now);
    return undefined;
  }
  if (dropped.length > 0) {
    await tx
      .deleteFrom('answers')
      .where('response_id', '=', response.id)
      .where('step', 'in', dropped)
      .execute();
  }
  await tx
    .updateTable('survey_responses')
    .set({
      status: 'completed',
      step: flow.position,
      updated_at: now,
      paused_at: null,
      completed_at: sql<Date>`coalesce(completed_at, ${now})`,
      // In easy mode the questionnaire is another one: such a response is counted question by question.
      ...(response.manner?.style === 'easy'
        ? { picks: null }
        : packedColumns(response.definition, flow.answers)),
    })
    .where('id', '=', response.id)
    .execute();
  const row = await tx
    .selectFrom('survey_responses')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('survey_id', '=', response.surveyId)
    .where('status', '=', 'completed')
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function pauseResponse(tx: Db, id: number, now: Date): Promise<void> {
  await tx.updateTable('survey_responses').set({ paused_at: now }).where('id', '=', id).execute();
}

/** Deletes a response with all its answers. */
export async function deleteResponse(tx: Db, id: number): Promise<void> {
  await tx.deleteFrom('survey_responses').where('id', '=', id).execute();
}
