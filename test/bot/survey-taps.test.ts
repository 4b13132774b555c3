import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REVIEW } from '../../src/domain/question-flow.ts';
import { stepsOf } from '../../src/domain/question-steps.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { pressOn, putIntoInbox } from '../support/presses.ts';
import { beginSurvey, launchSurvey, responseOf } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 6000;

beforeAll(async () => {
  yard = await startYardbell();
  const staff = await yard.staff(nextId++, 'en');
  code = await launchSurvey(yard, staff, 'What our community needs');
});
afterAll(async () => await yard.stop());

/** One press: of the button at this place on the newest question, of one like it, or of an older message. */
interface Wish {
  place: number;
  verb: 'as shown' | 'tap' | 'on' | 'off' | 'done' | 'skip' | 'back';
  isOld: boolean;
}

const wishes = fc.array(
  fc.record<Wish>({
    place: fc.nat({ max: 12 }),
    verb: fc.oneof(
      { weight: 4, arbitrary: fc.constant('as shown' as const) },
      { weight: 1, arbitrary: fc.constantFrom('tap', 'on', 'off', 'done', 'skip', 'back') },
    ),
    isOld: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  { minLength: 6, maxLength: 14 },
);

const buttonsOf = (message: Message) => message.reply_markup?.inline_keyboard.flat() ?? [];

function pressFor(person: number, { place, verb, isOld }: Wish) {
  const asked = yard.simulator.messages(person).filter((message) => buttonsOf(message).length > 0);
  const message = (isOld ? asked.at(-2) : undefined) ?? asked.at(-1);
  const buttons = message ? buttonsOf(message) : [];
  const data = buttons[place % Math.max(1, buttons.length)]?.callback_data;
  if (!message || !data) return undefined;
  const [noun, shown, ...args] = data.split(':');
  return pressOn(message, person, [noun, verb === 'as shown' ? shown : verb, ...args].join(':'));
}

/** Everything of a person that anybody can see or count, without what must differ between two people. */
async function seenOf(person: number) {
  const { id } = await responseOf(yard, person);
  const anonymous = (text: string) =>
    text.replaceAll(new RegExp(`(survey:[a-z]+):${id}(?=[:"\\\\])`, 'g'), '$1:R');
  const messages = yard.simulator
    .messages(person)
    .map(({ text, reply_markup }) => anonymous(JSON.stringify([text, reply_markup])));
  const toasts = yard.simulator.calls
    .filter(({ method }) => method === 'answerCallbackQuery')
    .filter(({ params }) => queriesOf.get(person)?.includes(String(params['callback_query_id'])))
    .map(({ params }) => [params['text'], params['show_alert']]);
  const response = await yard.db
    .selectFrom('survey_responses')
    .select(['step', 'status', 'paused_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const answers = await yard.db
    .selectFrom('answers')
    .select(['step', 'codes', 'is_skipped', 'is_settled', 'comment', 'attachments'])
    .where('response_id', '=', id)
    .orderBy('step')
    .execute();
  return { messages, toasts, response, answers };
}

const queriesOf = new Map<number, string[]>();

async function press(person: number, wish: Wish, attempts: number): Promise<void> {
  const update = pressFor(person, wish);
  if (!update?.callback_query) return;
  queriesOf.set(person, [...(queriesOf.get(person) ?? []), update.callback_query.id]);
  await putIntoInbox(yard.db, update, { receivedAt: yard.clock.now(), attempts });
}

describe('taps of many residents applied together', () => {
  test('leave the same rows and the same messages as each applied alone, whatever is pressed', async () => {
    const twins = async (locale: Locale) =>
      [
        await beginSurvey(yard, nextId++, locale, code),
        await beginSurvey(yard, nextId++, locale, code),
      ] as const;
    const compare = async (taps: Wish[], locale: Locale) => {
      const [together, alone] = await twins(locale);
      for (const wish of taps) {
        await Promise.all([press(together, wish, 0), press(alone, wish, 1)]);
        await yard.settled();
      }
      expect(await seenOf(together)).toEqual(await seenOf(alone));
    };
    await fc.assert(fc.asyncProperty(wishes, fc.constantFrom(...LOCALES), compare), {
      numRuns: 10,
      seed: 20_261_124,
      endOnFailure: true,
    });
  }, 120_000);

  test('begin a response for each [Start], with its consent and the first question, and never a second one', async () => {
    const people: number[] = [];
    for (let count = 0; count < 12; count += 1) people.push(await yard.resident(nextId++, 'en'));
    const [paused = 0, early = 0] = people;
    await yard.db
      .updateTable('residents')
      .set({ paused_at: yard.clock.now() })
      .where('telegram_id', '=', paused)
      .execute();
    await yard.open(early, `s-${code}`);
    await yard.tap(early, 'Start');
    const start = (person: number) =>
      pressOn(yard.simulator.lastMessage(person) as Message, person, `survey:start:${code}:b3`);
    const twice = people.flatMap((person) => [start(person), start(person)]);
    for (const update of twice) await putIntoInbox(yard.db, update, { receivedAt: yard.clock.now() });
    await yard.settled();
    const rows = await yard.db
      .selectFrom('survey_responses')
      .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
      .innerJoin('consents', 'consents.resident_id', 'residents.id')
      .select(['telegram_id', 'place', 'step'])
      .where('telegram_id', 'in', people)
      .where('consents.subject', '=', `survey:${code}`)
      .execute();
    expect(rows.map((row) => row.telegram_id).toSorted()).toEqual(people.toSorted());
    expect(rows.filter(({ place }) => place === 'b3')).toHaveLength(people.length - 1);
    for (const person of people) {
      const asked = yard.simulator.messages(person).filter(({ text }) => text?.startsWith('1/7'));
      expect(asked).toHaveLength(1);
    }
  });

  test('sent together each get their own place, and one sent twice only one', async () => {
    const people = [];
    for (let count = 0; count < 4; count += 1) people.push(await beginSurvey(yard, nextId++, 'en', code));
    const own = await Promise.all(people.map(async (person) => (await responseOf(yard, person)).id));
    await skipEverything(own);
    const done = async () =>
      await yard.db.selectFrom('survey_responses').select('id').where('status', '=', 'completed').execute();
    const before = (await done()).length;
    for (const [index, person] of [...people, ...people].entries()) {
      const data = `survey:send:${own[index % own.length]}`;
      const update = pressOn(yard.simulator.lastMessage(person) as Message, person, data);
      await putIntoInbox(yard.db, update, { receivedAt: yard.clock.now() });
    }
    await yard.settled();
    expect((await done()).length).toBe(before + people.length);
    const said = people.flatMap((person) => yard.simulator.messages(person).map(({ text }) => text ?? ''));
    const places = said.flatMap((text) => /(\d+)(?:st|nd|rd|th)/.exec(text)?.[1] ?? []).map(Number);
    expect(places.toSorted((one, other) => one - other)).toEqual(
      people.map((_, index) => before + 1 + index),
    );
  });

  test('a [Start] pressed long ago is asked about, not executed', async () => {
    const person = await yard.resident(nextId++, 'en');
    await yard.open(person, `s-${code}`);
    const update = pressOn(yard.simulator.lastMessage(person) as Message, person, `survey:start:${code}`);
    await putIntoInbox(yard.db, update, { receivedAt: new Date(yard.clock.now().getTime() - 3_600_000) });
    await yard.settled();
    expect(yard.simulator.lastMessage(person)?.text).toContain('I was away for a while');
  });

  test('are each their own: what is unusual about one harms none of the others', async () => {
    const people = [];
    for (let count = 0; count < 6; count += 1) people.push(await beginSurvey(yard, nextId++, 'en', code));
    const [usual, blocked, other, gone, another] = people as [number, number, number, number, number];
    await yard.db
      .updateTable('residents')
      .set({ contact_status: 'blocked' })
      .where('telegram_id', '=', blocked)
      .execute();
    const theirs = await responseOf(yard, gone);
    await yard.db.deleteFrom('survey_responses').where('id', '=', theirs.id).execute();
    const first = (person: number) =>
      ({ place: person === other ? 1 : 0, verb: 'as shown', isOld: false }) as const;
    await Promise.all(people.map(async (person) => await press(person, first(person), 0)));
    await yard.settled();
    const codes = await yard.db
      .selectFrom('answers')
      .innerJoin('survey_responses', 'survey_responses.id', 'answers.response_id')
      .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
      .select(['residents.telegram_id', 'answers.codes'])
      .where('residents.telegram_id', 'in', people)
      .execute();
    const answered = new Map(codes.map((row) => [row.telegram_id, row.codes.length]));
    expect([usual, blocked, other, gone, another].map((person) => answered.get(person) ?? 0)).toEqual([
      1, 1, 1, 0, 1,
    ]);
  });

  test('stay open when their transaction fails, and are applied one by one', async () => {
    const [healthy, poisoned] = [
      await beginSurvey(yard, nextId++, 'en', code),
      await beginSurvey(yard, nextId++, 'en', code),
    ];
    const { id } = await responseOf(yard, poisoned);
    await refuseAnswersOf(id);
    const tap = { place: 0, verb: 'as shown', isOld: false } as const;
    await Promise.all([press(healthy, tap, 0), press(poisoned, tap, 0)]);
    await yard.settled();
    expect((await seenOf(healthy)).answers).toHaveLength(1);
    expect((await seenOf(poisoned)).answers).toHaveLength(0);
    expect(yard.simulator.lastMessage(poisoned)?.text).toMatch(/did not work/);
    await yard.tap(healthy, '1 In this');
    expect((await seenOf(healthy)).answers).toHaveLength(2);
  });
});

/** Brings these responses to the point where they can be sent. */
async function skipEverything(responseIds: number[]): Promise<void> {
  const { definition } = await yard.db
    .selectFrom('surveys')
    .select('definition')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  const skipped = {
    codes: [],
    is_skipped: true,
    is_settled: true,
    attachments: '[]',
    answered_at: yard.clock.now(),
  };
  const steps = stepsOf(definition, new Map());
  await yard.db
    .insertInto('answers')
    .values(responseIds.flatMap((id) => steps.map(({ key }) => ({ ...skipped, response_id: id, step: key }))))
    .execute();
  await yard.db
    .updateTable('survey_responses')
    .set({ step: REVIEW })
    .where('id', 'in', responseIds)
    .execute();
}

/** Makes the database refuse whatever this response answers. */
async function refuseAnswersOf(responseId: number): Promise<void> {
  await sql`alter table answers add constraint poison check (response_id <> ${sql.lit(responseId)})`.execute(
    yard.db,
  );
}
