import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeEndedSurveys } from '../../src/db/surveys.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { buttonLabel } from '../../src/domain/plain.ts';
import { SURVEY_TEMPLATES } from '../../src/domain/survey-templates.ts';
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
let nextId = 5000;

beforeAll(async () => {
  yard = await startYardbell();
  staff = await yard.staff(nextId++, 'en');
  code = await launchSurvey(yard, staff, 'What our community needs');
});
afterAll(async () => await yard.stop());

const begin = async (locale: Locale, surveyCode = code) =>
  await beginSurvey(yard, nextId++, locale, surveyCode);
const stored = async (person: number) => await storedAnswers(yard, person);

describe('for staff', () => {
  test('a resident is told that it is for staff, and forged staff buttons do nothing', async () => {
    const person = await yard.resident(nextId++, 'en');
    expect(last(await yard.say(person, '/survey')).text).toBe(t('en', 'staff-only'));
    for (const data of ['list', 'new:1', 'launch:1:general_needs', `see:${code}`, `closenow:${code}`]) {
      expect((await yard.forge(person, `survey-staff:${data}`)).toast).toBe(t('en', 'old-button'));
    }
  });

  test('staff of another community learn nothing: the answer is that for a survey that does not exist', async () => {
    const other = await yard.staff(nextId++, 'en', 'qingyuan');
    await yard.say(other, '/survey');
    const foreign = await yard.forge(other, `survey-staff:closenow:${code}`);
    await yard.say(other, '/survey');
    const missing = await yard.forge(other, 'survey-staff:closenow:zzzzzz');
    expect(foreign.toast).toBe(missing.toast);
    expect(foreign.messages.map(({ text }) => text)).toEqual(missing.messages.map(({ text }) => text));
    const survey = await yard.db
      .selectFrom('surveys')
      .select('status')
      .where('code', '=', code)
      .executeTakeFirst();
    expect(survey?.status).toBe('open');
  });

  test('the invitation reaches every member in their language, and opening twice opens and invites once', async () => {
    const boss = await yard.staff(nextId++, 'en', 'qingyuan');
    const [zh, es] = [
      await yard.resident(nextId++, 'zh', 'qingyuan'),
      await yard.resident(nextId++, 'es', 'qingyuan'),
    ];
    await yard.say(boss, '/survey');
    await yard.tap(boss, 'New survey');
    await yard.tap(boss, 'What our community');
    await yard.tap(boss, 'Open and invite');
    const preview = yard.simulator.lastMessage(boss);
    const data = dataOf(preview ?? {}, 'Yes, open');
    const press = () => yard.simulator.tap(boss, boss, preview?.message_id ?? 0, { data });
    await Promise.all([press(), press()]);
    await yard.settled();
    const said = yard.simulator.messages(boss).map(({ text }) => text);
    expect(said.filter((text) => text?.includes('people are invited'))).toHaveLength(1);
    expect(said.filter((text) => text?.includes('running here already'))).toHaveLength(1);
    const invitations = (id: number, start: string) =>
      yard.simulator.messages(id).filter((message) => labels(message).includes(start));
    await yard.simulator.waitFor(
      () => invitations(zh, '开始').length > 0 && invitations(es, 'Empezar').length > 0,
      { what: 'invitations', timeoutMs: 25_000 },
    );
    await yard.settled();
    expect(invitations(zh, '开始').map(labels)).toEqual([
      ['开始', '谁能看见我的回答？', '替家里人答', '慢慢答，只答是不是', '给我打电话', '先不了'],
    ]);
    expect(invitations(es, 'Empezar').map((message) => labels(message).at(-1))).toEqual(['Ahora no']);
    expect(last((await yard.tap(zh, '开始')).messages).text).toContain('第1题');
  });

  test('every ready survey can be looked through in every language, and shows no raw placeholder', async () => {
    await yard.say(staff, '/survey');
    const { messages } = await yard.tap(staff, 'New survey');
    const titles = SURVEY_TEMPLATES.map(({ title }) => buttonLabel(title.en ?? ''));
    expect(labels(last(messages)).slice(0, titles.length)).toEqual(titles);
    for (const title of titles) {
      await yard.say(staff, '/survey');
      await yard.tap(staff, 'New survey');
      await yard.tap(staff, title);
      for (let page = await yard.tap(staff, 'See it as residents do'); ;) {
        const shown = last(page.messages).text ?? '';
        expect(shown).not.toMatch(/[{}]/);
        expect(shown.length).toBeLessThanOrEqual(600);
        if (!labels(last(page.messages)).includes('Next ➡')) break;
        page = await yard.tap(staff, 'Next');
      }
    }
  });

  test('results show the way from invited to finished, zero as 0, and hide one to four', async () => {
    for (let count = 0; count < 6; count += 1) await yard.tap(await begin('en'), '4 60 to 69');
    const different = await begin('en');
    await yard.tap(different, '3 45 to 59');
    for (const label of ['Skip', '☐ Nothing', 'Done', 'Skip', 'Skip', 'Skip', 'Send'])
      await yard.tap(different, label);
    await yard.say(staff, '/survey');
    const { messages } = await yard.tap(staff, 'What our community needs');
    expect(last(messages).text).toMatch(/Invited 1 · reached \d · started 7 · finished 1\n/);
    await yard.tap(staff, t('en', 'results-entry'));
    const answers = last((await yard.tap(staff, t('en', 'results-open-questions'))).messages).text;
    expect(answers).toContain('Asked: 7\n');
    expect(answers).toContain('80 or older: 0\n');
    // One person of 45 to 59 is found by subtraction unless somebody else is hidden, too.
    expect(answers).toContain('45 to 59: hidden\n');
    expect(answers).toContain('60 to 69: hidden\n');
  });
});

describe('an ended survey', () => {
  test('closing keeps unfinished answers; old buttons, links and [Start] say that it has ended', async () => {
    const own = await launchSurvey(yard, staff, 'Older residents');
    const person = await begin('en', own);
    await yard.tap(person, '1 I am');
    await yard.say(staff, '/survey');
    await yard.tap(staff, 'Older residents');
    await yard.tap(staff, 'Close now');
    const closed = await yard.tap(staff, 'Yes, close it');
    expect(last(closed.messages).text).toContain(t('en', 'survey-staff-is-closed'));
    expect(Object.keys(await stored(person))).toEqual(['who']);
    const late = await yard.tap(person, '2 60 to 69');
    expect(late.toast).toBe(t('en', 'survey-ended-toast'));
    expect(last(late.messages).text).toMatch(/has ended \(Monday 2 March\)/);
    expect(Object.keys(await stored(person))).toEqual(['who']);
    expect(last(await yard.open(person, `s-${own}`)).text).toContain('has ended');
    expect(last(await yard.say(person, '1')).text).toContain(t('en', 'fallback'));
  });

  test('a survey ends by itself on its day, and what was unfinished is kept as abandoned', async () => {
    const person = await begin('zh');
    await yard.tap(person, '4 60到69岁');
    await yard.moveTo(new Date(yard.clock.now().getTime() + 15 * 24 * 3_600_000));
    const late = await yard.tap(person, '1 就在本街道');
    expect(late.toast).toBe(t('zh', 'survey-ended-toast'));
    await closeEndedSurveys(yard.db, yard.clock.now());
    expect((await responseOf(yard, person)).status).toBe('abandoned');
  });
});

test('an invitation at night is held until eight, and staff are told so', async () => {
  const night = await startYardbell({ at: new Date('2026-03-02T14:30:00Z') });
  try {
    const boss = await night.staff(1_900, 'en');
    const neighbour = await night.resident(1_901, 'en');
    await night.say(boss, '/survey');
    await night.tap(boss, 'New survey');
    await night.tap(boss, 'What our');
    await night.tap(boss, 'Open and invite');
    const { messages } = await night.tap(boss, 'Yes, open');
    expect(messages.map(({ text }) => text).join('\n')).toContain('Tuesday 3 March, 8:00 am');
    expect(night.simulator.messages(neighbour).some((message) => labels(message).includes('Start'))).toBe(
      false,
    );
    await night.moveTo(new Date('2026-03-03T00:01:00Z'));
    // A lost hint is repaired by the reconciler, which looks every 15 seconds.
    const invited = await night.simulator.waitFor(
      () => night.simulator.messages(neighbour).some((message) => labels(message).includes('Start')),
      { what: 'the invitation in the morning', timeoutMs: 40_000 },
    );
    expect(invited).toBe(true);
  } finally {
    await night.stop();
  }
}, 60_000);
