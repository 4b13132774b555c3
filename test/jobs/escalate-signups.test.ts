import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerSignup, claimSignup } from '../../src/db/volunteers.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { escalateSignups } from '../../src/jobs/escalate-signups.ts';
import { t } from '../../src/telegram/i18n.ts';
import { SHOP, type Shop, joinBoard, openShop } from '../support/shop.ts';
import { MONDAY_AT_TEN, type TestYardbell, startYardbell } from '../support/yardbell.ts';

const HOUR_MS = 3_600_000;
let yard: TestYardbell;
let nextId = 8000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

async function lookAfterHours(hours: number): Promise<void> {
  await yard.moveTo(new Date(MONDAY_AT_TEN.getTime() + hours * HOUR_MS));
  await escalateSignups({ db: yard.db, clock: yard.clock });
  await yard.settled();
}

async function newestSignup(): Promise<number> {
  const row = await yard.db
    .selectFrom('volunteer_signups')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row.id;
}

const textsIn = (chatId: number) =>
  yard.simulator.messages(chatId).flatMap((message) => (message.from?.is_bot ? [message.text ?? ''] : []));
const timesSaid = (chatId: number, text: string) => textsIn(chatId).filter((said) => said === text).length;

async function offerIn(locale: (typeof LOCALES)[number], shop: Shop): Promise<number> {
  const volunteer = await yard.resident(nextId++, locale);
  await yard.open(volunteer, `v-${shop.roleCode}`);
  await yard.tap(volunteer, t(locale, 'volunteer-can-help', { role: '' }).trim());
  return volunteer;
}

test.each(LOCALES)(
  'unanswered after 3 days the team is asked again, after 5 the committee, once each, and the volunteer is told in %s',
  async (locale) => {
    await yard.moveTo(MONDAY_AT_TEN);
    await yard.db.deleteFrom('projects').execute();
    const shop = await openShop(yard.db, yard.clock.now());
    const member = await yard.resident(nextId++, 'en');
    await joinBoard(yard.db, member, shop, yard.clock.now());
    const staff = await yard.staff(nextId++, 'en');
    const volunteer = await offerIn(locale, shop);
    await yard.tap(member, t('en', 'signup-answer'));

    await lookAfterHours(71);
    expect(timesSaid(member, t('en', 'signup-late'))).toBe(0);
    await lookAfterHours(73);
    await lookAfterHours(74);
    expect(timesSaid(member, t('en', 'signup-late'))).toBe(1);
    expect(timesSaid(volunteer, t(locale, 'volunteer-late', { project: SHOP[locale] }))).toBe(1);
    expect(timesSaid(staff, t('en', 'signup-late-staff', { project: SHOP.en }))).toBe(0);

    await lookAfterHours(121);
    await lookAfterHours(122);
    expect(timesSaid(staff, t('en', 'signup-late-staff', { project: SHOP.en }))).toBe(1);
    expect(timesSaid(volunteer, t(locale, 'volunteer-late-committee', { project: SHOP[locale] }))).toBe(1);
    expect(timesSaid(member, t('en', 'signup-late'))).toBe(1);
  },
);

test('what falls due at night waits for the morning, and an answered volunteer is left in peace', async () => {
  await yard.moveTo(MONDAY_AT_TEN);
  await yard.db.deleteFrom('projects').execute();
  const shop = await openShop(yard.db, yard.clock.now());
  await joinBoard(yard.db, await yard.resident(nextId++, 'en'), shop, yard.clock.now());
  const answered = await offerIn('en', shop);
  const id = await newestSignup();
  await claimSignup(yard.db, id, { telegramId: 5, name: 'Wang Mei' });
  await answerSignup(yard.db, id, 5, 'accepted', yard.clock.now());
  const late = await offerIn('en', shop);
  const said = t('en', 'volunteer-late', { project: SHOP.en });
  await lookAfterHours(72 + 13);
  expect(timesSaid(late, said)).toBe(0);
  await lookAfterHours(72 + 23);
  expect(timesSaid(late, said)).toBe(1);
  expect(timesSaid(answered, said)).toBe(0);
});
