import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../../src/clock.ts';
import { type Meeting, lockMeeting } from '../../src/db/meetings.ts';
import { cancelReminders } from '../../src/db/reminders.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { type ReminderDeps, sendReminder } from '../../src/jobs/send-reminders.ts';
import { t } from '../../src/telegram/i18n.ts';
import { TYPED, heard, labelsOf, publishNotice, sent } from '../support/notices.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const STAFF = 10;
const WANG = 20;
const LI = 21;
const CHEN = 22;
const EVENING_BEFORE = new Date('2026-03-13T10:30:05Z');
const TWO_HOURS_BEFORE = new Date('2026-03-14T04:30:05Z');

let yard: TestYardbell;
let meeting: Meeting;

beforeEach(async () => {
  yard = await startYardbell();
  await yard.staff(STAFF, 'en');
});
afterEach(async () => await yard.stop());

async function remindersOf(): Promise<string[]> {
  const rows = await yard.db.selectFrom('reminders').select(['slot', 'status']).orderBy('id').execute();
  return rows.map(({ slot, status }) => `${slot} ${status}`);
}

/** Moves the clock and waits until no reminder that is due waits any more. */
async function moveTo(at: Date): Promise<void> {
  await yard.moveTo(at);
  await expect.poll(async () => await countDue(at), { timeout: 10_000 }).toBe(0);
  await sent(yard);
}

/** What the job works with, at a moment of our choice; its hints are collected. */
function depsAt(at: Date, hinted: number[]): ReminderDeps {
  return {
    db: yard.db,
    clock: createClock(at.getTime() - Date.now()),
    queues: {
      sendBroadcast: async (id) => void hinted.push(id),
      remindAt: async () => undefined,
      shuffleBallots: async () => undefined,
      reconcile: async () => undefined,
    },
  };
}

async function countDue(at: Date): Promise<number> {
  const due = yard.db
    .selectFrom('reminders')
    .select('id')
    .where('status', '=', 'pending')
    .where('due_at', '<=', at);
  return (await due.execute()).length;
}

describe.each(LOCALES)('reminders in %s', (locale) => {
  test('the evening before and two hours before, to those who come', async () => {
    await yard.resident(WANG, locale);
    await yard.resident(LI, locale);
    await yard.resident(CHEN, locale);
    meeting = await publishNotice(yard, STAFF, 'en');
    await yard.tap(WANG, t(locale, 'rsvp-going'));
    await yard.tap(LI, t(locale, 'rsvp-maybe'));
    await yard.tap(CHEN, t(locale, 'rsvp-declined'));
    const variables = { moment: TYPED[locale].date, title: TYPED.en.title };
    await moveTo(EVENING_BEFORE);
    const tomorrow = t(locale, 'reminder-tomorrow', variables);
    expect([WANG, LI, CHEN].map((person) => heard(yard, person, tomorrow).length)).toEqual([1, 1, 0]);
    expect(labelsOf(heard(yard, WANG, tomorrow)[0])).toContain(t(locale, 'rsvp-declined'));
    await yard.tap(WANG, t(locale, 'rsvp-declined'));
    await yard.tap(LI, t(locale, 'rsvp-going'));
    await moveTo(TWO_HOURS_BEFORE);
    const today = t(locale, 'reminder-today', variables);
    expect([WANG, LI, CHEN].map((person) => heard(yard, person, today).length)).toEqual([0, 1, 0]);
    expect(await remindersOf()).toEqual(['day_before sent', 'two_hours sent']);
  });
});

describe('a reminder', () => {
  beforeEach(async () => {
    await yard.resident(WANG, 'en');
    meeting = await publishNotice(yard, STAFF, 'en');
    await yard.tap(WANG, t('en', 'rsvp-going'));
  });

  test('goes once, however often the worker looks and restarts', async () => {
    await moveTo(EVENING_BEFORE);
    await yard.restart();
    await moveTo(new Date(EVENING_BEFORE.getTime() + 60_000));
    expect(heard(yard, WANG, 'Tomorrow, ')).toHaveLength(1);
  });

  test('more than two hours late is dropped, not sent', async () => {
    await moveTo(new Date('2026-03-13T12:31:00Z'));
    expect(heard(yard, WANG, 'Tomorrow, ')).toHaveLength(0);
    expect(await remindersOf()).toEqual(['day_before dropped', 'two_hours pending']);
  });

  test('for the old time never goes after a move, and the new one does', async () => {
    await yard.open(STAFF, `m-${meeting.code}`);
    await yard.tap(STAFF, t('en', 'meeting-move'));
    await yard.tap(STAFF, t('en', 'move-what-time'));
    await yard.say(STAFF, '15 March 9:30-11 am');
    await yard.tap(STAFF, t('en', 'wizard-yes'));
    await yard.say(STAFF, 'The room floods');
    await yard.tap(STAFF, t('en', 'move-publish'));
    await sent(yard);
    await moveTo(EVENING_BEFORE);
    await moveTo(TWO_HOURS_BEFORE);
    expect(heard(yard, WANG, 'Tomorrow, ')).toHaveLength(0);
    expect(heard(yard, WANG, 'Today, ')).toHaveLength(0);
    await moveTo(new Date('2026-03-14T10:30:05Z'));
    expect(heard(yard, WANG, 'Tomorrow, Sunday 15 March, 9:30 am')).toHaveLength(1);
  });

  test('fired by five workers while the meeting moves goes at most once, and only for a time that holds', async () => {
    const { id } = await yard.db.selectFrom('reminders').select('id').orderBy('id').executeTakeFirstOrThrow();
    const hinted: number[] = [];
    const fire = () => sendReminder(depsAt(EVENING_BEFORE, hinted), id);
    const move = yard.db.transaction().execute(async (tx) => {
      await lockMeeting(tx, { id: meeting.id });
      await cancelReminders(tx, meeting.id);
      await tx.updateTable('meetings').set({ version: 2 }).where('id', '=', meeting.id).execute();
    });
    await Promise.all([fire(), fire(), move, fire(), fire(), fire()]);
    const [state] = await remindersOf();
    expect(hinted).toHaveLength(state === 'day_before sent' ? 1 : 0);
    await fire();
    expect(hinted.length).toBeLessThan(2);
  });

  test('that a crash left behind from an older version is cancelled, not sent', async () => {
    await yard.db.updateTable('meetings').set({ version: 2 }).where('id', '=', meeting.id).execute();
    const { id } = await yard.db.selectFrom('reminders').select('id').orderBy('id').executeTakeFirstOrThrow();
    const hinted: number[] = [];
    await sendReminder(depsAt(EVENING_BEFORE, hinted), id);
    expect(hinted).toEqual([]);
    expect((await remindersOf())[0]).toBe('day_before cancelled');
  });

  test('for a cancelled meeting never goes', async () => {
    await yard.open(STAFF, `m-${meeting.code}`);
    await yard.tap(STAFF, t('en', 'meeting-cancel'));
    await yard.say(STAFF, 'No room');
    await yard.tap(STAFF, t('en', 'cancel-publish'));
    await moveTo(EVENING_BEFORE);
    await moveTo(TWO_HOURS_BEFORE);
    expect(heard(yard, WANG, 'Tomorrow, ')).toHaveLength(0);
    expect(heard(yard, WANG, 'Today, ')).toHaveLength(0);
  });
});
