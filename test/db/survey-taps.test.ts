import { sql } from 'kysely';
import type { Message } from '../../src/simulator/types.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTapApplier, readTap } from '../../src/bot/survey/apply-taps.ts';
import { createClock } from '../../src/clock.ts';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { type InboxRow, lockPersons, openUpdates, takeUpdate } from '../../src/db/inbox.ts';
import { lockResponse, saveFlow } from '../../src/db/responses.ts';
import { createSeal } from '../../src/db/sealing.ts';
import { NO_ANSWER } from '../../src/domain/survey.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { pressOn, putIntoInbox } from '../support/presses.ts';
import { type SeededSurvey, seedRespondent, seedSurvey } from '../support/survey-rows.ts';

let database: TestDatabase;
let db: Db;
let survey: SeededSurvey;
let nextId = 50_000;
const seal = createSeal('a secret of this test', () => undefined);

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 6);
  survey = await seedSurvey(db);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

interface Respondent {
  id: number;
  responseId: number;
}

async function respondent(): Promise<Respondent> {
  const id = nextId++;
  return { id, responseId: await seedRespondent(db, survey, id) };
}

const messageTo = (id: number) =>
  ({ message_id: 5, date: 1, chat: { id, type: 'private', first_name: 'P' } }) as unknown as Message;

/** A person presses the first answer of the first question of a response; the update as it waits in the inbox. */
async function press(personId: number, responseId: number, at = new Date()): Promise<InboxRow> {
  const option = survey.definition.questions[0]?.options?.[0]?.code ?? '';
  const step = survey.definition.questions[0]?.id ?? '';
  const update = pressOn(messageTo(personId), personId, `survey:tap:${responseId}:${step}:${option}`);
  await putIntoInbox(db, update, { receivedAt: at });
  return { update_id: update.update_id, person_key: personId, attempts: 0, payload: update, received_at: at };
}

async function apply(rows: InboxRow[]) {
  const taps = rows.map((row) => readTap(row));
  if (taps.includes(undefined)) throw new Error('not a tap');
  return await createTapApplier({ db, clock: createClock() })(taps.filter((tap) => tap !== undefined));
}

const isApplied = async (row: InboxRow) =>
  (
    await db
      .selectFrom('inbox')
      .select('applied_at')
      .where('update_id', '=', row.update_id)
      .executeTakeFirstOrThrow()
  ).applied_at !== null;

describe('a batch of taps', () => {
  test('applies what is plain, and nothing of it is written twice', async () => {
    const people = [await respondent(), await respondent(), await respondent()];
    const rows = await Promise.all(people.map(async ({ id, responseId }) => await press(id, responseId)));
    const results = await apply(rows);
    expect(results.map(({ kind }) => kind)).toEqual(['applied', 'applied', 'applied']);
    for (const [index, result] of results.entries()) {
      if (result.kind !== 'applied') continue;
      expect(new Set(result.rows.map((row) => row.chat_id))).toEqual(new Set([people[index]?.id]));
      expect(await storedEffects(result.rows.map(({ id }) => id))).toEqual(
        result.rows.map(({ effect }) => effect),
      );
    }
    expect((await apply(rows)).map(({ kind }) => kind)).toEqual(['ordinary', 'ordinary', 'ordinary']);
  });

  test.each<[string, (who: Respondent) => Promise<unknown>]>([
    ['of a blocked resident', async ({ id }) => await changeResident(id, { contact_status: 'blocked' })],
    [
      'of a resident who wants no messages',
      async ({ id }) => await changeResident(id, { paused_at: new Date() }),
    ],
    [
      'of somebody without a language',
      async ({ id }) => await changeResident(id, { locale_chosen_at: null }),
    ],
    ['on a response that was sent', async ({ responseId }) => await changeResponse(responseId, 'completed')],
    [
      'on a response that was given up',
      async ({ responseId }) => await changeResponse(responseId, 'abandoned'),
    ],
    [
      'on a response that was deleted',
      async ({ responseId }) =>
        await db.deleteFrom('survey_responses').where('id', '=', responseId).execute(),
    ],
    [
      'in an interview by somebody who is no leader',
      async ({ responseId }) => await takeAs(responseId, { mode: 'leader' }),
    ],
    [
      'with the phone handed over',
      async ({ responseId }) => await takeAs(responseId, { handed_over_at: new Date() }),
    ],
    ['in big steps', async ({ responseId }) => await takeAs(responseId, { style: 'easy' })],
    ['while an older update of the person is open', async ({ id }) => await press(id, 1, new Date(0))],
  ])('leaves a tap %s to the ordinary way, and applies its neighbour', async (_what, spoil) => {
    const [odd, plain] = [await respondent(), await respondent()];
    const rows = [await press(odd.id, odd.responseId), await press(plain.id, plain.responseId)];
    await spoil(odd);
    expect((await apply(rows)).map(({ kind }) => kind)).toEqual(['ordinary', 'applied']);
    expect(await Promise.all(rows.map(isApplied))).toEqual([false, true]);
  });

  test('applies what a leader taps in their interview, as one of theirs', async () => {
    const [leader, plain] = [await respondent(), await respondent()];
    await takeAs(leader.responseId, { mode: 'leader' });
    await sql`
      insert into roles (resident_id, role, community_id, building, granted_at)
      select r.resident_id, 'building_leader', s.community_id, '3', now()
      from survey_responses r join surveys s on s.id = r.survey_id where r.id = ${leader.responseId}
    `.execute(db);
    const rows = [await press(leader.id, leader.responseId), await press(plain.id, plain.responseId)];
    const results = await apply(rows);
    expect(results.map(({ kind }) => kind)).toEqual(['applied', 'applied']);
    const said = results.map((result) => JSON.stringify(result.kind === 'applied' && result.rows));
    expect(said[0]).toContain('Neighbour 1');
    expect(said[1]).not.toContain('Neighbour');
  });

  test('never lets anybody answer for somebody else', async () => {
    const [owner, stranger] = [await respondent(), await respondent()];
    const row = await press(stranger.id, owner.responseId);
    expect(await apply([row])).toEqual([{ kind: 'ordinary' }]);
  });

  test('passes over a person who is being served elsewhere, and a response that is held, without waiting', async () => {
    const [busy, held, plain] = [await respondent(), await respondent(), await respondent()];
    const rows = await Promise.all(
      [busy, held, plain].map(async ({ id, responseId }) => await press(id, responseId)),
    );
    const results = await db.transaction().execute(async (other) => {
      await lockPersons(other, [busy.id]);
      await sql`select from survey_responses where id = ${held.responseId} for update`.execute(other);
      return await apply(rows);
    });
    expect(results.map(({ kind }) => kind)).toEqual(['elsewhere', 'ordinary', 'applied']);
  });
});

describe('one person at a time', () => {
  test('an update is taken once, in order, and by nobody while somebody else has it', async () => {
    const { id, responseId } = await respondent();
    const older = await press(id, responseId, new Date(Date.now() - 1_000));
    const newer = await press(id, responseId);
    const take = async (row: InboxRow) =>
      await db.transaction().execute(async (tx) => await takeUpdate(tx, row, new Date()));
    expect(await take(newer)).toBe('passed');
    const meanwhile = await db.transaction().execute(async (tx) => {
      expect(await takeUpdate(tx, older, new Date())).toBe('taken');
      return await take(newer);
    });
    expect(meanwhile).toBe('elsewhere');
    expect([await take(older), await take(newer)]).toEqual(['passed', 'taken']);
  });

  test('without the lock of the person, of two answers given at once one is lost', async () => {
    expect(await twoAnswersAtOnce(false)).toEqual(['words']);
  });

  test('with it both are kept', async () => {
    expect(await twoAnswersAtOnce(true)).toEqual(['code', 'words']);
  });
});

test('a backlog is looked through in order, without those who are being served', async () => {
  await db.deleteFrom('inbox').execute();
  const [one, other] = [await respondent(), await respondent()];
  const at = (second: number) => new Date(Date.UTC(2020, 0, 1, 0, 0, second));
  const rows = [
    await press(one.id, 1, at(3)),
    await press(other.id, 1, at(2)),
    await press(one.id, 1, at(1)),
  ];
  const found = await openUpdates(db, [other.id], 2);
  expect(found.map((row) => row.update_id)).toEqual([rows[2]?.update_id, rows[0]?.update_id]);
  expect(found[0]).toMatchObject({ payload: rows[2]?.payload, received_at: at(1) });
});

/** A button and words of one person, read before either is stored; what of them is kept. */
async function twoAnswersAtOnce(isLocked: boolean): Promise<string[]> {
  const { id, responseId } = await respondent();
  const { id: residentId } = await db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', id)
    .executeTakeFirstOrThrow();
  const step = survey.definition.questions[0]?.id ?? '';
  let hasRead = () => undefined as void;
  const bothRead = new Promise<void>((resolve) => (hasRead = resolve));
  const answer = async (change: { codes: string[] } | { comment: string }, wait: () => Promise<void>) => {
    const isDone = await db.transaction().execute(async (tx) => {
      if (isLocked && (await lockPersons(tx, [id])).size === 0) return false;
      const response = await lockResponse(tx, seal, { id: responseId }, residentId, new Date());
      if (!response) throw new Error('no response');
      await wait();
      const answers = new Map(response.flow.answers);
      answers.set(step, { ...(answers.get(step) ?? NO_ANSWER), ...change });
      await saveFlow(tx, { id: responseId }, { position: step, answers }, step, new Date());
      return true;
    });
    if (!isDone) await answer(change, wait);
  };
  const press = answer({ codes: ['code'] }, async () => {
    hasRead();
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  await bothRead;
  await Promise.all([press, answer({ comment: 'words' }, async () => undefined)]);
  const stored = await db
    .selectFrom('answers')
    .select(['codes', 'comment'])
    .where('response_id', '=', responseId)
    .executeTakeFirstOrThrow();
  return [...stored.codes, ...(stored.comment ? [stored.comment] : [])];
}

async function storedEffects(ids: number[]): Promise<unknown[]> {
  const rows = await db.selectFrom('outbox').select('effect').where('id', 'in', ids).orderBy('id').execute();
  return rows.map(({ effect }) => effect);
}

async function changeResident(
  telegramId: number,
  change: { contact_status?: 'blocked'; paused_at?: Date; locale_chosen_at?: null },
): Promise<void> {
  await db.updateTable('residents').set(change).where('telegram_id', '=', telegramId).execute();
}

async function takeAs(id: number, how: { mode?: 'leader'; style?: 'easy'; handed_over_at?: Date }) {
  await db.updateTable('survey_responses').set(how).where('id', '=', id).execute();
}

async function changeResponse(id: number, status: 'completed' | 'abandoned'): Promise<void> {
  await db.updateTable('survey_responses').set({ status }).where('id', '=', id).execute();
}
