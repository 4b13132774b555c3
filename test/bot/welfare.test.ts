import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { openShortSurvey } from '../support/anonymity.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const MINUTE_MS = 60_000;
const WORDS: Record<Locale, string> = {
  zh: '不想活了，活着没意思',
  en: "I don't want to live any more",
  es: 'no quiero seguir viviendo',
};

let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());
/** Staff of one test are nobody's staff in the next, and its alarms are over. */
beforeEach(async () => {
  await yard.db.deleteFrom('welfare_alarms').execute();
  await yard.db.deleteFrom('roles').where('role', '=', 'staff').execute();
  await yard.db.deleteFrom('welfare_contacts').execute();
});

let nextId = 3_000;

describe.each(LOCALES)('in %s', (locale) => {
  test('an alarm in a named survey reaches the named person at once, with the words and the way to the writer', async () => {
    const { contact, colleague } = await committee(locale);
    const resident = await writer(locale, 'named');
    const answers = await yard.say(resident, WORDS[locale]);
    const told = alarmOf(contact, locale);
    expect(told.text).toContain(t(locale, 'welfare-words', { words: WORDS[locale] }));
    expect(told.text).toContain(t(locale, 'welfare-kind-suicide'));
    expect(told.entities?.find(({ type }) => type === 'text_mention')?.user?.id).toBe(resident);
    expect(alarmsOf(colleague, locale)).toHaveLength(0);
    const kind = answers.find(({ text }) => text?.includes(t(locale, 'welfare-kind-words')));
    expect(kind?.text).toContain('120');
    expect(kind?.text).toContain('12356');
    expect(kind?.text).toContain(t(locale, 'welfare-told-named'));
    expect(kind?.text?.length).toBeLessThan(600);
  });

  test('in an anonymous survey nobody learns who it was until the writer says so', async () => {
    const { contact } = await committee(locale);
    const resident = await writer(locale, 'anonymous');
    await yard.say(resident, WORDS[locale]);
    const told = alarmOf(contact, locale);
    expect(told.text).toContain(WORDS[locale]);
    expect(told.text).toContain(t(locale, 'welfare-sender-unknown'));
    expect(JSON.stringify(told)).not.toContain(String(resident));
    await yard.tap(resident, t(locale, 'welfare-tell-yes'));
    const named = yard.simulator.messages(contact).at(-1);
    expect(named?.text).toContain(t(locale, 'welfare-sender-named'));
    expect(named?.entities?.find(({ type }) => type === 'text_mention')?.user?.id).toBe(resident);
  });

  test('a writer who says no stays unknown', async () => {
    const { contact } = await committee(locale);
    const resident = await writer(locale, 'anonymous');
    await yard.say(resident, WORDS[locale]);
    const { messages } = await yard.tap(resident, t(locale, 'welfare-tell-no'));
    expect(messages.map(({ text }) => text)).toContain(t(locale, 'welfare-tell-no-done'));
    expect(JSON.stringify(yard.simulator.messages(contact))).not.toContain(`"id":${resident},`);
    expect(await senderOf(resident)).toBeNull();
  });

  test('the first who presses has it, and the others see who that is and no longer what was written', async () => {
    const one = await yard.staff(nextId++, locale);
    const other = await yard.staff(nextId++, locale);
    const resident = await writer(locale, 'named');
    await yard.say(resident, WORDS[locale]);
    expect(alarmOf(one, locale).text).toContain(t(locale, 'welfare-no-contact', { community: name(locale) }));
    await yard.tap(one, t(locale, 'welfare-mine'));
    const seen = newest(other);
    expect(seen.text).toContain(t(locale, 'welfare-taken', { name: `Person${one}` }));
    expect(seen.text).not.toContain(WORDS[locale]);
    expect(seen.reply_markup).toBeUndefined();
    expect(newest(one).text).toContain(t(locale, 'welfare-mine-done'));
    expect(newest(one).text).toContain(WORDS[locale]);
  });

  test('staff name themselves in /team, and whoever was named before hears of it', async () => {
    const { contact, colleague } = await committee(locale);
    await yard.say(colleague, '/team');
    const opened = await yard.tap(colleague, t(locale, 'welfare-contact-open'));
    expect(opened.messages.at(-1)?.text).toContain(t(locale, 'welfare-contact-colleague'));
    const { toast } = await yard.tap(colleague, t(locale, 'welfare-be-contact'));
    expect(toast).toBe(t(locale, 'welfare-contact-now-you'));
    expect(newest(contact).text).toBe(t(locale, 'welfare-contact-replaced', { community: name(locale) }));
    await yard.tap(colleague, t(locale, 'welfare-contact-leave'));
    expect(newest(colleague).text).toContain(t(locale, 'welfare-contact-nobody'));
  });
});

test('an alarm nobody takes up is told again after half an hour and to everybody after an hour, also at night', async () => {
  await yard.moveTo(new Date('2026-03-02T15:00:00Z'));
  const { contact, colleague } = await committee('en');
  const resident = await writer('en', 'anonymous');
  await yard.say(resident, WORDS.en);
  expect(alarmsOf(contact, 'en')).toHaveLength(1);
  await passMinutes(31);
  expect(alarmsOf(contact, 'en').at(-1)?.text).toContain('Nobody has taken this up yet');
  await yard.lookForDue();
  await yard.settled();
  expect(alarmsOf(contact, 'en')).toHaveLength(2);
  expect(alarmsOf(colleague, 'en')).toHaveLength(0);
  await passMinutes(31);
  expect(alarmsOf(colleague, 'en')).toHaveLength(1);
  await passMinutes(120);
  expect(alarmsOf(contact, 'en')).toHaveLength(3);
  expect(alarmsOf(colleague, 'en')).toHaveLength(1);
});

test('an alarm that somebody has is not told again', async () => {
  const { contact } = await committee('en');
  const resident = await writer('en', 'named');
  await yard.say(resident, WORDS.en);
  await yard.tap(contact, t('en', 'welfare-mine'));
  const before = yard.simulator.messages(contact).length;
  await passMinutes(90);
  expect(yard.simulator.messages(contact)).toHaveLength(before);
});

test('one answer raises one alarm, however often it is written; what is no alarm raises none', async () => {
  const { contact } = await committee('en');
  const resident = await writer('en', 'named');
  await yard.say(resident, "I'm dying for a lift that works");
  expect(alarmsOf(contact, 'en')).toHaveLength(0);
  await yard.say(resident, WORDS.en);
  await yard.say(resident, WORDS.en);
  expect(alarmsOf(contact, 'en')).toHaveLength(1);
});

test('an option that asks for a visit raises an alarm by a single tap, whatever the batches do', async () => {
  const { contact } = await committee('en');
  const { code, id } = await openShortSurvey(yard, `alert${nextId}`, 'named');
  const { definition } = await yard.db
    .selectFrom('surveys')
    .select('definition')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const bad = definition.questions[0]?.options?.find((option) => option.code === 'bad');
  if (bad) bad.alert = 'welfare_followup';
  await yard.db
    .updateTable('surveys')
    .set({ definition: JSON.stringify(definition) })
    .where('id', '=', id)
    .execute();
  const residents = await Promise.all([0, 1, 2].map(() => begin('en', code)));
  await Promise.all(
    residents.map((person, index) => yard.tap(person, index === 1 ? '3 Option bad' : '1 Option good')),
  );
  const told = alarmsOf(contact, 'en');
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('“Option bad”');
  expect(told[0]?.entities?.find(({ type }) => type === 'text_mention')?.user?.id).toBe(residents[1]);
});

test('a caption raises an alarm like any other words', async () => {
  const { contact } = await committee('en');
  const resident = await writer('en', 'named');
  yard.simulator.sendMedia(resident, resident, {
    kind: 'photo',
    caption: 'strong smell of gas in entrance 2',
  });
  await yard.settled();
  expect(alarmOf(contact, 'en').text).toContain(t('en', 'welfare-kind-fire-gas'));
});

test('strangers, other residents and staff of other communities cannot touch an alarm', async () => {
  const { contact } = await committee('en');
  const resident = await writer('en', 'anonymous');
  await yard.say(resident, WORDS.en);
  const { id } = await latestAlarm();
  const other = await yard.staff(nextId++, 'en', 'qingyuan');
  const neighbour = await writer('en', 'anonymous');
  const { id: community } = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  for (const person of [other, neighbour])
    for (const data of [
      `welfare:mine:${id}`,
      `welfare:me:${community}`,
      `welfare:who:${community}`,
      'welfare:mine:0',
    ])
      expect((await yard.forge(person, data)).toast, data).toBe(t('en', 'old-button'));
  await yard.forge(neighbour, `welfare:name:${id}`);
  expect(newest(neighbour).text).toBe(t('en', 'welfare-tell-late'));
  expect(await latestAlarm()).toMatchObject({ acknowledged_by: null, resident_id: null });
  expect(alarmsOf(contact, 'en')).toHaveLength(1);
});

test('a named person who left the committee is not told: all staff are', async () => {
  const { contact, colleague } = await committee('en');
  await yard.db
    .deleteFrom('roles')
    .where('resident_id', '=', await residentId(contact))
    .execute();
  const resident = await writer('en', 'named');
  await yard.say(resident, WORDS.en);
  expect(alarmsOf(contact, 'en')).toHaveLength(0);
  expect(alarmsOf(colleague, 'en')).toHaveLength(1);
});

test('with nobody to tell, the writer is told whom to call and nothing that is not so', async () => {
  const resident = await writer('en', 'named');
  const answers = await yard.say(resident, WORDS.en);
  const kind = answers.find(({ text }) => text?.includes('call 120'));
  expect(kind?.text).not.toContain('I have told the committee');
});

test('no word of an alarm is in a log, and old words are emptied', async () => {
  await committee('en');
  const resident = await writer('en', 'named');
  await yard.say(resident, 'my husband hits me, zebra');
  expect(yard.logs.join('\n')).not.toContain('zebra');
  await passMinutes(8 * 24 * 60);
  expect((await latestAlarm()).words).toBeNull();
});

async function committee(locale: Locale): Promise<{ contact: number; colleague: number }> {
  const contact = await yard.staff(nextId++, locale);
  const colleague = await yard.staff(nextId++, locale);
  await yard.say(contact, '/team');
  await yard.tap(contact, t(locale, 'welfare-contact-open'));
  await yard.tap(contact, t(locale, 'welfare-be-contact'));
  return { contact, colleague };
}

async function writer(locale: Locale, anonymity: 'named' | 'anonymous'): Promise<number> {
  const { code } = await openShortSurvey(yard, `alarm${nextId}`, anonymity);
  return await begin(locale, code);
}

async function begin(locale: Locale, code: string): Promise<number> {
  const person = await yard.resident(nextId++, locale);
  await yard.open(person, `s-${code}`);
  await yard.tap(person, t(locale, 'survey-start'));
  return person;
}

function alarmsOf(person: number, locale: Locale): Message[] {
  return yard.simulator
    .messages(person)
    .filter(({ reply_markup: markup }) =>
      markup?.inline_keyboard.flat().some(({ text }) => text === t(locale, 'welfare-mine')),
    );
}

function alarmOf(person: number, locale: Locale): Message {
  const alarm = alarmsOf(person, locale).at(-1);
  if (!alarm) throw new Error(`${person} was told of no alarm`);
  return alarm;
}

function newest(person: number): Message {
  const message = yard.simulator.messages(person).at(-1);
  if (!message) throw new Error('no message');
  return message;
}

const name = (locale: Locale) => (locale === 'zh' ? '兴华社区' : 'Xinghua');

async function passMinutes(minutes: number): Promise<void> {
  await yard.moveTo(new Date(yard.clock.now().getTime() + minutes * MINUTE_MS));
  await yard.settled();
}

async function latestAlarm() {
  return await yard.db
    .selectFrom('welfare_alarms')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

async function senderOf(person: number): Promise<number | null> {
  const alarm = await latestAlarm();
  expect(alarm.resident_id).not.toBe(await residentId(person));
  return alarm.resident_id;
}

async function residentId(telegramId: number): Promise<number> {
  const row = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirstOrThrow();
  return row.id;
}
