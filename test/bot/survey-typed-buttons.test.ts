import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { beginSurvey, dataOf, labels, last, launchSurvey, storedAnswers } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 9700;

beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
});
afterAll(async () => await yard.stop());

const stored = async (person: number) => await storedAnswers(yard, person);

async function atConcerns(locale: Locale): Promise<number> {
  const person = await beginSurvey(yard, nextId++, locale, code);
  await yard.say(person, '4');
  await yard.say(person, '1');
  return person;
}

describe.each<[Locale, string[], string, string]>([
  ['zh', ['不想答了', '不答了', '不想说了'], '给我打电话', '改一下'],
  ['en', ["I don't want to answer"], 'Call me', 'change'],
  ['es', ['no quiero contestar'], 'Llámeme', 'cambiar'],
])('in %s', (locale, stops, call, change) => {
  test('not wanting to answer stops, and nothing is noted', async () => {
    for (const words of stops) {
      const person = await atConcerns(locale);
      expect(last(await yard.say(person, words)).text).toContain(t(locale, 'survey-paused'));
      expect((await stored(person))['concerns']).toBeUndefined();
    }
  });

  test('"call me" asks for a number, also in big steps', async () => {
    const person = await atConcerns(locale);
    expect(last(await yard.say(person, call)).text).toContain(t(locale, 'call-number'));
    const easy = await yard.resident(nextId++, locale);
    await yard.open(easy, `s-${code}`);
    await yard.tap(easy, t(locale, 'easy-start'));
    expect(last(await yard.say(easy, call)).text).toContain(t(locale, 'call-number'));
  });

  test('"change" goes to the answer before, and at the end shows all', async () => {
    const person = await atConcerns(locale);
    expect(last(await yard.say(person, change)).text).toContain(
      t(locale, 'survey-header', { number: 2, total: 7 }),
    );
    for (const text of ['1', '6', t(locale, 'survey-done', { count: 1 }), '2', '3'])
      await yard.say(person, text);
    for (let rest = 0; rest < 2; rest += 1) await yard.say(person, t(locale, 'survey-skip'));
    expect(yard.simulator.lastMessage(person)?.text).toContain(t(locale, 'survey-review'));
    const shown = last(await yard.say(person, change));
    expect(shown.text).toBe(t(locale, 'survey-change-which'));
    await yard.tap(person, t(locale, 'survey-change-back'));
    await yard.say(person, t(locale, 'survey-change-something'));
    expect(yard.simulator.lastMessage(person)?.text).toBe(t(locale, 'survey-change-which'));
  });

  test('words beside a choice are shown, and can be taken back', async () => {
    const person = await atConcerns(locale);
    await yard.say(person, '6');
    const noted = last(await yard.say(person, 'xyz xyz'));
    const quoted = t(locale, 'survey-quoted', { words: 'xyz xyz' });
    expect(noted.text).toContain(t(locale, 'survey-now', { answer: quoted }));
    const drop = t(locale, 'survey-drop-words');
    const { messages } = await yard.tap(person, drop);
    expect(last(messages).text).toContain(t(locale, 'survey-lead-words-gone'));
    expect(labels(last(messages))).not.toContain(drop);
    expect((await stored(person))['concerns']).toEqual({ codes: ['repairs'], comment: null });
  });
});

test('a skipped choice says which words were kept', async () => {
  const person = await beginSurvey(yard, nextId++, 'en', code);
  await yard.say(person, 'hm hm');
  const { messages } = await yard.tap(person, 'Skip');
  expect(messages.map(({ text }) => text).join('\n')).toContain('✔ “hm hm”');
  expect(messages.map(({ text }) => text).join('\n')).not.toContain(t('en', 'survey-skipped'));
});

test('"done" with nothing chosen asks to choose first', async () => {
  const person = await beginSurvey(yard, nextId++, 'zh', code);
  expect(last(await yard.say(person, '选好了')).text).toContain(t('zh', 'survey-lead-several'));
  const other = await atConcerns('zh');
  expect(last(await yard.say(other, '选好了')).text).toContain(t('zh', 'survey-toast-nothing-chosen'));
});

test('numbers with something else are ticks, and the rest is kept as words', async () => {
  const person = await atConcerns('zh');
  const shown = last(await yard.say(person, '1和2还有狗太吵'));
  expect(shown.text).toContain('狗太吵');
  const { concerns } = await stored(person);
  expect(concerns?.codes).toHaveLength(2);
  expect(concerns?.comment).toBe('狗太吵');
});

test('a late press of another option leaves [Change], and the next question stands there once', async () => {
  const person = await beginSurvey(yard, nextId++, 'en', code);
  const age = yard.simulator.lastMessage(person);
  const id = age?.message_id ?? 0;
  const [one, other] = [dataOf(age, '3 45'), dataOf(age, '4 60')];
  await yard.simulator.tap(person, person, id, { data: one });
  await yard.settled();
  const next = yard.simulator.lastMessage(person)?.message_id;
  await yard.simulator.tap(person, person, id, { data: other });
  await yard.settled();
  expect(yard.simulator.lastMessage(person)?.message_id).toBe(next);
  const answered = yard.simulator.messages(person).find(({ message_id }) => message_id === id);
  expect(labels(answered ?? {})).toEqual(['Change']);
  expect((await stored(person))['age']?.codes).toEqual(['45_59']);
});
