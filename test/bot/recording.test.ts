import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, inLocale } from '../../src/domain/locale.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { answersIn, spokenFor } from '../support/leaders.ts';
import { beginSurvey, labels, last, launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 8900;
beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');
const questions = findTemplate('general_needs')?.questions ?? [];

async function speak(person: number): Promise<Message | undefined> {
  yard.simulator.sendMedia(person, person, { kind: 'voice', durationS: 9 });
  await yard.settled();
  return yard.simulator.lastMessage(person);
}

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string | number>) => t(locale, key, variables);
  const language = t(locale, 'language-name');

  test('staff read a question aloud; who answers in that language hears it and the question stays', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.say(staff, '/survey');
    await yard.tap(staff, inLocale(findTemplate('general_needs')?.title ?? {}, locale));
    const list = last((await yard.tap(staff, say('recording-open'))).messages);
    expect(list.text).toBe(say('recording-list', { language, count: 0, total: 7 }));
    expect(labels(list).length).toBeLessThanOrEqual(11);
    const first = labels(list)[0] ?? '';
    const read = last((await yard.tap(staff, first)).messages);
    expect(read.text).toContain(inLocale(questions[0]?.text ?? {}, locale));
    expect(textsOf(await yard.say(staff, 'hello'))).toEqual([say('recording-voice-please')]);
    const kept = await speak(staff);
    expect(kept?.text).toContain(say('recording-kept', { number: 1 }));
    expect(kept?.text).toContain(say('recording-list', { language, count: 1, total: 7 }));

    const person = await beginSurvey(yard, nextId++, locale, code);
    const question = yard.simulator.lastMessage(person);
    expect(labels(question ?? {})).toContain(say('recording-listen'));
    const { toast, messages } = await yard.tap(person, say('recording-listen'));
    expect(toast).toBeUndefined();
    expect(messages.at(-1)?.voice?.file_id).toBeTruthy();
    const option = questions[0]?.options?.[0];
    await yard.tap(person, `1 ${inLocale(option?.label ?? {}, locale)}`);
    expect(labels(yard.simulator.lastMessage(person) ?? {})).not.toContain(say('recording-listen'));
    const [response] = await spokenFor(yard, person);
    expect((await answersIn(yard, response?.id ?? 0))['age']).toEqual(['u30']);

    // The other languages are apart, and a deleted recording is heard no more.
    const other = LOCALES.find((one) => one !== locale) ?? 'en';
    const listed = last((await yard.tap(staff, t(other, 'language-name'))).messages);
    expect(listed.text).toContain(t(other, 'language-name'));
    await yard.forge(staff, `recording:drop:${code}:${locale}:1`);
    const late = await beginSurvey(yard, nextId++, locale, code);
    expect(labels(yard.simulator.lastMessage(late) ?? {})).not.toContain(say('recording-listen'));
    const gone = await yard.forge(late, `recording:play:${(await spokenFor(yard, late))[0]?.id}:age`);
    expect(gone.toast).toBe(say('old-button'));
  });

  test('stopping records nothing', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.forge(staff, `recording:take:${code}:${locale}:2`);
    const stop = { zh: '停止', en: 'stop', es: 'parar' }[locale];
    expect(last(await yard.say(staff, stop)).text).toContain(language);
    const rows = await yard.db
      .selectFrom('survey_recordings')
      .selectAll()
      .where('question_id', '=', 'status')
      .execute();
    expect(rows).toEqual([]);
  });
});

test('only the survey’s own staff record, and nobody hears through somebody else’s response', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const elsewhere = await yard.staff(nextId++, 'en', 'qingyuan');
  const resident = await beginSurvey(yard, nextId++, 'en', code);
  await yard.forge(staff, `recording:take:${code}:en:1`);
  await speak(staff);
  for (const person of [elsewhere, resident])
    for (const verb of ['list', 'take', 'hear', 'drop'])
      expect((await yard.forge(person, `recording:${verb}:${code}:en:1`)).toast).toBe(t('en', 'old-button'));
  for (const wrong of ['fr:1', 'en:0', 'en:8', 'en:x', 'en'])
    expect((await yard.forge(staff, `recording:take:${code}:${wrong}`)).toast).toBe(t('en', 'old-button'));
  const [response] = await spokenFor(yard, resident);
  const foreign = await yard.forge(elsewhere, `recording:play:${response?.id}:age`);
  expect(foreign.toast).toBe(t('en', 'old-button'));
  expect(await yard.db.selectFrom('survey_recordings').selectAll().execute()).toHaveLength(1);
});
