import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import {
  beginSurvey,
  dataOf,
  labels,
  last,
  launchSurvey,
  responseOf,
  storedAnswers,
} from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let staff: number;
let code: string;
let nextId = 2000;

beforeAll(async () => {
  yard = await startYardbell();
  staff = await yard.staff(nextId++, 'en');
  code = await launchSurvey(yard, staff, 'What our community needs');
});
afterAll(async () => await yard.stop());

const begin = async (locale: Locale, surveyCode = code) =>
  await beginSurvey(yard, nextId++, locale, surveyCode);
const stored = async (person: number) => await storedAnswers(yard, person);

const TAPS: Record<Locale, string[]> = {
  zh: [
    '4 60到69岁',
    '1 就在本街道',
    '☐ 6 房子',
    '☐ 2 老人吃饭',
    '选好了',
    '2 挺麻烦',
    '3 实在受不了',
    '3 😐 一般',
  ],
  en: ['4 60 to 69', '1 In this', '☐ 6 Building', '☐ 2 Meals', 'Done', '2 A lot', '3 It is', '3 😐 So-so'],
  es: [
    '4 De 60',
    '1 En este',
    '☐ 6 Arreglos',
    '☐ 2 Comida',
    'Listo',
    '2 Bastante',
    '3 Es insop',
    '3 😐 Regular',
  ],
};
const JOIN: Record<Locale, string> = { zh: '☐ 1 来开会', en: '☐ 1 Come', es: '☐ 1 Ir a' };

test.each<[Locale, string]>([
  ['zh', '您是第1位'],
  ['en', 'You are the 2nd to answer'],
  ['es', 'respuesta número 3'],
])(
  'a survey is taken from the poster to the thanks, every answer stored at once, in %s',
  async (locale, thanks) => {
    const person = await begin(locale);
    for (const label of TAPS[locale]) await yard.tap(person, label);
    expect(await stored(person)).toMatchObject({
      age: { codes: ['60_69'] },
      concerns: { codes: ['eldercare', 'repairs'] },
      'severity:eldercare': { codes: ['2'] },
      'severity:repairs': { codes: ['3'] },
      overall: { codes: ['3'] },
    });
    const voice = yard.simulator.sendMedia(person, person, { kind: 'voice', durationS: 23 });
    expect(voice.message_id).toBeGreaterThan(0);
    await yard.settled();
    expect(yard.simulator.lastMessage(person)?.text).toContain('23');
    await yard.tap(person, t(locale, 'survey-next'));
    await yard.tap(person, JOIN[locale]);
    const review = await yard.tap(person, t(locale, 'survey-done', { count: 1 }).slice(0, 4));
    expect(last(review.messages).text).toContain(t(locale, 'survey-voice', { seconds: 23 }));
    const sent = await yard.tap(person, t(locale, 'survey-send'));
    expect(last(sent.messages).text).toContain(thanks);
    expect(sent.messages.map(({ text }) => text).join()).not.toMatch(/[{}]/);
    expect(last(await yard.open(person, `s-${code}`)).text).toBe(t(locale, 'survey-sent-before'));
  },
);

describe('in the middle of a survey', () => {
  test('a tap writes the answer into the question, and the next question is a new message at the bottom', async () => {
    const person = await begin('en');
    const question = yard.simulator.lastMessage(person);
    await yard.tap(person, '3 45 to 59');
    const messages = yard.simulator.messages(person);
    const answered = messages.find(({ message_id }) => message_id === question?.message_id);
    expect(answered?.text).toBe('1/7\nHow old are you?\n✔ 45 to 59');
    expect(labels(answered ?? {})).toEqual(['Change']);
    expect(last(messages).text).toContain('2/7');
  });

  test('Back shows the answer ticked, and answering anew goes on where it stopped', async () => {
    const person = await begin('en');
    await yard.tap(person, '3 45 to 59');
    const { messages } = await yard.tap(person, '⬅ Back');
    expect(last(messages).text).toContain('(now: 45 to 59)');
    expect(labels(last(messages))).toContain('✔ 3 45 to 59');
    expect(last((await yard.tap(person, '4 60 to 69')).messages).text).toContain('2/7');
    expect((await stored(person))['age']?.codes).toEqual(['60_69']);
  });

  test('a double tap on [Start] asks the first question once', async () => {
    const person = await yard.resident(nextId++, 'en');
    await yard.open(person, `s-${code}`);
    const intro = yard.simulator.lastMessage(person);
    const press = () =>
      yard.simulator.tap(person, person, intro?.message_id ?? 0, { data: `survey:start:${code}` });
    await Promise.all([press(), press()]);
    await yard.settled();
    expect(yard.simulator.messages(person).filter(({ text }) => text?.startsWith('1/7'))).toHaveLength(1);
  });

  test('a double tap is one answer: one row, one next question', async () => {
    const person = await begin('en');
    const question = yard.simulator.lastMessage(person);
    const press = () =>
      yard.simulator.tap(person, person, question?.message_id ?? 0, { data: dataOf(question ?? {}, '45') });
    await Promise.all([press(), press()]);
    await yard.settled();
    const asked = yard.simulator.messages(person).filter(({ text }) => text?.startsWith('2/7'));
    expect(asked).toHaveLength(1);
  });

  test('a double tap on a tick is one tick, and the fourth tick says what to do', async () => {
    const person = await begin('en');
    await yard.tap(person, '3 45 to 59');
    await yard.tap(person, '1 In this');
    const tick = dataOf(yard.simulator.lastMessage(person) ?? {}, 'Building');
    await yard.forge(person, tick);
    await yard.forge(person, tick);
    expect((await stored(person))['concerns']?.codes).toEqual(['repairs']);
    await yard.tap(person, '☐ 1 Seeing');
    await yard.tap(person, '☐ 2 Meals');
    expect((await yard.tap(person, '☐ 3 School')).toast).toBe(
      'You have chosen 3. Tap one to remove it first.',
    );
    expect((await yard.tap(person, '☐ Nothing')).toast).toBe(t('en', 'survey-toast-others-cleared'));
    expect((await stored(person))['concerns']?.codes).toEqual(['none']);
  });

  test('the button of an answered question says so, loses its buttons and asks the current question again', async () => {
    const person = await begin('en');
    const old = dataOf(yard.simulator.lastMessage(person) ?? {}, '45 to 59');
    await yard.tap(person, '4 60 to 69');
    const { toast, messages } = await yard.forge(person, old);
    expect(toast).toBe(t('en', 'survey-toast-answered'));
    expect(last(messages).text).toContain('2/7');
    expect((await stored(person))['age']?.codes).toEqual(['60_69']);
  });

  test('a tap on an old copy of the current question counts once and closes both copies', async () => {
    const person = await begin('en');
    const copy = yard.simulator.lastMessage(person);
    const seen = structuredClone(copy);
    await yard.say(person, '/surveys');
    await yard.tap(person, 'Go on');
    await yard.simulator.tap(person, person, seen?.message_id ?? 0, { data: dataOf(seen ?? {}, '45 to 59') });
    await yard.settled();
    expect((await stored(person))['age']?.codes).toEqual(['45_59']);
    const open = yard.simulator.messages(person).filter((message) => labels(message).includes('3 45 to 59'));
    expect(open).toEqual([]);
  });

  test('an answer is changed from its own message, and the survey goes on where it was', async () => {
    const person = await begin('en');
    await yard.tap(person, '3 45 to 59');
    await yard.tap(person, '1 In this');
    await yard.tap(person, 'Change');
    await yard.tap(person, '2 Elsewhere');
    expect((await stored(person))['status']?.codes).toEqual(['city']);
    expect(yard.simulator.lastMessage(person)?.text).toContain('3/7');
  });

  test('typed numbers, labels and plain words are taken; anything else is kept as a comment', async () => {
    const person = await begin('zh');
    expect(last(await yard.say(person, '三')).text).toMatch(/^✔ 45到59岁\n\n第2题/);
    expect(last(await yard.say(person, '返回')).text).toContain('第1题');
    expect(last(await yard.say(person, '60到69岁')).text).toContain('第2题');
    expect(last(await yard.say(person, '跳过')).text).toContain('第3题');
    const noted = last(await yard.say(person, '电梯坏了九天了，也没人管！'));
    expect(noted.text).toContain('记下了：“电梯坏了九天了，也没人管！”');
    expect(labels(noted)).toEqual(['行', '不用']);
    expect((await stored(person))['concerns']).toEqual({ codes: [], comment: '电梯坏了九天了，也没人管！' });
    const ticked = last(await yard.say(person, '2、6'));
    expect(labels(ticked)).toContain('选好了（2样）');
  });

  test('an open question keeps text, voice and photo together, and says when a text is too long', async () => {
    const person = await begin('en');
    for (const label of TAPS.en) await yard.tap(person, label);
    expect(last(await yard.say(person, 'the lift')).text).toContain('Got it: “the lift”');
    yard.simulator.sendMedia(person, person, { kind: 'photo', mediaGroupId: 'g1' });
    yard.simulator.sendMedia(person, person, { kind: 'photo', mediaGroupId: 'g1' });
    await yard.settled();
    const answers = yard.simulator
      .messages(person)
      .filter(({ text }) => text?.includes('Got it. Anything more'));
    expect(answers).toHaveLength(1);
    expect(last(await yard.say(person, 'x'.repeat(1200))).text).toContain('the first 1,000 characters');
    expect((await stored(person))['open']?.comment).toHaveLength(1000);
    expect(last((await yard.tap(person, 'Next')).messages).text).toContain('7/7');
  });

  test('stop keeps the answers, later words are no answers, and Go on asks the same question', async () => {
    const person = await begin('es');
    await yard.say(person, '3');
    const paused = last(await yard.say(person, 'parar'));
    expect(labels(paused)).toEqual(['Seguir', 'Borrar mis respuestas']);
    await yard.say(person, '1');
    expect(Object.keys(await stored(person))).toEqual(['age']);
    expect(last((await yard.tap(person, 'Seguir')).messages).text).toContain('2/7');
    expect(last(await yard.say(person, '1')).text).toContain('3/7');
  });

  test('another command, a sticker and a restart do not end it', async () => {
    const person = await begin('en');
    await yard.tap(person, '3 45 to 59');
    await yard.say(person, '/help');
    yard.simulator.sendMedia(person, person, { kind: 'sticker' });
    await yard.settled();
    expect(yard.simulator.lastMessage(person)?.text).toContain('2/7');
    await yard.restart();
    expect(last(await yard.say(person, '1')).text).toContain('3/7');
    const list = await yard.say(person, '/surveys');
    expect(last(list).text).toContain('We were at 3/7');
  });

  test('deleting asks once, removes every answer, and the survey can be begun again', async () => {
    const person = await begin('en');
    await yard.tap(person, '3 45 to 59');
    await yard.say(person, '/surveys');
    await yard.tap(person, 'Delete my answers');
    await yard.tap(person, 'Yes, delete');
    expect(await stored(person)).toEqual({});
    await yard.open(person, `s-${code}`);
    expect(last((await yard.tap(person, 'Start')).messages).text).toContain('1/7');
  });

  test.each([
    'survey:tap',
    'survey:tap:x:age:u30',
    'survey:tap:999999:age:u30',
    'survey:start:nope',
    'survey:send:',
    'survey:constructor:1',
  ])('the forged press %s changes nothing and is answered', async (data) => {
    const person = await begin('en');
    expect((await yard.forge(person, data)).toast).toBe(t('en', 'old-button'));
    expect(await stored(person)).toEqual({});
  });

  test('nobody answers for somebody else, and unknown steps and options are refused', async () => {
    const [mine, other] = [await begin('en'), await begin('en')];
    const id = (await responseOf(yard, mine)).id;
    await yard.forge(other, `survey:tap:${id}:age:u30`);
    expect(await stored(mine)).toEqual({});
    for (const forged of ['age:zzz', '__proto__:u30', 'severity.repairs:3', 'concerns:none', 'open:1']) {
      await yard.forge(mine, `survey:tap:${id}:${forged}`);
    }
    await yard.forge(mine, `survey:send:${id}`);
    expect(await stored(mine)).toEqual({});
    expect(yard.simulator.lastMessage(mine)?.text).toContain('1/7');
  });
});

test('a stranger answers without joining: consent is for this survey, joining is offered at the end', async () => {
  const person = yard.stranger(nextId++, 'en');
  await yard.open(person, `s-${code}-b3`);
  const intro = await yard.tap(person, 'English');
  expect(labels(last(intro.messages))).toEqual([
    'Start (I am 14 or older)',
    'Who sees my answers?',
    'For a relative (I am 14 or older)',
    'Big steps (I am 14 or older)',
    'Call me',
    'Not now',
  ]);
  await yard.tap(person, 'Who sees');
  await yard.tap(person, 'Start');
  for (const label of TAPS.en) await yard.tap(person, label);
  await yard.tap(person, 'Skip');
  await yard.tap(person, 'Skip');
  const thanks = last((await yard.tap(person, 'Send')).messages);
  expect(labels(thanks)).toEqual(['Tell me when results are out', 'Tell me about meetings', 'No messages']);
  expect(dataOf(thanks, 'meetings')).toBe('join:in:xinghua');
  const row = await yard.db
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .innerJoin('consents', 'consents.resident_id', 'residents.id')
    .select(['survey_responses.place', 'consents.subject'])
    .where('telegram_id', '=', person)
    .execute();
  expect(row).toEqual([{ place: 'b3', subject: `survey:${code}` }]);
});
