import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { openShortSurvey } from '../support/anonymity.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const WORDS: Record<Locale, string> = {
  zh: '我不想活了',
  en: "I don't want to live any more",
  es: 'no quiero seguir viviendo',
};

let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());
/** Staff of one test are nobody's staff in the next. */
beforeEach(async () => {
  await yard.db.deleteFrom('roles').where('role', '=', 'staff').execute();
});

let nextId = 9_000;

describe.each(LOCALES)('in %s', (locale) => {
  test('a cry for help outside every survey reaches the staff, with the way to the writer', async () => {
    const staff = await yard.staff(nextId++, locale);
    const resident = await yard.resident(nextId++, locale);
    const answers = await yard.say(resident, WORDS[locale]);
    const [told] = alarmsOf(staff, locale);
    expect(told?.text).toContain(t(locale, 'welfare-words', { words: WORDS[locale] }));
    expect(told?.text).toContain(t(locale, 'welfare-where-message', { moment: '' }).slice(0, 8));
    expect(told?.entities?.find(({ type }) => type === 'text_mention')?.user?.id).toBe(resident);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.text).toContain('120');
    expect(answers[0]?.text).toContain(t(locale, 'welfare-told-named'));
    await yard.tap(staff, t(locale, 'welfare-mine'));
    expect(yard.simulator.messages(staff).at(-1)?.text).toContain(t(locale, 'welfare-mine-done'));
  });

  test.each(['named', 'anonymous'] as const)(
    'under a question of a %s survey that has ended it is heard all the same',
    async (anonymity) => {
      const staff = await yard.staff(nextId++, locale);
      const { code, id } = await openShortSurvey(yard, `late${nextId}`, anonymity);
      const resident = await yard.resident(nextId++, locale);
      await yard.open(resident, `s-${code}`);
      await yard.tap(resident, t(locale, 'survey-start'));
      const now = yard.clock.now();
      await yard.db
        .updateTable('surveys')
        .set({ closes_at: now, closed_at: now, status: 'closed' })
        .where('id', '=', id)
        .execute();
      const answers = await yard.say(resident, WORDS[locale]);
      expect(answers.at(-1)?.text).toContain(t(locale, 'welfare-kind-words'));
      const [told] = alarmsOf(staff, locale);
      expect(told?.text).toContain(WORDS[locale]);
      expect(JSON.stringify(told).includes(String(resident))).toBe(anonymity === 'named');
    },
  );
});

test('a caption is read, no word is in a log, and what is no alarm raises none', async () => {
  const staff = await yard.staff(nextId++, 'zh');
  const resident = await yard.resident(nextId++, 'zh');
  await yard.say(resident, '今天天气真好');
  expect(alarmsOf(staff, 'zh')).toHaveLength(0);
  const caption = '我爸晕倒了，没人在家';
  yard.simulator.sendMedia(resident, resident, { kind: 'photo', caption });
  await yard.settled();
  expect(alarmsOf(staff, 'zh')[0]?.text).toContain(t('zh', 'welfare-kind-collapse'));
  expect(yard.logs.join('\n')).not.toContain(caption);
});

test('the staff of every community of the writer are told, and the writer is answered once', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const other = await yard.staff(nextId++, 'en', 'qingyuan');
  const resident = await yard.resident(nextId++, 'en');
  const homes = yard.db
    .insertInto('memberships')
    .columns(['resident_id', 'community_id', 'joined_at'])
    .expression((query) =>
      query
        .selectFrom(['residents', 'communities'])
        .select(['residents.id', 'communities.id', 'residents.created_at'])
        .where('telegram_id', '=', resident)
        .where('code', '=', 'qingyuan'),
    )
    .onConflict((conflict) => conflict.doNothing());
  await homes.execute();
  const answers = await yard.say(resident, WORDS.en);
  expect(alarmsOf(staff, 'en')).toHaveLength(1);
  expect(alarmsOf(other, 'en')).toHaveLength(1);
  expect(answers).toHaveLength(1);
});

function alarmsOf(person: number, locale: Locale): Message[] {
  return yard.simulator
    .messages(person)
    .filter(({ reply_markup: markup }) =>
      markup?.inline_keyboard.flat().some(({ text }) => text === t(locale, 'welfare-mine')),
    );
}
