import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordUpdates } from '../../src/db/inbox.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { toIncoming } from '../../src/bot/polling.ts';
import { t } from '../../src/telegram/i18n.ts';
import { pressOn, putIntoInbox, textFrom } from '../support/presses.ts';
import { beginSurvey, dataOf, labels, last, launchSurvey, storedAnswers } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const MINUTE_MS = 60_000;

let yard: TestYardbell;
let code: string;
let nextId = 4000;

beforeAll(async () => {
  yard = await startYardbell();
  const staff = await yard.staff(nextId++, 'en');
  code = await launchSurvey(yard, staff, 'What our community needs');
});
afterAll(async () => await yard.stop());

const helpsTo = (id: number, locale: Locale) =>
  yard.simulator.messages(id).filter(({ text }) => text === t(locale, 'help')).length;

/** The newest message of the bot, which must have buttons. */
function newest(person: number) {
  const message = yard.simulator.lastMessage(person);
  if (!message) throw new Error('the bot has said nothing');
  return message;
}

const keyboardWith = (text: string, data: string) => ({
  reply_markup: { inline_keyboard: [[{ text, callback_data: data }]] },
});

describe('update ids', () => {
  test('that jump down after a quiet week are taken in like any others', async () => {
    const person = await yard.resident(nextId++, 'en');
    yard.simulator.jumpUpdateId(700_000_000);
    await yard.say(person, '/help');
    yard.simulator.jumpUpdateId(1_000);
    await yard.say(person, '/help');
    expect(helpsTo(person, 'en')).toBe(2);
  });

  test('recorded again, alone or among others, are applied once', async () => {
    const person = await yard.resident(nextId++, 'en');
    const updates = [textFrom(person, '/help'), textFrom(person, '/help')].map(toIncoming);
    const [first, second] = updates;
    if (!first || !second) throw new Error('two updates');
    await recordUpdates(yard.db, [first, first], yard.clock.now());
    await recordUpdates(yard.db, [second, first], yard.clock.now());
    await yard.settled();
    await recordUpdates(yard.db, updates, yard.clock.now());
    await yard.settled();
    expect(helpsTo(person, 'en')).toBe(2);
  });
});

test('what the database cannot keep as JSON is taken out of an update, and the rest is understood', async () => {
  const person = await yard.resident(nextId++, 'en');
  const update = textFrom(person, `/help`);
  Object.assign(update.message?.from ?? {}, { first_name: 'A\0B\uD83D' });
  await recordUpdates(yard.db, [toIncoming(update)], yard.clock.now());
  await yard.settled();
  expect(helpsTo(person, 'en')).toBe(1);
});

test('a button whose answer comes too late does what it should, once, and nobody hears of an error', async () => {
  const person = await beginSurvey(yard, nextId++, 'en', code);
  const before = yard.simulator.messages(person).length;
  yard.simulator.clearCalls();
  const press = pressOn(newest(person), person, dataOf(newest(person), '60 to 69'));
  await putIntoInbox(yard.db, press, { receivedAt: yard.clock.now() });
  await yard.settled();
  const answers = yard.simulator.calls.filter(({ method }) => method === 'answerCallbackQuery');
  expect(answers).toMatchObject([{ response: { ok: false } }]);
  expect((await storedAnswers(yard, person))['age']?.codes).toEqual(['60_69']);
  expect(yard.simulator.messages(person).length).toBe(before + 1);
});

describe('a button pressed before an outage', () => {
  test.each<[Locale, string, RegExp]>([
    ['en', 'Stop all messages', /^I was away .*You pressed “Stop all messages” \(Monday 2 March, 9:44 am\)/],
    ['zh', '什么都别发了', /您3月2日 星期一 上午9点44分按了“什么都别发了”，现在还要吗/],
    ['es', 'No mandar más mensajes', /Usted pulsó «No mandar más mensajes» \(lunes 2 de marzo, 9:44\)/],
  ])('is asked about, not executed; once more pressed it is, in %s', async (locale, label, asked) => {
    const person = await yard.resident(nextId++, locale);
    const settings = last(await yard.say(person, '/settings'));
    const receivedAt = new Date(yard.clock.now().getTime() - 16 * MINUTE_MS);
    const press = pressOn(newest(person), person, dataOf(settings, label));
    await putIntoInbox(yard.db, press, { receivedAt });
    await yard.settled();
    const question = newest(person);
    expect(question.text).toMatch(asked);
    expect(labels(question)).toEqual([label, t(locale, 'stale-no')]);
    const paused = async () =>
      await yard.db
        .selectFrom('residents')
        .select('paused_at')
        .where('telegram_id', '=', person)
        .executeTakeFirstOrThrow();
    expect((await paused()).paused_at).toBeNull();
    await yard.tap(person, label);
    expect((await paused()).paused_at).not.toBeNull();
  });

  test('is left alone when it is not wanted any more', async () => {
    const person = await yard.resident(nextId++, 'en');
    await yard.say(person, '/settings');
    const receivedAt = new Date(yard.clock.now().getTime() - 16 * MINUTE_MS);
    const forged = pressOn(newest(person), person, 'settings:no-such-button');
    await putIntoInbox(yard.db, forged, { receivedAt });
    await yard.settled();
    expect(newest(person).text).toContain('You pressed a button');
    await yard.tap(person, 'No');
    const answered = newest(person);
    expect([answered.text, labels(answered)]).toEqual([t('en', 'stale-left'), []]);
  });

  test('counts when it answers a survey', async () => {
    const person = await beginSurvey(yard, nextId++, 'en', code);
    const receivedAt = new Date(yard.clock.now().getTime() - 60 * MINUTE_MS);
    const press = pressOn(newest(person), person, dataOf(newest(person), '60 to 69'));
    await putIntoInbox(yard.db, press, { receivedAt });
    await yard.settled();
    expect((await storedAnswers(yard, person))['age']?.codes).toEqual(['60_69']);
    expect(newest(person).text).toContain('2/7');
  });

  test('in a group is asked about there, and nobody is named', async () => {
    const person = await yard.resident(nextId++, 'en');
    const group = -92_001;
    yard.simulator.addGroup({ id: group, type: 'group', title: 'Team', memberIds: [person] }, person);
    yard.simulator.sendText(person, group, '/board@YardbellTestBot');
    await yard.settled();
    const receivedAt = new Date(yard.clock.now().getTime() - 16 * MINUTE_MS);
    const card = { ...newest(group), ...keyboardWith('I’ll answer', 'board:claim:1') };
    await putIntoInbox(yard.db, pressOn(card, person, 'board:claim:1'), { receivedAt });
    await yard.settled();
    const question = newest(group);
    expect(question.text).toMatch(/^I was away .* Somebody pressed “I’ll answer”/);
    expect(question.text).not.toContain(`Person${person}`);
    expect(labels(question)).toEqual(['I’ll answer', 'No']);
  });

  test('is executed when it is a quarter of an hour old and no more', async () => {
    const person = await yard.resident(nextId++, 'en');
    const settings = last(await yard.say(person, '/settings'));
    const receivedAt = new Date(yard.clock.now().getTime() - 14 * MINUTE_MS);
    const press = pressOn(newest(person), person, dataOf(settings, 'Stop all'));
    await putIntoInbox(yard.db, press, { receivedAt });
    await yard.settled();
    expect(newest(person).text).not.toContain('I was away');
  });
});
