/** A survey of the ready kind, answered by as many people as a bench needs, the way the product leaves it when sent. */
import { sql } from 'kysely';
import type { Db } from '../../src/db/client.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { packAnswers } from '../../src/domain/survey-picks.ts';
import { type Answer, NO_ANSWER, type SurveyDefinition } from '../../src/domain/survey.ts';

/** The sub-district has 23 communities of about 20 buildings. */
const BUILDINGS = 460;
const AT_ONCE = 10_000;

export interface AnsweredSurvey {
  id: number;
  definition: SurveyDefinition;
}

/**
 * One open survey with this many whole responses of seven answers each, from residents who exist (ids from 1), and its
 * invitation to all of them. The answers are rows as well, as the product keeps them.
 */
export async function seedAnsweredSurvey(db: Db, responses: number): Promise<AnsweredSurvey> {
  const definition = findTemplate('general_needs');
  if (!definition) throw new Error('there is no ready survey');
  const { rows } = await sql<{ id: number }>`
    insert into surveys (code, community_id, status, definition, opened_at, closes_at, created_at)
    values ('answered', 1, 'open', ${JSON.stringify(definition)}, now(), now() + interval '30 days', now())
    returning id
  `.execute(db);
  const id = rows[0]?.id ?? 0;
  await sql`update memberships set building = (1 + resident_id % ${BUILDINGS})::text`.execute(db);
  for (let first = 1; first <= responses; first += AT_ONCE)
    await seedResponses(db, id, definition, first, Math.min(AT_ONCE, responses - first + 1));
  await sql`
    with invitation as (
      insert into broadcasts (community_id, kind, object_id, generation, status, created_at)
      values (1, 'survey_invitation', ${id}, 1, 'finished', now()) returning id)
    insert into deliveries (broadcast_id, resident_id, status)
    select invitation.id, m.resident_id, 'sent' from invitation, memberships m
  `.execute(db);
  await sql`vacuum analyze survey_responses, answers, memberships, deliveries, broadcasts`.execute(db);
  return { id, definition };
}

async function seedResponses(
  db: Db,
  surveyId: number,
  definition: SurveyDefinition,
  first: number,
  count: number,
): Promise<void> {
  const answers = Array.from({ length: count }, (_, index) => answersOf(first + index));
  const picks = answers.map((one) => Buffer.from(packAnswers(definition, new Map(Object.entries(one)))));
  const { rows } = await sql<{ id: number }>`
    insert into survey_responses (survey_id, resident_id, status, step, mode, building, locale, picks, started_at,
      updated_at, completed_at)
    select ${surveyId}, n, 'completed', 'sent', case when n % 5 = 0 then 'leader' else 'self' end,
      (1 + n % ${BUILDINGS})::text, (array['zh', 'en', 'es'])[1 + n % 3], p, now(), now(), now()
    from unnest(${Array.from({ length: count }, (_, index) => first + index)}::bigint[], ${picks}::bytea[]) as r (n, p)
    returning id
  `.execute(db);
  const flat = rows.flatMap(({ id }, index) =>
    Object.entries(answers[index] ?? {}).map(([step, answer]) => ({ id, step, ...answer })),
  );
  await sql`
    insert into answers (response_id, step, codes, is_skipped, is_settled, comment, answered_at)
    select a.id, a.step, a.codes, a."isSkipped", true, a.comment, now()
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb)
      as a (id bigint, step text, codes text[], "isSkipped" boolean, comment text)
  `.execute(db);
}

const AGES = ['u30', '30_44', '45_59', '60_69', '70_79', '80p', 'na'];
const PLACES = ['local', 'local', 'local', 'city', 'outside', 'na'];
const CONCERNS = [
  'health',
  'eldercare',
  'children',
  'parking',
  'waste',
  'repairs',
  'safety',
  'space',
  'jobs',
];

/** Seven answers of person n: the same for the same n, and spread over all options. */
function answersOf(n: number): Record<string, Answer> {
  const draw = randomFrom(n);
  const [concern = 'health'] = draw(CONCERNS);
  return {
    age: chosen(draw(AGES)),
    status: chosen(draw(PLACES)),
    concerns: chosen([concern]),
    [`severity:${concern}`]: chosen(draw(['1', '2', '3'])),
    overall: chosen(draw(['5', '4', '3', '2', '1'])),
    open: n % 4 === 0 ? { ...chosen([]), comment: 'The lift is broken' } : { ...chosen([]), isSkipped: true },
    join: chosen(draw(['attend', 'ideas', 'hands', 'later'])),
  };
}

function chosen(codes: string[]): Answer {
  return { ...NO_ANSWER, codes, isSettled: true };
}

function randomFrom(seed: number): (from: string[]) => string[] {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return (from) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return from.slice((state >>> 8) % from.length).slice(0, 1);
  };
}
