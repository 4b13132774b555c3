import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { beginSurvey, labels, last, launchSurvey, responseOf } from '../support/surveys.ts';
import { MONDAY_AT_TEN, type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let staff: number;
let code: string;

beforeEach(async () => {
  yard = await startYardbell();
  staff = await yard.staff(8000, 'en');
  code = await launchSurvey(yard, staff, 'What our community needs');
});
afterEach(async () => await yard.stop());

const hoursLater = (hours: number) => new Date(MONDAY_AT_TEN.getTime() + hours * 3_600_000);

/** Messages that offer to stop and keep the answers: nothing else does. */
function reminders(person: number, locale: Locale = 'en') {
  return yard.simulator
    .messages(person)
    .filter((message) => labels(message).includes(t(locale, 'survey-reminder-stop')));
}

async function stopAt(person: number, locale: Locale): Promise<void> {
  await beginSurvey(yard, person, locale, code);
  await yard.say(person, '3');
}

test('whoever stops is reminded once, a day later, silently, and never at night', async () => {
  await yard.moveTo(hoursLater(12));
  await stopAt(8001, 'en');
  await yard.moveTo(hoursLater(35.9));
  expect(reminders(8001)).toHaveLength(0);
  await yard.moveTo(hoursLater(36.1));
  expect(reminders(8001), 'at 22:06').toHaveLength(0);
  await yard.moveTo(hoursLater(47.9));
  expect(reminders(8001), 'at 9:54').toHaveLength(0);
  await yard.moveTo(hoursLater(48.1));
  const [reminder] = reminders(8001);
  expect(reminder?.text).toBe('You stopped at 2/7. About 3 minutes left.');
  const sent = yard.simulator.calls.findLast(({ params }) => params['text'] === reminder?.text);
  expect(String(sent?.params['disable_notification'])).toBe('true');
  for (const hours of [49, 72, 120]) await yard.moveTo(hoursLater(hours));
  expect(reminders(8001)).toHaveLength(1);
});

test.each(LOCALES.map((locale) => [locale]))(
  'a reminder answers to its three buttons, in %s',
  async (locale) => {
    for (const person of [8101, 8102, 8103]) await stopAt(person, locale);
    await yard.moveTo(hoursLater(25));
    const goneOn = await yard.tap(8101, t(locale, 'survey-go-on'));
    expect(last(goneOn.messages).text).toContain(t(locale, 'survey-header', { number: 2, total: 7 }));
    await yard.tap(8102, t(locale, 'survey-reminder-stop'));
    expect((await responseOf(yard, 8102)).status).toBe('in_progress');
    await yard.tap(8103, t(locale, 'survey-reminder-delete'));
    await yard.tap(8103, t(locale, 'survey-delete-yes'));
    await expect(responseOf(yard, 8103)).rejects.toThrow();
    for (const person of [8101, 8102, 8103]) expect(reminders(person, locale)).toHaveLength(0);
  },
);

test('an answer under the old question takes the buttons off the reminder, typed or tapped', async () => {
  await stopAt(8201, 'en');
  await stopAt(8202, 'en');
  await yard.moveTo(hoursLater(25));
  expect([...reminders(8201), ...reminders(8202)]).toHaveLength(2);
  await yard.say(8201, '1');
  await yard.tap(8202, '1 In this');
  expect([...reminders(8201), ...reminders(8202)]).toHaveLength(0);
  expect(yard.simulator.lastMessage(8201)?.text).toContain('3/7');
  expect(yard.simulator.lastMessage(8202)?.text).toContain('3/7');
});

test('nobody is reminded who said stop, went on, finished or reads no messages any more', async () => {
  for (const person of [8301, 8302, 8303]) await stopAt(person, 'en');
  await yard.say(8301, 'stop');
  await yard.say(8303, '/stop');
  await yard.moveTo(hoursLater(23));
  await yard.say(8302, '1');
  await yard.moveTo(hoursLater(25));
  for (const person of [8301, 8302, 8303]) expect(reminders(person)).toHaveLength(0);
});

test('what was decided is looked at again at the moment of sending: whoever came back gets nothing', async () => {
  await stopAt(8401, 'en');
  await yard.moveTo(hoursLater(10.9));
  await yard.tap(staff, 'See the answers');
  await yard.moveTo(hoursLater(11.5));
  await yard.tap(staff, 'Remind who has not');
  await yard.say(8401, '1');
  await yard.moveTo(hoursLater(22.5));
  expect(reminders(8401)).toHaveLength(0);
  const { status } = await yard.db
    .selectFrom('deliveries')
    .innerJoin('broadcasts', 'broadcasts.id', 'deliveries.broadcast_id')
    .innerJoin('residents', 'residents.id', 'deliveries.resident_id')
    .select('deliveries.status')
    .where('kind', '=', 'survey_reminder')
    .where('telegram_id', '=', 8401)
    .executeTakeFirstOrThrow();
  expect(status).toBe('cancelled');
});

test('staff remind those who were invited and did not answer, each once, and see how many', async () => {
  const invited = await yard.resident(8501, 'en');
  await yard.db.deleteFrom('broadcasts').execute();
  await yard.tap(staff, 'See the answers');
  const survey = await yard.db
    .selectFrom('surveys')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const residents = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', invited)
    .execute();
  const broadcast = await yard.db
    .insertInto('broadcasts')
    .values({
      kind: 'survey_invitation',
      object_id: survey.id,
      generation: 1,
      community_id: survey.community_id,
      status: 'finished',
      created_at: yard.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await yard.db
    .insertInto('deliveries')
    .values(
      residents.map(({ id }) => ({ broadcast_id: broadcast.id, resident_id: id, status: 'sent' as const })),
    )
    .execute();
  const first = await yard.tap(staff, 'Remind who has not');
  expect(last(first.messages).text).toBe('✔ 1 person is reminded, once.');
  await yard.lookForDue();
  await yard.moveTo(hoursLater(0.5));
  expect(yard.simulator.lastMessage(invited)?.text).toContain('still asks');
  const second = await yard.tap(staff, 'Remind who has not');
  expect(last(second.messages).text).toBe(t('en', 'survey-reminder-staff-nobody'));
});

test('staff of another community cannot remind anybody', async () => {
  const stranger = await yard.staff(8601, 'en', 'qingyuan');
  await yard.say(stranger, '/help');
  expect((await yard.forge(stranger, `survey-staff:remind:${code}`)).toast).toBe(t('en', 'old-button'));
});
