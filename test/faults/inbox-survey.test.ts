import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FlowEvent, applyEvents, startFlow } from '../../src/domain/question-flow.ts';
import type { Message } from '../../src/simulator/types.ts';
import { type SeededSurvey, seedRespondent, seedSurvey } from '../support/survey-rows.ts';
import { type InboxWorld, type RunningBot, until } from './support/inbox-world.ts';
import { openTestInbox } from './support/test-world.ts';

const HANG_GUARD_MS = 120_000;

let world: InboxWorld;
let survey: SeededSurvey;
let bot: RunningBot;
let nextId = 90_000;

beforeAll(async () => {
  world = await openTestInbox('polling');
  survey = await seedSurvey(world.db);
  bot = await world.start();
}, HANG_GUARD_MS);
afterAll(async () => {
  await bot.kill9();
  await world.close();
});

/** Somebody who has just been asked the first question. */
async function respondent(): Promise<{ id: number; responseId: number }> {
  const id = nextId++;
  world.simulator.addPerson({ id, firstName: `Person${id}`, languageCode: 'en' });
  const responseId = await seedRespondent(world.db, survey, id);
  world.simulator.open(id);
  await world.settled();
  const greeting = world.simulator.lastMessage(id);
  if (!greeting) throw new Error('no greeting');
  void world.simulator.tap(id, id, greeting.message_id, { data: `survey:go:${responseId}` });
  await until(() => isAsked(id, '1/7'), 'the first question');
  await world.settled();
  return { id, responseId };
}

const textsOf = (id: number) => world.simulator.messages(id).map(({ text }) => text ?? '');
const isAsked = (id: number, what: string) => textsOf(id).some((text) => text.startsWith(what));
const question = (id: number) => world.simulator.messages(id).findLast(hasButtons) as Message;
const hasButtons = (message: Message) => (message.reply_markup?.inline_keyboard.length ?? 0) > 0;

const labelsOf = (message: Message) =>
  message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
const stepOf = async (responseId: number) =>
  (
    await world.db
      .selectFrom('survey_responses')
      .select('step')
      .where('id', '=', responseId)
      .executeTakeFirstOrThrow()
  ).step;

/** A way through the survey, by the beginnings of the buttons' labels. */
const WAY = ['4 60', '1 In this', '☐ 6', '☐ 2', 'Done', '2 A lot', '3 It is', '3 😐', 'Skip', '☐ 1', 'Done'];
const ANSWERS = {
  age: ['60_69'],
  concerns: ['eldercare', 'repairs'],
  'severity:eldercare': ['2'],
  'severity:repairs': ['3'],
  overall: ['3'],
};

async function codesOf(responseId: number): Promise<Record<string, string[]>> {
  const rows = await world.db
    .selectFrom('answers')
    .select(['step', 'codes'])
    .where('response_id', '=', responseId)
    .execute();
  return Object.fromEntries(rows.map(({ step, codes }) => [step, codes]));
}

/** How often each state of each question was sent as a new message. */
function timesAsked(id: number): number[] {
  const asked = world.simulator.calls.filter(
    ({ method, executed, params }) =>
      method === 'sendMessage' && executed && String(params['chat_id']) === String(id),
  );
  const counts = new Map<string, number>();
  for (const { params } of asked) {
    const header = /^\d\/7( · \d of \d)?/.exec(String(params['text']))?.[0];
    if (header) counts.set(header, (counts.get(header) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe('a survey whose bot is killed with kill -9 after every step', () => {
  test(
    'goes on at the same question: no answer is lost, none counts twice, no question comes more than twice',
    async () => {
      const person = await respondent();
      for (const [step, label] of WAY.entries()) {
        const before = question(person.id);
        expect(labelsOf(before).some((shown) => shown.startsWith(label))).toBe(true);
        void world.simulator.tap(person.id, person.id, before.message_id, label);
        // Now before the tap is recorded, now in the middle, now after everything was sent.
        await new Promise((resolve) => setTimeout(resolve, (step % 4) * 12));
        await bot.kill9();
        await world.expireLeases();
        bot = await world.start();
        await world.settled();
      }
      expect(await codesOf(person.responseId)).toMatchObject(ANSWERS);
      expect(await stepOf(person.responseId)).toBe('review');
      expect(Math.max(...timesAsked(person.id))).toBeLessThanOrEqual(2);
      await world.simulator.tap(person.id, person.id, question(person.id).message_id, 'Send');
      await world.settled();
      expect(await stepOf(person.responseId)).toBe('sent');
    },
    HANG_GUARD_MS,
  );
});

describe('an answer that was taken in and not applied when the bot was killed', () => {
  test.each([
    { what: 'counts', isKept: true },
    { what: 'is lost where it is known to the process only (control)', isKept: false },
  ])(
    '$what',
    async ({ isKept }) => {
      const { id } = await respondent();
      const isTakenIn = async () => (await isOpen(id)) && world.simulator.pendingUpdates().length === 0;
      await whileLocked(id, async () => {
        void world.simulator.tap(id, id, question(id).message_id, '4 60');
        await until(isTakenIn, 'the tap to be taken in');
        await bot.kill9();
      });
      if (!isKept) await world.db.deleteFrom('inbox').where('person_key', '=', id).execute();
      bot = await world.start();
      await world.settled();
      expect(isAsked(id, '2/7')).toBe(isKept);
    },
    HANG_GUARD_MS,
  );
});

async function isOpen(id: number): Promise<boolean> {
  const query = world.db.selectFrom('inbox').select('update_id').where('person_key', '=', id);
  return (await query.where('applied_at', 'is', null).executeTakeFirst()) !== undefined;
}

/** Nobody applies an update of this person meanwhile. */
async function whileLocked(id: number, act: () => Promise<void>): Promise<void> {
  const key = sql`hashtextextended('person', ${id})`;
  await world.db.connection().execute(async (own) => {
    await sql`select pg_advisory_lock(${key})`.execute(own);
    await act();
    await sql`select pg_advisory_unlock(${key})`.execute(own);
  });
}

describe('every button of a survey, pressed three times by two devices', () => {
  test(
    'counts once: one answer, one next question',
    async () => {
      const person = await respondent();
      for (const label of [...WAY, 'Send']) {
        const { message_id: messageId, reply_markup } = question(person.id);
        const data = reply_markup?.inline_keyboard
          .flat()
          .find(({ text }) => text.startsWith(label))?.callback_data;
        const presses = Array.from({ length: 6 }, async () =>
          world.simulator.tap(person.id, person.id, messageId, { data: data ?? '' }),
        );
        expect((await Promise.all(presses)).filter((answer) => answer === null)).toEqual([]);
        await world.settled();
      }
      expect(await codesOf(person.responseId)).toMatchObject(ANSWERS);
      expect(timesAsked(person.id).every((times) => times === 1)).toBe(true);
      expect(
        textsOf(person.id).filter((text) => text.includes('1st to answer') || text.includes('2nd to')),
      ).toHaveLength(1);
    },
    HANG_GUARD_MS,
  );

  test('asks the next question six times when each press knows nothing of the others (control)', () => {
    const before = startFlow(survey.definition);
    const press: FlowEvent = { kind: 'choose', step: before.position, code: '60_69' };
    const atOnce = Array.from({ length: 6 }, () => applyEvents(survey.definition, before, [press]));
    expect(atOnce.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'applied'));
    const again = applyEvents(survey.definition, atOnce[0]?.flow ?? before, [press]);
    expect(again.kind).toBe('refused');
  });
});
