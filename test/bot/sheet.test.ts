import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { answersIn, makeLeader, spokenFor } from '../support/leaders.ts';
import { labels, last, launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 8700;
beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string | number>) => t(locale, key, variables);

  async function beginTyping(leader: number) {
    await yard.say(leader, '/surveys');
    await yard.tap(leader, say('interview-ask'));
    await yard.tap(leader, say('sheet-type-in'));
    return await yard.tap(leader, say('interview-building', { building: '3' }));
  }

  test('a leader gets the sheet as a PDF in any of the languages', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    await yard.say(leader, '/surveys');
    await yard.tap(leader, say('interview-ask'));
    for (const language of LOCALES) {
      await yard.tap(leader, say('sheet-print'));
      const { messages } = await yard.tap(leader, t(language, 'language-name'));
      const sent = messages.at(-1);
      expect(sent?.document?.file_name).toBe(`${code}-${language}.pdf`);
      expect(sent?.caption).toBe(say('sheet-caption'));
      expect(sent?.document?.file_size).toBeGreaterThan(8_000);
      expect(sent?.document?.file_size).toBeLessThan(120_000);
    }
  });

  test('sheets are typed in one line each; what is wrong is named, and the rest is in', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    const how = last((await beginTyping(leader)).messages);
    expect(how.text).toContain(say('sheet-type-building', { building: '3' }));
    expect(how.text?.length).toBeLessThanOrEqual(600);
    const pile = ['4; 1; 2,6; 3,2; 3; the lift; 1', '9;1;2;;;;', '5；2；0；；1；；', '', '3;1;2'].join('\n');
    const answer = last(await yard.say(leader, pile));
    expect(answer.text).toContain(say('sheet-taken', { count: 2, total: 2 }));
    expect(answer.text).toContain(say('sheet-refused', { place: 2, line: '9;1;2;;;;' }));
    expect(answer.text).toContain(say('sheet-unknown-mark', { question: 1, said: '9' }));
    expect(answer.text).toContain(say('sheet-wrong-length', { found: 3, expected: 7 }));
    expect(answer.text?.length).toBeLessThanOrEqual(600);
    await yard.restart();
    expect(last(await yard.say(leader, '2;1;2;;;;')).text).toContain(
      say('sheet-taken', { count: 1, total: 3 }),
    );
    const sheets = await spokenFor(yard, leader);
    expect(sheets.map(({ mode, status, building }) => [mode, status, building])).toEqual(
      Array.from({ length: 3 }, () => ['paper', 'completed', '3']),
    );
    expect(await answersIn(yard, sheets[0]?.id ?? 0)).toMatchObject({
      age: ['60_69'],
      concerns: ['eldercare', 'repairs'],
      'severity:eldercare': ['3'],
      'severity:repairs': ['2'],
      open: ['the lift'],
    });
    expect((await answersIn(yard, sheets[1]?.id ?? 0))['concerns']).toEqual(['none']);

    const undone = last((await yard.tap(leader, say('sheet-undo'))).messages);
    expect(undone.text).toBe(say('sheet-undone', { total: 2 }));
    await yard.tap(leader, say('sheet-undo'));
    expect(await spokenFor(yard, leader)).toHaveLength(1);
    expect((await yard.forge(leader, `survey:change:${sheets[0]?.id}:age`)).toast).toBe(
      say('interview-closed'),
    );
    await yard.tap(leader, say('sheet-done'));
    expect(textsOf(await yard.say(leader, '3;1;2;;;;'))).toEqual([say('fallback')]);
  });

  test('a line that names a building is about the sheets after it', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.forge(staff, `sheet:in:${code}`);
    const pile = ['1;1;2;;;;', { zh: '5号楼', en: 'Building 5', es: 'Edificio 5' }[locale], '2;1;2;;;;'].join(
      '\n',
    );
    expect(last(await yard.say(staff, pile)).text).toContain(say('sheet-taken', { count: 2, total: 2 }));
    expect((await spokenFor(yard, staff)).map(({ building }) => building)).toEqual([null, '5']);
    const stop = { zh: '算了', en: 'Stop', es: '/cancel' }[locale];
    expect(last(await yard.say(staff, stop)).text).toContain(say('interview-asked', { asked: 2 }));
  });
});

test('nobody without the role prints, types in or takes out a sheet', async () => {
  const leader = await makeLeader(yard, nextId++, 'en', '3');
  await yard.forge(leader, `sheet:in:${code}:3`);
  await yard.say(leader, '1;1;2;;;;');
  const [sheet] = await spokenFor(yard, leader);
  const strangers = [
    await makeLeader(yard, nextId++, 'en', '3', 'qingyuan'),
    await yard.resident(nextId++, 'en'),
    await makeLeader(yard, nextId++, 'en', '4'),
  ];
  for (const person of strangers)
    expect((await yard.forge(person, `sheet:undo:${sheet?.id}`)).toast).toBe(t('en', 'old-button'));
  for (const person of strangers.slice(0, 2))
    for (const verb of ['print', 'pdf', 'type', 'in'])
      expect((await yard.forge(person, `sheet:${verb}:${code}:en`)).toast).toBe(t('en', 'old-button'));
  expect((await yard.forge(leader, `sheet:pdf:${code}:fr`)).toast).toBe(t('en', 'old-button'));
  expect(labels(last(await yard.say(strangers[1] ?? 0, '/surveys')))).not.toContain(t('en', 'interview-ask'));
  expect(await spokenFor(yard, leader)).toHaveLength(1);
});
