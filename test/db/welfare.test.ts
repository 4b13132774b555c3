import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { settleCopy } from '../../src/db/settle-copy.ts';
import {
  forgetAlarms,
  listAlarmsToChase,
  lockAlarm,
  nameSender,
  raiseAlarm,
  takeAlarm,
  takeChaseStep,
} from '../../src/db/welfare.ts';
import { buildCourtyard } from '../support/courtyard.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-02T02:00:00Z');
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const AT_ONCE = Array.from({ length: 20 }, (_, index) => index);

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 20);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

test('twenty press [I am on it] at once: one has it', async () => {
  const { id, staff } = await alarm('named');
  const took = await Promise.all(AT_ONCE.map(() => takeFirst(id, staff, lockAlarm)));
  expect(took.filter(Boolean)).toHaveLength(1);
});

test('control: without the row lock more than one of twenty would believe to have it', async () => {
  const { id, staff } = await alarm('named');
  const took = await Promise.all(AT_ONCE.map(() => takeFirst(id, staff, readWithoutLock)));
  expect(took.filter(Boolean).length).toBeGreaterThan(1);
});

test('twenty processes look at once: each step of the chase is taken once, half an hour apart', async () => {
  const { id } = await alarm('named');
  const stepsAt = async (minutes: number) => {
    const steps = await Promise.all(
      AT_ONCE.map(() => db.transaction().execute((tx) => takeChaseStep(tx, id, minutesLater(minutes)))),
    );
    return steps.filter((step) => step !== undefined);
  };
  expect(await stepsAt(29)).toEqual([]);
  expect(await stepsAt(30)).toEqual(['again']);
  expect(await stepsAt(59)).toEqual([]);
  expect(await stepsAt(60)).toEqual(['all_staff']);
  expect(await stepsAt(600)).toEqual([]);
});

test('one answer raises one alarm, however many transactions see it', async () => {
  const { responseId } = await alarm('named');
  const again = { responseId, step: 'q2', kind: 'suicide', words: 'x' } as const;
  const raised = await Promise.all(AT_ONCE.map(() => raiseAlarm(db, again, NOW)));
  expect(raised.filter(Boolean)).toHaveLength(1);
});

test('a restored record tells no alarm a second time', async () => {
  const { id } = await alarm('named');
  await db.transaction().execute((tx) => settleCopy(tx, 'x', minutesLater(5)));
  expect(await listAlarmsToChase(db, minutesLater(600))).not.toContain(id);
});

test('once an anonymous answer is mixed nothing leads from the alarm to it, and its writer cannot be named', async () => {
  const { id, responseId, writer } = await alarm('anonymous');
  await db
    .insertInto('sealed_answers')
    .values({ response_id: responseId, sealed: Buffer.from('x'), sealed_at: NOW })
    .execute();
  await forgetAlarms(db, NOW);
  expect(await stored(id)).toMatchObject({ source: `answer:${responseId}:q1`, resident_id: null });
  await db.deleteFrom('sealed_answers').where('response_id', '=', responseId).execute();
  await forgetAlarms(db, NOW);
  expect(await stored(id)).toMatchObject({ source: `cut:${id}`, resident_id: null, words: 'help' });
  expect(await nameSender(db, id, writer)).toBe(false);
});

test('who let their name be known is not known with words that stand in a ballot', async () => {
  const { id, writer } = await alarm('anonymous');
  expect(await nameSender(db, id, writer + 1)).toBe(false);
  expect(await nameSender(db, id, writer)).toBe(true);
  await forgetAlarms(db, NOW);
  expect(await stored(id)).toMatchObject({ source: `cut:${id}`, resident_id: writer, words: null });
});

async function alarm(anonymity: 'named' | 'anonymous') {
  const courtyard = await buildCourtyard(db, { at: NOW });
  await db.updateTable('surveys').set({ anonymity }).where('code', '=', courtyard.surveyCode).execute();
  await courtyard.answer(NOW);
  const response = await db
    .selectFrom('survey_responses')
    .innerJoin('surveys', 'surveys.id', 'survey_responses.survey_id')
    .select(['survey_responses.id', 'survey_responses.resident_id'])
    .where('surveys.code', '=', courtyard.surveyCode)
    .executeTakeFirstOrThrow();
  const source = { responseId: response.id, step: 'q1', kind: 'suicide', words: 'help' } as const;
  const raised = await raiseAlarm(db, source, NOW);
  const writer = response.resident_id;
  if (!raised || writer === null) throw new Error('no alarm was raised');
  return { id: raised.id, responseId: response.id, writer, staff: courtyard.staff.id };
}

type Read = (tx: Db, id: number) => Promise<{ takenBy: number | null } | undefined>;

async function takeFirst(id: number, staff: number, read: Read): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const found = await read(tx, id);
    if (found?.takenBy !== null) return false;
    await takeAlarm(tx, id, staff, NOW);
    return true;
  });
}

async function readWithoutLock(tx: Db, id: number) {
  const row = await tx
    .selectFrom('welfare_alarms')
    .select('acknowledged_by')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { takenBy: row.acknowledged_by };
}

async function stored(id: number) {
  return await db.selectFrom('welfare_alarms').selectAll().where('id', '=', id).executeTakeFirst();
}
