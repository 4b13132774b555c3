import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { neighbour, openShop } from '../support/shop.ts';
import { MONDAY_AT_TEN, type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 8000;
let built = 0;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const DAY_MS = 86_400_000;
const daysLater = (days: number) => new Date(MONDAY_AT_TEN.getTime() + days * DAY_MS);
const labelsOf = (message: Message | undefined) =>
  message?.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
const titleIn = (locale: Locale) => findTemplate('general_needs')?.title[locale] ?? '';

/** A survey of Xinghua that ended on 1 March, or on another day, with so many answers. */
async function endedSurvey(
  answers: number,
  closedAt = daysLater(-1),
  community = 'xinghua',
): Promise<string> {
  const code = `ended${++built}`;
  const { id: communityId } = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', community)
    .executeTakeFirstOrThrow();
  const { id } = await yard.db
    .insertInto('surveys')
    .values({
      code,
      community_id: communityId,
      status: 'closed',
      definition: JSON.stringify(findTemplate('general_needs')),
      opened_at: daysLater(-12),
      closes_at: closedAt,
      closed_at: closedAt,
      created_at: daysLater(-12),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (let n = 0; n < answers; n += 1) {
    await yard.db
      .insertInto('survey_responses')
      .values({
        survey_id: id,
        resident_id: await neighbour(yard.db, nextId++, MONDAY_AT_TEN),
        status: 'completed',
        step: 'sent',
        started_at: closedAt,
        updated_at: closedAt,
        completed_at: closedAt,
      })
      .execute();
  }
  return code;
}

async function cardOf(person: number, projectCode: string): Promise<string> {
  return (await yard.forge(person, `project:open:${projectCode}`)).messages[0]?.text ?? '';
}

test.each(LOCALES)(
  'in %s: a project linked to a survey that ended before it says so on its card',
  async (locale) => {
    const staff = await yard.staff(nextId++, locale);
    const person = await yard.resident(nextId++, locale);
    await yard.db.deleteFrom('survey_responses').execute();
    await yard.db.updateTable('projects').set({ survey_id: null }).execute();
    await yard.db.deleteFrom('surveys').execute();
    await endedSurvey(12);
    const { projectCode } = await openShop(yard.db, yard.clock.now());
    expect(await cardOf(person, projectCode)).toContain(t(locale, 'project-survey-none'));
    await yard.forge(staff, `team-project:open:${projectCode}`);
    const choice = (await yard.tap(staff, t(locale, 'project-survey-open'))).messages[0];
    const offered = labelsOf(choice).filter((label) => label.includes(titleIn(locale).slice(0, 6)));
    expect(offered).toHaveLength(1);
    const { toast } = await yard.tap(staff, offered[0] ?? '');
    expect(toast).toBe(t(locale, 'project-survey-linked'));
    const card = await cardOf(person, projectCode);
    expect(card).toContain(t(locale, 'project-survey-count', { answers: 12 }));
    expect(card).toContain(locale === 'zh' ? '2月18日' : '18');
    expect(card.length).toBeLessThan(600);
  },
);

test.each(LOCALES)(
  'in %s: without a survey the reason stands on the card; a long one is refused, a stop keeps all',
  async (locale) => {
    const staff = await yard.staff(nextId++, locale);
    const person = await yard.resident(nextId++, locale);
    const { projectCode } = await openShop(yard.db, yard.clock.now());
    await yard.forge(staff, `project-survey:choose:${projectCode}`);
    await yard.tap(staff, t(locale, 'project-survey-say-why'));
    const tooLong = await yard.say(staff, '长'.repeat(201));
    expect(tooLong[0]?.text).toContain(t(locale, 'project-too-long', { length: 201, most: 200 }));
    await yard.restart();
    await yard.say(staff, 'The pipe *burst*_ at night.');
    const because = t(locale, 'project-survey-none-because', { reason: 'The pipe *burst*_ at night.' });
    expect(await cardOf(person, projectCode)).toContain(because);
    await yard.forge(staff, `project-survey:why:${projectCode}`);
    const [left] = await yard.say(staff, 'stop');
    expect(left?.text).toBe(t(locale, 'project-survey-why-left'));
    expect(await cardOf(person, projectCode)).toContain(because);
  },
);

test('fewer than ten answers are not counted on the card', async () => {
  const code = await endedSurvey(9);
  const { projectCode } = await openShop(yard.db, yard.clock.now());
  const staff = await yard.staff(nextId++, 'en');
  await yard.forge(staff, `project-survey:link:${projectCode}:${code}`);
  expect(await cardOf(staff, projectCode)).toContain(t('en', 'project-survey-few', { minimum: 10 }));
});

test('a survey that ended later, of another community or still open cannot be linked; strangers change nothing', async () => {
  const { projectCode } = await openShop(yard.db, yard.clock.now());
  const staff = await yard.staff(nextId++, 'en');
  const others = [
    await endedSurvey(12, daysLater(3)),
    await endedSurvey(12, daysLater(-1), 'qingyuan'),
    'nosuch',
  ];
  for (const code of others) {
    const { toast } = await yard.forge(staff, `project-survey:link:${projectCode}:${code}`);
    expect(toast).toBe(t('en', 'old-button'));
  }
  const good = await endedSurvey(12);
  const outsiders = [await yard.staff(nextId++, 'en', 'qingyuan'), await yard.resident(nextId++, 'en')];
  for (const outsider of outsiders) {
    await yard.say(outsider, '/projects');
    for (const data of [`choose:${projectCode}`, `link:${projectCode}:${good}`, `why:${projectCode}`]) {
      const { toast } = await yard.forge(outsider, `project-survey:${data}`);
      expect(toast).toBe(t('en', 'project-not-yours'));
    }
  }
  expect(await cardOf(staff, projectCode)).toContain(t('en', 'project-survey-none'));
});
