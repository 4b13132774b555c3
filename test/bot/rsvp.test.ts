import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Meeting } from '../../src/db/meetings.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { TYPED, heard, labelsOf, newestMeeting, publishNotice, sent } from '../support/notices.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const STAFF = 10;
const WANG = 20;
const LI = 21;
const SUNDAY = { zh: '3月15日上午9点半到11点', en: '15 March 9:30-11 am', es: '15 de marzo de 9:30 a 11:00' };

let yard: TestYardbell;
let meeting: Meeting;

beforeEach(async () => {
  yard = await startYardbell();
  await yard.staff(STAFF, 'en');
});
afterEach(async () => await yard.stop());

const lastText = (messages: { text?: string }[]) => messages.at(-1)?.text ?? '';

async function statusOf(telegramId: number): Promise<string | undefined> {
  const row = await yard.db
    .selectFrom('rsvps')
    .innerJoin('residents', 'residents.id', 'rsvps.resident_id')
    .select('rsvps.status')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  return row?.status;
}

function documentsOf(personId: number) {
  return yard.simulator.messages(personId).filter((message) => message.document);
}

/** Moves the meeting to Sunday 15 March, 9:30, as staff do it in chat. */
async function moveToSunday(): Promise<void> {
  await yard.open(STAFF, `m-${meeting.code}`);
  await yard.tap(STAFF, t('en', 'meeting-move'));
  await yard.tap(STAFF, t('en', 'move-what-time'));
  await yard.say(STAFF, SUNDAY.en);
  await yard.tap(STAFF, t('en', 'wizard-yes'));
  await yard.say(STAFF, 'The room floods');
  await yard.tap(STAFF, t('en', 'move-publish'));
  await sent(yard);
}

async function cancelMeeting(): Promise<void> {
  await yard.open(STAFF, `m-${meeting.code}`);
  await yard.tap(STAFF, t('en', 'meeting-cancel'));
  await yard.say(STAFF, 'The landlord has not answered');
  await yard.tap(STAFF, t('en', 'cancel-publish'));
  await sent(yard);
}

describe.each(LOCALES)('answering a notice in %s', (locale: Locale) => {
  beforeEach(async () => {
    await yard.resident(WANG, locale);
    meeting = await publishNotice(yard, STAFF, 'en');
  });

  test('a yes is counted, ticked, and comes back with the calendar file', async () => {
    await yard.tap(WANG, t(locale, 'rsvp-going'));
    expect(await statusOf(WANG)).toBe('going');
    const [notice] = heard(yard, WANG, t(locale, 'notice-counts', { going: 1, maybe: 0 }));
    expect(labelsOf(notice)[0]).toBe(`✔ ${t(locale, 'rsvp-going')}`);
    const [file] = documentsOf(WANG);
    expect(file?.caption?.toLowerCase()).toBe(
      t(locale, 'rsvp-see-you', { moment: TYPED[locale].date }).toLowerCase(),
    );
    expect(file?.document?.file_name).toMatch(/\.ics$/);
  });

  test('a double tap is one answer and one reply', async () => {
    const label = t(locale, 'rsvp-going');
    const [notice] = heard(yard, WANG, TYPED.en.title);
    const press = () => yard.simulator.tap(WANG, WANG, notice?.message_id ?? 0, label);
    await Promise.all([press(), press(), press()]);
    await yard.settled();
    expect(documentsOf(WANG)).toHaveLength(1);
    expect(await yard.db.selectFrom('rsvps').selectAll().execute()).toHaveLength(1);
  });

  test('a mind can be changed', async () => {
    await yard.tap(WANG, t(locale, 'rsvp-maybe'));
    const { messages } = await yard.tap(WANG, t(locale, 'rsvp-declined'));
    expect(lastText(messages)).toBe(t(locale, 'rsvp-declined-noted', { contact: TYPED.en.contact }));
    expect(await statusOf(WANG)).toBe('declined');
    expect(lastText(await yard.say(WANG, '/meetings'))).toContain(t(locale, 'rsvp-own-declined'));
  });

  test('after a move the old button asks again, and a cancelled meeting says why', async () => {
    await yard.tap(WANG, t(locale, 'rsvp-going'));
    const [old] = heard(yard, WANG, TYPED.en.title);
    await moveToSunday();
    expect(await statusOf(WANG)).toBe('to_confirm');
    const [moved] = heard(yard, WANG, 'The room floods');
    expect(moved?.text).toContain(t(locale, 'notice-answer-again'));
    const tap = { data: `rsvp:going:${meeting.code}:1` };
    const answer = await yard.simulator.tap(WANG, WANG, old?.message_id ?? 0, tap);
    await yard.settled();
    expect(answer?.text).toContain(
      { zh: '3月15日 星期日', en: 'Sunday 15 March', es: 'domingo 15 de marzo' }[locale],
    );
    expect(await statusOf(WANG)).toBe('to_confirm');
    const date = { zh: '3月15日 星期日', en: 'Sunday 15 March', es: 'domingo 15 de marzo' }[locale];
    await yard.tap(WANG, t(locale, 'rsvp-yes-then', { date }));
    expect(await statusOf(WANG)).toBe('going');
    await cancelMeeting();
    expect(
      heard(yard, WANG, t(locale, 'notice-reason', { reason: 'The landlord has not answered' })),
    ).toHaveLength(1);
    const late = await yard.forge(WANG, `rsvp:going:${meeting.code}:2`);
    expect(late.toast).toBe(t(locale, 'rsvp-toast-cancelled'));
    const files = documentsOf(WANG).length;
    await yard.tap(WANG, t(locale, 'notice-remove-from-calendar'));
    expect(documentsOf(WANG)).toHaveLength(files + 1);
  });
});

describe('a meeting that changes', () => {
  beforeEach(async () => {
    await yard.resident(WANG, 'en');
    await yard.resident(LI, 'zh');
    meeting = await publishNotice(yard, STAFF, 'en');
  });

  test('is told again from the old time to the new one, with the reason, and its reminders move', async () => {
    await moveToSunday();
    const moved = await newestMeeting(yard);
    expect(moved).toMatchObject({ version: 2, status: 'published', draft: null });
    expect(moved.starts_at).toEqual(new Date('2026-03-15T01:30:00Z'));
    const [notice] = heard(
      yard,
      WANG,
      'MOVED: now Sunday 15 March, 9:30 am to 11:00 am, not Saturday 14 March, 2:30 pm.',
    );
    expect(notice?.text).toContain('Reason: The room floods');
    expect(heard(yard, LI, '改时间了')).toHaveLength(1);
    const reminders = await yard.db
      .selectFrom('reminders')
      .select(['generation', 'status'])
      .orderBy('id')
      .execute();
    expect(reminders.map(({ generation, status }) => `${generation} ${status}`)).toEqual([
      '1 cancelled',
      '1 cancelled',
      '2 pending',
      '2 pending',
    ]);
  });

  test('is cancelled for everyone, and staff hear how many reminders are gone', async () => {
    await cancelMeeting();
    expect(heard(yard, STAFF, t('en', 'cancel-done', { count: 2 }))).toHaveLength(1);
    expect(heard(yard, WANG, 'CANCELLED: ')).toHaveLength(1);
    const waiting = await yard.db
      .selectFrom('reminders')
      .where('status', '=', 'pending')
      .select('id')
      .execute();
    expect(waiting).toEqual([]);
    const { toast } = await yard.forge(STAFF, `meeting:move:${meeting.code}`);
    expect(toast).toBe(t('en', 'change-is-cancelled'));
    expect(lastText(await yard.say(WANG, '/meetings'))).toBe(t('en', 'meetings-none'));
  });

  test('is left as it was when staff think better of it', async () => {
    await yard.open(STAFF, `m-${meeting.code}`);
    await yard.tap(STAFF, t('en', 'meeting-move'));
    await yard.tap(STAFF, t('en', 'move-what-place'));
    await yard.say(STAFF, 'Block 9');
    await yard.say(STAFF, 'More chairs');
    await yard.tap(STAFF, t('en', 'change-back'));
    await yard.open(STAFF, `m-${meeting.code}`);
    await yard.tap(STAFF, t('en', 'meeting-cancel'));
    expect(lastText(await yard.say(STAFF, 'cancel'))).toBe(t('en', 'compose-left-change'));
    expect(await newestMeeting(yard)).toMatchObject({ version: 1, status: 'published', draft: null });
  });

  test('is told at night only when it starts within 12 hours', async () => {
    await yard.moveTo(new Date('2026-03-13T15:00:00Z'));
    await moveToSunday();
    expect(heard(yard, WANG, 'MOVED')).toHaveLength(0);
    expect(heard(yard, STAFF, 'after the quiet hours')).toHaveLength(1);
    await cancelMeeting();
    await yard.moveTo(new Date('2026-03-14T00:00:30Z'));
    await sent(yard);
    expect(heard(yard, WANG, 'MOVED')).toHaveLength(0);
    expect(heard(yard, WANG, 'CANCELLED')).toHaveLength(1);
  });

  test('moving while people answer loses no answer and keeps none for the old time', async () => {
    await yard.open(STAFF, `m-${meeting.code}`);
    await yard.tap(STAFF, t('en', 'meeting-move'));
    await yard.tap(STAFF, t('en', 'move-what-time'));
    await yard.say(STAFF, SUNDAY.en);
    await yard.tap(STAFF, t('en', 'wizard-yes'));
    await yard.say(STAFF, 'The room floods');
    await Promise.all([
      yard.tap(STAFF, t('en', 'move-publish')),
      yard.forge(WANG, `rsvp:going:${meeting.code}:1`),
      yard.forge(LI, `rsvp:maybe:${meeting.code}:1`),
    ]);
    for (const person of [WANG, LI]) expect([undefined, 'to_confirm']).toContain(await statusOf(person));
  });
});

describe('who answers', () => {
  test('without having agreed to anything is asked to join first', async () => {
    meeting = await publishNotice(yard, STAFF, 'en');
    const passerBy = yard.stranger(30, 'en');
    await yard.open(passerBy, `m-${meeting.code}`);
    await yard.tap(passerBy, 'English');
    const { messages } = await yard.tap(passerBy, t('en', 'rsvp-going'));
    expect(lastText(messages)).toBe(t('en', 'rsvp-needs-joining'));
    expect(await statusOf(passerBy)).toBeUndefined();
    await yard.tap(passerBy, t('en', 'rsvp-join'));
    await yard.tap(passerBy, t('en', 'join-agree'));
    await yard.tap(passerBy, t('en', 'rsvp-going'));
    expect(await statusOf(passerBy)).toBe('going');
  });

  test('after the end hears that it is over', async () => {
    await yard.resident(WANG, 'en');
    meeting = await publishNotice(yard, STAFF, 'en');
    await yard.moveTo(new Date('2026-03-14T08:00:00Z'));
    const { toast } = await yard.tap(WANG, t('en', 'rsvp-going'));
    expect(toast).toBe(t('en', 'rsvp-toast-over'));
    expect(await statusOf(WANG)).toBeUndefined();
  });
});
