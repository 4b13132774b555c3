import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, inLocale } from '../../src/domain/locale.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { t } from '../../src/telegram/i18n.ts';
import { answersIn, spokenFor } from '../support/leaders.ts';
import { labels, last, launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 8300;
beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
});
afterAll(async () => await yard.stop());

const questions = findTemplate('general_needs')?.questions ?? [];

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string | number>) => t(locale, key, variables);
  const option = (question: number, index: number) => {
    const found = questions[question]?.options?.[index];
    return found ? inLocale(found.label, locale) : '';
  };
  const asks = (question: number, index: number) => say('easy-option', { option: option(question, index) });

  async function begin(): Promise<number> {
    const person = await yard.resident(nextId++, locale);
    await yard.open(person, `s-${code}`);
    const { messages } = await yard.tap(person, say('easy-start'));
    expect(last(messages).text).toContain(asks(0, 0));
    expect(last(messages).text).toContain(say('survey-header', { number: 1, total: 4 }));
    expect(labels(last(messages)).slice(0, 2)).toEqual([say('easy-yes'), say('easy-no')]);
    return person;
  }

  test('big steps ask one option a message with yes and no, tapped or typed, and give an ordinary response', async () => {
    const person = await begin();
    const second = await yard.tap(person, say('easy-no'));
    expect(second.messages.map(({ text }) => text)).toContainEqual(
      say('easy-replied-no', { option: option(0, 0) }),
    );
    expect(last(second.messages).text).toContain(asks(0, 1));
    const yes = { zh: '是的', en: 'Yes!', es: 'Sí' }[locale];
    const no = { zh: '不是', en: 'no', es: 'No.' }[locale];
    expect(last(await yard.say(person, yes)).text).toContain(asks(1, 0));
    await yard.tap(person, say('easy-yes'));
    await yard.say(person, no);
    await yard.tap(person, say('easy-yes'));
    for (let rest = 0; rest < 8; rest += 1) await yard.tap(person, say('easy-no'));
    // With one thing chosen "nothing really" is not asked; the last question follows.
    expect(yard.simulator.lastMessage(person)?.text).toContain(asks(6, 0));
    for (let rest = 0; rest < 3; rest += 1) await yard.tap(person, say('easy-no'));
    await yard.tap(person, say('easy-yes'));
    expect(yard.simulator.lastMessage(person)?.text).toContain(say('survey-review'));
    await yard.tap(person, say('survey-send'));
    const [response] = await spokenFor(yard, person);
    expect([response?.mode, response?.style, response?.status]).toEqual(['self', 'easy', 'completed']);
    expect(await answersIn(yard, response?.id ?? 0)).toEqual({
      age: ['30_44'],
      status: ['local'],
      concerns: ['eldercare'],
      join: ['later'],
    });
  });

  test('the option asked about survives other things, words are kept, and a second tap changes nothing', async () => {
    const person = await begin();
    await yard.tap(person, say('easy-no'));
    const old = yard.simulator.lastMessage(person);
    expect(last(await yard.say(person, 'xyz xyz')).text).toContain(asks(0, 1));
    await yard.say(person, '/help');
    await yard.restart();
    await yard.say(person, '/surveys');
    expect(last((await yard.tap(person, say('survey-go-on'))).messages).text).toContain(asks(0, 1));
    const data = old?.reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '';
    await yard.forge(person, data);
    const again = await yard.forge(person, data);
    expect(again.toast).toBe(say('survey-toast-noted'));
    const [response] = await spokenFor(yard, person);
    expect(await answersIn(yard, response?.id ?? 0)).toEqual({ age: ['30_44', 'xyz xyz'] });
    for (const forged of ['easy:yes:1:age:30_44', 'easy:yes::age', `easy:yes:${response?.id}:age:nope`])
      await yard.forge(person, forged);
    expect(await answersIn(yard, response?.id ?? 0)).toEqual({ age: ['30_44', 'xyz xyz'] });
  });

  test('somebody can answer for several relatives, each apart, and for themselves', async () => {
    const person = await yard.resident(nextId++, locale);
    await yard.open(person, `s-${code}`);
    const begun = await yard.tap(person, say('relative-start'));
    const header = `${say('relative-who', { person: 1 })} · ${say('survey-header', { number: 1, total: 7 })}`;
    expect(last(begun.messages).text).toContain(header);
    await yard.tap(person, `6 ${option(0, 5)}`);
    yard.clock.setOffset(yard.clock.offsetMs() + 60_000);
    await yard.open(person, `s-${code}`);
    const which = last((await yard.tap(person, say('relative-start'))).messages);
    expect(which.text).toBe(say('relative-which'));
    expect(labels(which)[0]).toContain(say('relative-who', { person: 1 }));
    const another = last((await yard.tap(person, say('relative-another'))).messages);
    expect(another.text).toContain(say('relative-who', { person: 2 }));
    await yard.tap(person, `5 ${option(0, 4)}`);
    await yard.tap(person, `1 ${option(1, 0)}`);
    await yard.tap(person, `☐ 2 ${option(2, 1)}`);
    await yard.tap(person, say('survey-done', { count: 1 }));
    for (let rest = 0; rest < 4; rest += 1) await yard.tap(person, say('survey-skip'));
    const sent = last((await yard.tap(person, say('survey-send'))).messages);
    expect(labels(sent)).toContain(say('relative-another'));
    await yard.open(person, `s-${code}`);
    await yard.tap(person, say('survey-start'));
    await yard.tap(person, `1 ${option(0, 0)}`);
    const responses = await spokenFor(yard, person);
    expect(responses.map(({ mode, status }) => [mode, status])).toEqual([
      ['relative', 'in_progress'],
      ['relative', 'completed'],
      ['self', 'in_progress'],
    ]);
    const ages = [];
    for (const { id } of responses) ages.push((await answersIn(yard, id))['age']);
    expect(ages).toEqual([['80p'], ['70_79'], ['u30']]);
  });
});

test('one person answers for five relatives and no more', async () => {
  const person = await yard.resident(nextId++, 'en');
  for (let count = 0; count < 6; count += 1) {
    await yard.forge(person, `relative:another:${code}`);
    yard.clock.setOffset(yard.clock.offsetMs() + 60_000);
  }
  const { toast } = await yard.forge(person, `relative:another:${code}`);
  expect(toast).toBe(t('en', 'relative-most'));
  expect(await spokenFor(yard, person)).toHaveLength(5);
});

test('where a survey asks who answers, the answer is the mode, and an interview needs no asking', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const olderCode = await launchSurvey(yard, staff, 'Older residents');
  const person = await yard.resident(nextId++, 'en');
  const mode = async () => (await spokenFor(yard, person)).map((response) => response.mode);
  await yard.open(person, `s-${olderCode}`);
  await yard.tap(person, t('en', 'survey-start'));
  await yard.tap(person, '2 I answer for a relative');
  expect(await mode()).toEqual(['relative']);
  await yard.tap(person, t('en', 'survey-back'));
  await yard.tap(person, '3 Building leader');
  // They are no leader, so they speak for somebody all the same.
  expect(await mode()).toEqual(['relative']);
  await yard.tap(person, t('en', 'survey-back'));
  await yard.tap(person, '1 I am, for myself');
  expect(await mode()).toEqual(['self']);
  await yard.forge(staff, `interview:in:${olderCode}:3`);
  const [interview] = await spokenFor(yard, staff);
  expect([interview?.mode, interview?.step]).toEqual(['leader', 'age']);
  expect(await answersIn(yard, interview?.id ?? 0)).toEqual({ who: ['leader'] });
});
