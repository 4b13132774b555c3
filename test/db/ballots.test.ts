import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mixBallots, surveysToMix } from '../../src/db/ballots.ts';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { completeResponse, lockResponse, saveFlow } from '../../src/db/responses.ts';
import { createSeal } from '../../src/db/sealing.ts';
import { type Flow, REVIEW, SENT } from '../../src/domain/question-flow.ts';
import { NO_ANSWER } from '../../src/domain/survey.ts';
import { SHORT_SURVEY } from '../support/anonymity.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type SeededSurvey, seedRespondent, seedSurvey } from '../support/survey-rows.ts';

let database: TestDatabase;
let db: Db;
let survey: SeededSurvey;
let nextId = 20_000;
const unreadable: number[] = [];
const hear = (responseId: number) => void unreadable.push(responseId);
const seal = createSeal('a secret of this test', hear);

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 6);
  survey = await seedSurvey(db, SHORT_SURVEY);
  await db.updateTable('surveys').set({ anonymity: 'anonymous' }).execute();
});
beforeEach(async () => {
  await sql`truncate survey_responses, ballots cascade`.execute(db);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000);
const flowOf = (mood: string, position: string = SENT): Flow => ({
  position,
  answers: new Map([['mood', { ...NO_ANSWER, codes: [mood], isSettled: true }]]),
});

async function respondent(): Promise<{ id: number; residentId: number }> {
  const id = await seedRespondent(db, survey, nextId++);
  const row = await db
    .selectFrom('survey_responses')
    .select('resident_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, residentId: row.resident_id ?? 0 };
}

async function sent(count: number, mood = 'good', by = seal): Promise<{ id: number; residentId: number }[]> {
  const people = await Promise.all(Array.from({ length: count }, respondent));
  for (const { id } of people) {
    const response = { id, surveyId: survey.surveyId, seal: by };
    await completeResponse(db, response, flowOf(mood), [], AN_HOUR_AGO);
  }
  return people;
}

const idsOf = (people: { id: number }[]) => people.map(({ id }) => id).toSorted((one, other) => one - other);

const mix = async (by = seal) =>
  await db.transaction().execute(async (tx) => await mixBallots(tx, by, survey.surveyId, new Date()));

async function moods(): Promise<string[]> {
  const rows = await db.selectFrom('ballot_answers').select('codes').execute();
  return rows.flatMap(({ codes }) => codes).toSorted();
}

const many = (count: number, mood: string) => Array.from({ length: count }, () => mood);

test('two workers that mix at once make one ballot of each response', async () => {
  await sent(25);
  const taken = await Promise.all([mix(), mix(), mix()]);
  expect(taken.map((one) => one.taken).toSorted()).toEqual([0, 0, 25]);
  expect(await moods()).toEqual(many(25, 'good'));
  expect(await surveysToMix(db, new Date())).toEqual([]);
});

test('each batch gives every ballot a new number, and one transaction for all', async () => {
  await sent(10);
  await mix();
  const before = await db.selectFrom('ballots').select('id').execute();
  await sent(10, 'bad');
  await mix();
  const after = await sql<{
    id: string;
    xmin: string;
  }>`select id, xmin::text from ballots`.execute(db);
  expect(after.rows).toHaveLength(20);
  expect(new Set(after.rows.map(({ xmin }) => xmin)).size).toBe(1);
  expect(after.rows.filter(({ id }) => before.some((old) => old.id === id))).toEqual([]);
});

describe('somebody who presses [Change] at the moment of the mixing', () => {
  test('is told that it is too late, and is counted once', async () => {
    const [changer] = await sent(12);
    if (!changer) throw new Error('nobody');
    const { seen } = await whileMixing(async () => {
      return await db.transaction().execute(async (tx) => {
        const response = await lockResponse(tx, seal, { id: changer.id }, changer.residentId, new Date());
        if (response && !response.isMixed)
          await saveFlow(tx, response, flowOf('bad', REVIEW), 'mood', new Date());
        return response?.isMixed;
      });
    });
    expect(seen).toBe(true);
    await closeSurvey();
    expect(await moods()).toEqual(many(12, 'good'));
  });

  test('would find the answers still there if they were read with the lock, and be counted twice', async () => {
    const [changer] = await sent(12);
    const { seen } = await whileMixing(async () => {
      const { rows } = await sql<{ sealed: Buffer | null }>`
        select (select a.sealed from sealed_answers a where a.response_id = r.id) as sealed
        from survey_responses r where r.id = ${changer?.id} for update of r`.execute(db);
      return rows[0]?.sealed !== null;
    });
    expect(seen).toBe(true);
  });

  /** Begins `press` when the mixing holds the responses, and ends the mixing when `press` waits for it. */
  async function whileMixing<T>(press: () => Promise<T>): Promise<{ seen: T }> {
    let pressing: Promise<T> | undefined;
    await db.transaction().execute(async (tx) => {
      await mixBallots(tx, seal, survey.surveyId, new Date());
      pressing = press();
      await untilSomebodyWaits();
    });
    if (!pressing) throw new Error('nobody pressed');
    return { seen: await pressing };
  }

  async function untilSomebodyWaits(): Promise<void> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const { rows } = await sql`select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      if (rows.length > 0) return;
      if (Date.now() > deadline) throw new Error('nobody waits');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function closeSurvey(): Promise<void> {
    const set = async (status: 'closed' | 'open') =>
      await db.updateTable('surveys').set({ status }).execute();
    await set('closed');
    await mix();
    await set('open');
  }
});

describe('answers sealed under another token', () => {
  test('begin anew and hold up nobody else; whoever had sent them is to be told', async () => {
    unreadable.length = 0;
    const others = await sent(2, 'bad', createSeal('the secret before', hear));
    await sent(10);
    const { restarted, taken } = await mix();
    expect(taken).toBe(10);
    expect(idsOf(restarted.map(({ responseId: id }) => ({ id })))).toEqual(idsOf(others));
    expect(idsOf(unreadable.map((id) => ({ id })))).toEqual(idsOf(others));
    const [one] = others;
    const response = await db
      .transaction()
      .execute(
        async (tx) => await lockResponse(tx, seal, { id: one?.id ?? 0 }, one?.residentId ?? 0, new Date()),
      );
    expect(response).toMatchObject({ isCompleted: false, isMixed: false, flow: { position: 'mood' } });
  });
});
