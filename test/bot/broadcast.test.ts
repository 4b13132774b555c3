import { afterEach, describe, expect, test } from 'vitest';
import { deliveryCounts } from '../../src/db/broadcasts.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { addMembers } from '../support/broadcasts.ts';
import { TYPED, composeNotice, heard, labelsOf, publishLabel, sent } from '../support/notices.ts';
import { launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, type YardbellOptions, startYardbell } from '../support/yardbell.ts';

const STAFF = 10;
const FIRST_MEMBER = 6_000;
const LONGEST_MESSAGE = 600;
const FORBIDDEN = {
  kind: 'status',
  status: 403,
  description: 'Forbidden: bot was blocked by the user',
} as const;

let yard: TestYardbell;
afterEach(async () => await yard.stop());

interface Wanted extends YardbellOptions {
  locale?: Locale;
  members: number;
  /** Slow enough to be watched. */
  rate?: number;
  buildingOf?: (index: number) => string | null;
}

/** A staff member and others of their community. */
async function open({
  locale = 'en',
  members,
  rate = 1_000,
  buildingOf,
  ...options
}: Wanted): Promise<number[]> {
  yard = await startYardbell({ ...options, env: { SEND_RATE: String(rate) } });
  await yard.staff(STAFF, locale);
  const community = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  const ids = Array.from({ length: members }, (_, index) => FIRST_MEMBER + index);
  if (members > 0) await addMembers(yard, community.id, ids, () => 'en', buildingOf);
  return ids;
}

async function publish(locale: Locale = 'en'): Promise<void> {
  await composeNotice(yard, STAFF, locale);
  await yard.tap(STAFF, publishLabel(locale));
}

async function newestBroadcast() {
  return await yard.db.selectFrom('broadcasts').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
}

/** Messages that tell how far a broadcast is: all of them say how many were handed over. */
function progress(locale: Locale = 'en', personId = STAFF): Message[] {
  const [words = ''] = t(locale, 'broadcast-sent', { count: '|' }).split('|');
  return heard(yard, personId, words);
}

async function untilStatus(status: string): Promise<void> {
  await expect.poll(async () => (await newestBroadcast()).status, { timeout: 10_000 }).toBe(status);
  await yard.settled();
}

async function audited(): Promise<string[]> {
  const rows = await yard.db.selectFrom('audit_entries').select('action').orderBy('id').execute();
  return rows.map(({ action }) => action).filter((action) => action.startsWith('broadcast'));
}

const press = async (verb: string, personId = STAFF) =>
  (await yard.forge(personId, `broadcast:${verb}:${(await newestBroadcast()).id}`)).toast;

describe.each(LOCALES)('a broadcast in %s', (locale) => {
  const say = (key: string, variables = {}) => t(locale, key, variables);

  test('shows how far it is in one message, and pauses and goes on as often as asked', async () => {
    await open({ locale, members: 29, rate: 25 });
    await publish(locale);
    const [first] = progress(locale);
    expect(first?.text).toContain(TYPED[locale].title);
    expect(labelsOf(first)).toEqual([say('broadcast-pause'), say('broadcast-cancel')]);
    expect((await yard.tap(STAFF, say('broadcast-pause'))).toast).toBe(say('broadcast-toast-paused'));
    expect(await press('pause')).toBe(say('broadcast-toast-paused'));
    expect(labelsOf(progress(locale)[0])).toEqual([say('broadcast-resume'), say('broadcast-cancel')]);
    const { messages } = await yard.tap(STAFF, say('broadcast-cancel'));
    expect(labelsOf(messages.at(-1))).toEqual([say('broadcast-cancel-yes'), say('broadcast-cancel-no')]);
    await yard.tap(STAFF, say('broadcast-cancel-no'));
    expect(heard(yard, STAFF, say('broadcast-kept'))).toHaveLength(1);
    expect((await newestBroadcast()).status).toBe('paused');
    await yard.tap(STAFF, say('broadcast-resume'));
    expect(await press('resume')).toBe(say('broadcast-toast-resumed'));
    await untilStatus('finished');
    await expect.poll(() => progress(locale)[0]?.text).toContain(say('broadcast-sent', { count: 30 }));
    const reports = progress(locale);
    expect(reports.map((message) => message.message_id)).toEqual([first?.message_id]);
    expect(reports[0]?.text).toContain(say('broadcast-failed', { count: 0 }));
    expect(labelsOf(reports[0])).toEqual([]);
    const question = await yard.forge(STAFF, `broadcast:cancel:${(await newestBroadcast()).id}`);
    expect(question.toast).toBe(say('broadcast-toast-too-late'));
    expect(heard(yard, STAFF, say('broadcast-cancel-too-late', { sent: 30 }))).toHaveLength(1);
    expect(await audited()).toEqual(['broadcast_paused', 'broadcast_resumed']);
  });

  test('is stopped for good after a question, and what is pressed later changes nothing', async () => {
    await open({ locale, members: 29, rate: 25 });
    await publish(locale);
    await yard.tap(STAFF, say('broadcast-cancel'));
    expect((await yard.tap(STAFF, say('broadcast-cancel-yes'))).toast).toBe(say('broadcast-toast-cancelled'));
    await expect
      .poll(() => progress(locale)[0]?.text)
      .toContain(say('broadcast-title-cancelled', { total: 30 }));
    const { id } = await newestBroadcast();
    const counts = await deliveryCounts(yard.db, id);
    expect(counts.cancelled).toBeGreaterThan(0);
    expect((counts.cancelled ?? 0) + (counts.sent ?? 0)).toBe(30);
    const question = heard(yard, STAFF, say('broadcast-toast-cancelled')).at(-1);
    expect(labelsOf(question)).toEqual([]);
    for (const verb of ['pause', 'resume', 'stop'])
      expect(await press(verb)).toBe(say('broadcast-toast-too-late'));
    expect(await press('resend')).toBe(say('broadcast-toast-changed'));
    await yard.lookForDue();
    expect(await deliveryCounts(yard.db, id)).toEqual(counts);
    expect(await audited()).toEqual(['broadcast_cancelled']);
  });

  test('tells in the end who was not reached, by building, and nobody exactly in small numbers', async () => {
    // Building 3: nobody of six; building 5: five of ten; building 7: one of three; one who did not say.
    const buildings = [...'3'.repeat(6), ...'5'.repeat(10), ...'7'.repeat(3)];
    const ids = await open({ locale, members: 20, buildingOf: (index) => buildings[index] ?? null });
    const missed = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 19];
    for (const index of missed) yard.simulator.orderFault({ ...FORBIDDEN, chatId: ids[index] ?? 0 });
    await publish(locale);
    await untilStatus('finished');
    const button = say('broadcast-not-reached', { count: 13 });
    await expect.poll(() => labelsOf(progress(locale)[0])).toEqual([button]);
    expect(progress(locale)[0]?.text).toContain(say('broadcast-blocked', { count: 13 }));
    const { messages } = await yard.tap(STAFF, button);
    const place = (building: string) => say('broadcast-building', { building });
    const few = [place('7'), say('broadcast-building-unknown')].join(say('broadcast-reach-comma'));
    expect(messages.at(-1)?.text?.split('\n')).toEqual([
      say('broadcast-reach-lead'),
      say('broadcast-reach-nobody', { place: place('3'), total: 6 }),
      say('broadcast-reach', { place: place('5'), count: 5, total: 10 }),
      say('broadcast-reach-few', { places: few, few: 5 }),
      say('broadcast-reach-ask'),
    ]);
    for (const message of yard.simulator.messages(STAFF))
      expect(message.text?.length ?? 0).toBeLessThan(LONGEST_MESSAGE);
  });

  test('that Telegram refuses for hours says until when, at once', async () => {
    await open({ locale, members: 29, rate: 25 });
    yard.simulator.orderFault({
      method: 'sendMessage',
      chatId: FIRST_MEMBER + 5,
      kind: 'too_many_requests',
      retryAfter: 10_072,
    });
    await publish(locale);
    // 10:00 and 2 hours 47 minutes of Monday 2 March.
    const at = { zh: '3月2日 星期一 中午12点4', en: 'Monday 2 March, 12:4', es: 'lunes 2 de marzo' }[locale];
    await expect.poll(() => progress(locale)[0]?.text, { timeout: 10_000 }).toContain(at);
    const [words = ''] = say('broadcast-telegram-holds', { at: '|' }).split('|');
    expect(progress(locale)[0]?.text).toContain(words);
    const { calls } = yard.simulator;
    const refusedAt = calls.findIndex((call) => call.status === 429);
    const after = calls.slice(refusedAt + 1).filter((call) => call.method !== 'getUpdates');
    // What was in flight may still arrive: then the one edit, and silence.
    expect(after.filter((call) => call.method === 'editMessageText')).toHaveLength(1);
    expect(after.filter((call) => call.method === 'sendMessage').length).toBeLessThanOrEqual(3);
  });
});

test('when nobody was missed no list is offered, and an old button says so', async () => {
  await open({ members: 3 });
  await publish();
  await untilStatus('finished');
  await expect.poll(() => labelsOf(progress()[0])).toEqual([]);
  await press('missed');
  expect(heard(yard, STAFF, t('en', 'broadcast-reach-all'))).toHaveLength(1);
});

test('the doubtful ones are sent again once, when staff ask for it', async () => {
  const ids = await open({ members: 6 });
  for (const chatId of ids.slice(0, 2))
    yard.simulator.orderFault({ method: 'sendMessage', chatId, kind: 'drop_after' });
  await launchSurvey(yard, STAFF, 'What our');
  await untilStatus('finished');
  const resend = t('en', 'broadcast-resend', { count: 2 });
  await expect.poll(() => labelsOf(progress()[0])).toContain(resend);
  expect(progress()[0]?.text).toContain(t('en', 'broadcast-unknown-hint'));
  const { toast } = await yard.tap(STAFF, resend);
  expect(toast).toBe(t('en', 'broadcast-toast-resent', { count: 2 }));
  expect(await press('resend')).toBe(t('en', 'broadcast-toast-changed'));
  await untilStatus('finished');
  await expect.poll(() => progress()[0]?.text).toContain(t('en', 'broadcast-sent', { count: 7 }));
  const invitation = t('en', 'survey-invitation', { community: 'Xinghua', title: '|' }).split('|')[0] ?? '';
  expect(ids.map((id) => heard(yard, id, invitation).length)).toEqual([2, 2, 1, 1, 1, 1]);
  expect(await audited()).toEqual(['broadcast_resent']);
});

describe('who may press', () => {
  const VERBS = ['pause', 'resume', 'stop', 'cancel', 'keep', 'missed', 'resend', 'show'];

  test('are staff of that community: for everybody else every button is an old one', async () => {
    await open({ members: 29, rate: 25 });
    const neighbour = await yard.resident(30, 'en');
    const elsewhere = await yard.staff(31, 'en', 'qingyuan');
    await yard.say(elsewhere, '/help');
    await yard.say(neighbour, '/help');
    await publish();
    await yard.tap(STAFF, t('en', 'broadcast-pause'));
    const { id } = await newestBroadcast();
    const before = await deliveryCounts(yard.db, id);
    for (const person of [neighbour, elsewhere])
      for (const verb of VERBS) expect(await press(verb, person), verb).toBe(t('en', 'old-button'));
    expect((await newestBroadcast()).status).toBe('paused');
    expect(await deliveryCounts(yard.db, id)).toEqual(before);
    for (const data of [
      'broadcast:pause:',
      'broadcast:pause:x',
      'broadcast:pause:999999',
      'broadcast:gone:1',
    ])
      expect((await yard.forge(STAFF, data)).toast, data).toBe(t('en', 'old-button'));
  });

  test('of two communities act for both, and a colleague sees how it stands', async () => {
    await open({ members: 29, rate: 25 });
    const colleague = await yard.staff(32, 'es', 'qingyuan');
    const { id } = await yard.db
      .selectFrom('residents')
      .select('id')
      .where('telegram_id', '=', colleague)
      .executeTakeFirstOrThrow();
    const xinghua = yard.db.selectFrom('communities').select('id').where('code', '=', 'xinghua');
    await yard.db
      .insertInto('roles')
      .values({ resident_id: id, role: 'staff', community_id: xinghua, granted_at: yard.clock.now() })
      .execute();
    await yard.say(colleague, '/help');
    await publish();
    expect(await press('pause', colleague)).toBe(t('es', 'broadcast-toast-paused'));
    expect(progress('es', colleague)).toHaveLength(1);
    await expect.poll(() => labelsOf(progress()[0])).toContain(t('en', 'broadcast-resume'));
  });
});

test('what is published at night can be kept from starting in the morning', async () => {
  const ids = await open({ members: 3, at: new Date('2026-03-02T14:00:00Z') });
  await publish();
  expect(labelsOf(progress()[0])).toEqual([t('en', 'broadcast-pause'), t('en', 'broadcast-cancel')]);
  await yard.tap(STAFF, t('en', 'broadcast-pause'));
  await yard.moveTo(new Date('2026-03-03T00:10:00Z'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(ids.flatMap((id) => heard(yard, id, TYPED.en.title))).toEqual([]);
  await yard.tap(STAFF, t('en', 'broadcast-resume'));
  await untilStatus('finished');
  expect(ids.map((id) => heard(yard, id, TYPED.en.title).length)).toEqual([1, 1, 1]);
});

test('the digest shows a paused broadcast and opens it, and that message is kept up to date', async () => {
  await open({ members: 29, rate: 25 });
  await publish();
  await yard.tap(STAFF, t('en', 'broadcast-pause'));
  const digest = (await yard.say(STAFF, '/digest')).map(({ text }) => text ?? '').join('\n');
  expect(digest).toContain('sending is paused');
  const { messages } = await yard.tap(STAFF, t('en', 'digest-open-sending', { title: '' }));
  expect(labelsOf(messages.at(-1))).toContain(t('en', 'broadcast-resume'));
  await yard.tap(STAFF, t('en', 'broadcast-resume'));
  await sent(yard);
  await expect.poll(() => progress().at(-1)?.text).toContain(t('en', 'broadcast-sent', { count: 30 }));
});
