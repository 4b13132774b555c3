import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { timeText } from '../../src/telegram/views/moment.ts';
import { type Courtyard, buildCourtyard } from '../support/courtyard.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

/** Thursday 12 March 2026, 10:00 in Shanghai. */
const THURSDAY = new Date('2026-03-12T02:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell({ at: THURSDAY });
});
afterAll(async () => await yard.stop());

let nextId = 700;

describe.each(LOCALES)('in %s', (locale) => {
  test('who is not staff is told so', async () => {
    const id = await yard.resident(nextId++, locale);
    expect((await yard.say(id, '/digest')).map(({ text }) => text)).toEqual([t(locale, 'staff-only')]);
  });

  test('staff see what is new as of now, as often as they like, and its hour', async () => {
    const { courtyard, id } = await staffOfCourtyard(locale);
    await courtyard.join(yard.clock.now());
    for (const _ of [1, 2]) {
      const [message] = await yard.say(id, '/digest');
      expect(message?.text).toContain(t(locale, 'digest-joined', { count: 1 }));
      expect(message?.text).toContain(t(locale, 'digest-hour', { time: clock(18, 30, locale) }));
      expect(labels(message)).toContain(`✔ ${t(locale, 'digest-at', { time: clock(18, 30, locale) })}`);
    }
    expect(await recorded(courtyard)).toBe(0);
  });

  test('nothing new: it says so', async () => {
    const { id } = await staffOfCourtyard(locale);
    expect((await yard.say(id, '/digest'))[0]?.text).toContain(t(locale, 'digest-nothing'));
  });

  test('another hour can be chosen; pressing twice is pressing once', async () => {
    const { courtyard, id } = await staffOfCourtyard(locale);
    const [message] = await yard.say(id, '/digest');
    const time = clock(8, 0, locale);
    for (const _ of [1, 2]) {
      const toast = await press(id, message, `digest:at:${courtyard.code}:0800`);
      expect(toast).toBe(t(locale, 'digest-chosen', { time }));
    }
    const shown = yard.simulator.messages(id).find((own) => own.message_id === message?.message_id);
    expect(shown?.text).toContain(t(locale, 'digest-hour', { time }));
    expect(labels(shown)).toContain(`✔ ${t(locale, 'digest-at', { time })}`);
    expect(await hourOf(courtyard)).toEqual({ digest_time: '08:00', digest_is_on: true });
  });

  test('the digest comes by itself and everything it speaks of opens, the digest staying where it is', async () => {
    const { courtyard, id } = await staffOfCourtyard(locale);
    const now = yard.clock.now();
    await courtyard.join(now);
    await courtyard.answer(now);
    await courtyard.signUp(now);
    await courtyard.rsvp(now);
    await yard.moveTo(nextAt(18, 30));
    const digest = await arrived(id, t(locale, 'digest-group-needs-action'));
    expect(digest.entities?.filter(({ type }) => type === 'bold').length).toBeGreaterThan(2);
    const buttons = digest.reply_markup?.inline_keyboard.flat() ?? [];
    expect(buttons).toHaveLength(5);
    for (const { callback_data: data = '' } of buttons) {
      const before = yard.simulator.messages(id).length;
      expect(await press(id, digest, data), data).toBeUndefined();
      expect(yard.simulator.messages(id).length, data).toBeGreaterThan(before);
    }
    const still = yard.simulator.messages(id).find((message) => message.message_id === digest.message_id);
    expect(still?.text).toBe(digest.text);
  });
});

test('switched off, it stays away; switched on again, it comes at the next hour with everything', async () => {
  const { courtyard, id } = await staffOfCourtyard('en');
  const [message] = await yard.say(id, '/digest');
  expect(await press(id, message, `digest:at:${courtyard.code}:off`)).toBe(t('en', 'digest-chosen-off'));
  await courtyard.join(yard.clock.now());
  await yard.moveTo(nextAt(18, 30));
  await yard.settled();
  expect(await press(id, message, `digest:at:${courtyard.code}:1830`)).toContain('6:30 pm');
  await yard.lookForDue();
  expect(await recorded(courtyard)).toBe(0);
  await yard.moveTo(nextAt(18, 30));
  expect((await arrived(id, '1 neighbour joined')).text).toContain(t('en', 'digest-group-fresh'));
});

test('a restart at the hour neither loses the digest nor sends it twice', async () => {
  const { courtyard, id } = await staffOfCourtyard('en');
  await courtyard.join(yard.clock.now());
  await yard.moveTo(nextAt(18, 30));
  await yard.restart();
  await yard.lookForDue();
  await arrived(id, '1 neighbour joined');
  await yard.lookForDue();
  await yard.settled();
  const digests = yard.simulator.messages(id).filter(({ text }) => text?.includes('1 neighbour joined'));
  expect(digests).toHaveLength(1);
});

test('staff of several communities get one message for each, and each has its own hour', async () => {
  const id = await yard.staff(nextId++, 'en');
  const courtyard = await buildCourtyard(yard.db, { at: yard.clock.now() });
  const resident = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', id)
    .executeTakeFirstOrThrow();
  await yard.db
    .updateTable('roles')
    .set({ resident_id: resident.id })
    .where('resident_id', '=', courtyard.staff.id)
    .execute();
  const messages = await yard.say(id, '/digest');
  expect(messages).toHaveLength(2);
  await press(id, messages[1], `digest:at:${courtyard.code}:1200`);
  const hours = await yard.db
    .selectFrom('roles')
    .select('digest_time')
    .where('resident_id', '=', resident.id)
    .orderBy('digest_time')
    .execute();
  expect(hours).toEqual([{ digest_time: '12:00' }, { digest_time: '18:30' }]);
});

describe('forged and foreign buttons', () => {
  test.each([
    'digest:at:xinghua:off',
    'digest:at:no-such-place:off',
    'digest:members:xinghua',
    'digest:members:',
    'digest:survey:no-such-survey',
    'digest:at',
  ])('%s: staff of another community hear the same as for what does not exist', async (data) => {
    const { id } = await staffOfCourtyard('en');
    const other = await yard.staff(nextId++, 'en');
    const { toast, messages } = await yard.forge(id, data);
    expect({ toast, count: messages.length }).toEqual({ toast: t('en', 'old-button'), count: 0 });
    const untouched = await yard.db
      .selectFrom('roles')
      .innerJoin('residents', 'residents.id', 'roles.resident_id')
      .select('digest_is_on')
      .where('telegram_id', '=', other)
      .execute();
    expect(untouched).toEqual([{ digest_is_on: true }]);
  });

  test('a survey of another community stays closed', async () => {
    const { id } = await staffOfCourtyard('en');
    const nextDoor = await buildCourtyard(yard.db, { at: yard.clock.now() });
    const { toast, messages } = await yard.forge(id, `digest:survey:${nextDoor.surveyCode}`);
    expect({ toast, count: messages.length }).toEqual({ toast: t('en', 'old-button'), count: 0 });
  });

  test.each(['2530', '1:2', '18:30', 'tomorrow', ''])(
    'an hour that is not offered changes nothing: "%s"',
    async (hour) => {
      const { courtyard, id } = await staffOfCourtyard('en');
      const { toast } = await yard.forge(id, `digest:at:${courtyard.code}:${hour}`);
      expect(toast).toBe(t('en', 'old-button'));
      expect(await hourOf(courtyard)).toEqual({ digest_time: '18:30', digest_is_on: true });
    },
  );

  test('who is no longer staff cannot use an old digest', async () => {
    const { courtyard, id } = await staffOfCourtyard('en');
    const [message] = await yard.say(id, '/digest');
    await courtyard.dismiss();
    expect(await press(id, message, `digest:at:${courtyard.code}:0800`)).toBe(t('en', 'old-button'));
    expect((await yard.say(id, '/digest'))[0]?.text).toBe(t('en', 'staff-only'));
  });
});

async function staffOfCourtyard(locale: Locale): Promise<{ courtyard: Courtyard; id: number }> {
  const courtyard = await buildCourtyard(yard.db, { at: yard.clock.now() });
  const id = courtyard.staff.telegramId;
  await yard.db.updateTable('residents').set({ locale }).where('telegram_id', '=', id).execute();
  yard.stranger(id, locale);
  await yard.open(id);
  return { courtyard, id };
}

/** Presses a button of one message; the text over the chat. */
async function press(id: number, message: Message | undefined, data: string): Promise<string | undefined> {
  const answer = await yard.simulator.tap(id, id, message?.message_id ?? 0, { data });
  await yard.settled();
  return answer?.text;
}

async function arrived(id: number, part: string): Promise<Message> {
  const find = () => yard.simulator.messages(id).find((message) => message.text?.includes(part));
  return await yard.simulator.waitFor(find, { timeoutMs: 20_000, what: `a message with "${part}"` });
}

/** Just after the next time the clocks of Shanghai show this. */
function nextAt(hour: number, minute: number): Date {
  const now = yard.clock.now().getTime();
  const midnight = Math.floor((now + 8 * 60 * MINUTE_MS) / DAY_MS) * DAY_MS - 8 * 60 * MINUTE_MS;
  const today = midnight + (hour * 60 + minute) * MINUTE_MS + 10;
  return new Date(today > now ? today : today + DAY_MS);
}

async function recorded(courtyard: Courtyard): Promise<number> {
  const rows = await yard.db
    .selectFrom('digests')
    .innerJoin('roles', 'roles.id', 'digests.role_id')
    .select('digests.id')
    .where('resident_id', '=', courtyard.staff.id)
    .execute();
  return rows.length;
}

async function hourOf(courtyard: Courtyard) {
  return await yard.db
    .selectFrom('roles')
    .select(['digest_time', 'digest_is_on'])
    .where('resident_id', '=', courtyard.staff.id)
    .executeTakeFirst();
}

function labels(message: Message | undefined): string[] {
  return message?.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
}

function clock(hour: number, minute: number, locale: Locale): string {
  return timeText({ hour, minute }, locale);
}
