import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type BallotAnswer, type CountsByMode, ballotAnswers, countByMode } from '../domain/ballot.ts';
import { modesAtEnd, modesToMix } from '../domain/ballot.ts';
import type { Locale } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import { SENT } from '../domain/question-flow.ts';
import type { ResponseMode, SurveyDefinition } from '../domain/survey.ts';
import type { Db } from './client.ts';
import { blurParticipation, restartResponse } from './sealed-answers.ts';
import type { Seal } from './sealing.ts';

/*
 * sealed_answers -> ballots. Waiting responses are opened in random order and become ballots with random ids; then all
 * ballots of the survey are written anew, with new ids in the order of those ids, by one statement. So neither the order
 * nor the transaction of a ballot says which batch it came with, let alone from whom. What tells who took part
 * (`survey_responses`) is not touched while a survey goes on.
 */

const MOST_AT_ONCE = 5_000;
const MINUTE_MS = 60_000;

/** Anonymous surveys with responses to be mixed now. */
export async function surveysToMix(db: Db, now: Date): Promise<number[]> {
  const { rows } = await sql<{ surveyId: number; isOver: boolean; waiting: ModeCount[]; mixed: ModeCount[] }>`
    select s.id as "surveyId", s.status = 'closed' as "isOver",
      (select json_agg(w) from (
        select r.mode, count(*) from survey_responses r join sealed_answers a on a.response_id = r.id
        where r.survey_id = s.id and r.status = 'completed' and r.step = ${SENT} and a.sealed_at <= ${settledBefore(now)}
        group by r.mode) w) as waiting,
      (select json_agg(m) from (
        select b.mode, count(*) from ballots b where b.survey_id = s.id group by b.mode) m) as mixed
    from surveys s
    where s.id in (select r.survey_id from survey_responses r join sealed_answers a on a.response_id = r.id)
  `.execute(db);
  return rows
    .filter((row) => row.isOver || modesToMix(countsOf(row.waiting), countsOf(row.mixed)).length > 0)
    .map(({ surveyId }) => surveyId);
}

interface ModeCount {
  mode: ResponseMode;
  count: number;
}

function countsOf(rows: ModeCount[] | null): CountsByMode {
  return new Map(rows?.map(({ mode, count }) => [mode, count]));
}

function settledBefore(now: Date): Date {
  return new Date(now.getTime() - POLICY.ballotChangeMinutes * MINUTE_MS);
}

/** Somebody whose answers could not be opened and who has to begin anew. */
export interface Restarted {
  chatId: number;
  locale: Locale;
  responseId: number;
}

export interface Mixed {
  /** Responses taken; there may be more when it is as many as go at once. */
  taken: number;
  restarted: Restarted[];
}

interface Opened {
  id: number;
  mode: ResponseMode;
  answers: BallotAnswer[];
}

/**
 * Mixes waiting responses of an anonymous survey into its ballots: a batch while it is open, all the rest when it has
 * ended. Takes nothing that somebody is just changing. Call it again until it takes nothing.
 */
export async function mixBallots(tx: Db, seal: Seal, surveyId: number, now: Date): Promise<Mixed> {
  const survey = await tx
    .selectFrom('surveys')
    .select(['id', 'status', 'definition'])
    .where('id', '=', surveyId)
    .where('anonymity', '=', 'anonymous')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (survey?.status === 'open') return await mixBatch(tx, seal, survey, now);
  if (survey?.status === 'closed') return await mixRest(tx, seal, survey);
  return { taken: 0, restarted: [] };
}

type Survey = { id: number; definition: SurveyDefinition };

async function mixBatch(tx: Db, seal: Seal, survey: Survey, now: Date): Promise<Mixed> {
  const { rows: waiting } = await sql<{ id: number; mode: ResponseMode }>`
    select r.id, r.mode from survey_responses r join sealed_answers a on a.response_id = r.id
    where r.survey_id = ${survey.id} and r.status = 'completed' and r.step = ${SENT}
      and a.sealed_at <= ${settledBefore(now)}
    order by random() limit ${MOST_AT_ONCE} for update of r skip locked
  `.execute(tx);
  const { opened, unreadable } = await openAll(tx, seal, survey.definition, waiting);
  const restarted = await restart(tx, unreadable, now);
  const modes = modesToMix(countByMode(opened), await mixedByMode(tx, survey.id));
  const ballots = opened.filter(({ mode }) => modes.includes(mode));
  if (ballots.length > 0) await turnIntoBallots(tx, survey.id, ballots);
  await forgetTraces(
    tx,
    ballots.map(({ id }) => id),
  );
  return { taken: ballots.length, restarted };
}

/** The survey has ended: everybody's answers, finished or not. What cannot be opened any more is lost. */
async function mixRest(tx: Db, seal: Seal, survey: Survey): Promise<Mixed> {
  const { rows: waiting } = await sql<{ id: number; mode: ResponseMode }>`
    select r.id, r.mode from survey_responses r join sealed_answers a on a.response_id = r.id
    where r.survey_id = ${survey.id} order by random() limit ${MOST_AT_ONCE} for update of r
  `.execute(tx);
  const { opened } = await openAll(tx, seal, survey.definition, waiting);
  const answered = opened.filter(({ answers }) => answers.length > 0);
  const modes = modesAtEnd(countByMode(answered), await mixedByMode(tx, survey.id));
  const ballots = modes && answered.map((one) => ({ ...one, mode: modes.get(one.mode) ?? one.mode }));
  if (ballots && ballots.length > 0) await turnIntoBallots(tx, survey.id, ballots);
  await forgetTraces(
    tx,
    waiting.map(({ id }) => id),
  );
  await blurParticipation(tx, survey.id);
  return { taken: waiting.length, restarted: [] };
}

/** Read only now that they are locked: until then their owners may have changed them. */
async function openAll(
  tx: Db,
  seal: Seal,
  definition: SurveyDefinition,
  waiting: { id: number; mode: ResponseMode }[],
): Promise<{ opened: Opened[]; unreadable: number[] }> {
  const rows = await tx
    .selectFrom('sealed_answers')
    .select(['response_id', 'sealed'])
    .where(sql<boolean>`response_id = any(${waiting.map(({ id }) => id)}::bigint[])`)
    .execute();
  const blobs = new Map(rows.map((row) => [row.response_id, row.sealed]));
  const unreadable: number[] = [];
  const opened = waiting.flatMap(({ id, mode }) => {
    const sealed = blobs.get(id);
    const flow = sealed && seal.open(id, sealed);
    if (flow) return [{ id, mode, answers: ballotAnswers(definition, flow.answers) }];
    unreadable.push(id);
    return [];
  });
  return { opened, unreadable };
}

async function restart(tx: Db, responseIds: number[], now: Date): Promise<Restarted[]> {
  if (responseIds.length === 0) return [];
  for (const id of responseIds) await restartResponse(tx, id, now);
  return await tx
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select(['residents.telegram_id as chatId', 'residents.locale', 'survey_responses.id as responseId'])
    .where('survey_responses.id', 'in', responseIds)
    .where('residents.contact_status', '=', 'active')
    .execute();
}

async function mixedByMode(tx: Db, surveyId: number): Promise<CountsByMode> {
  const rows = await tx
    .selectFrom('ballots')
    .select((query) => ['mode', query.fn.countAll<number>().as('count')])
    .where('survey_id', '=', surveyId)
    .groupBy('mode')
    .execute();
  return countsOf(rows);
}

async function turnIntoBallots(tx: Db, surveyId: number, responses: Opened[]): Promise<void> {
  const ballots = responses.map(({ mode, answers }) => ({ id: randomUUID(), mode, answers }));
  const answers = ballots.flatMap(({ id, answers: own }) =>
    own.map(({ step, codes, isSkipped, comment, attachments }) => {
      return { ballot_id: id, step, codes, is_skipped: isSkipped, comment, attachments };
    }),
  );
  await sql`
    insert into ballots (id, survey_id, mode)
    select b.id, ${surveyId}, b.mode from jsonb_to_recordset(${JSON.stringify(ballots)}::jsonb) as b (id uuid, mode text)
  `.execute(tx);
  await sql`
    insert into ballot_answers (ballot_id, step, codes, is_skipped, comment, attachments)
    select * from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
      as a (ballot_id uuid, step text, codes text[], is_skipped boolean, comment text, attachments jsonb)
  `.execute(tx);
  await writeAnew(tx, surveyId);
}

async function writeAnew(tx: Db, surveyId: number): Promise<void> {
  await sql`
    with old as materialized (
      select id, mode, gen_random_uuid() as new_id from ballots where survey_id = ${surveyId}
    ), old_answers as materialized (
      select o.new_id, a.step, a.codes, a.is_skipped, a.comment, a.attachments
      from old o join ballot_answers a on a.ballot_id = o.id
    ), gone as (
      delete from ballots where survey_id = ${surveyId}
    ), written as (
      insert into ballots (id, survey_id, mode) select new_id, ${surveyId}, mode from old order by new_id
    )
    insert into ballot_answers (ballot_id, step, codes, is_skipped, comment, attachments)
    select * from old_answers order by new_id, step
  `.execute(tx);
}

/** What was needed only to ask these people on. */
async function forgetTraces(tx: Db, responseIds: number[]): Promise<void> {
  await sql`
    with opened as (delete from sealed_answers where response_id = any(${responseIds}::bigint[]))
    delete from posts p using survey_responses r join residents d on d.id = r.resident_id
    where r.id = any(${responseIds}::bigint[]) and p.chat_id = d.telegram_id
      and starts_with(p.reference, 'survey:' || r.id || ':')
  `.execute(tx);
}
