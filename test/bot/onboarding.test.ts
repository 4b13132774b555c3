import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

let nextId = 100;
const textsOf = (messages: { text?: string }[]) => messages.map((message) => message.text ?? '');

test.each<[Locale, string]>([
  ['zh', '兴华社区'],
  ['en', 'Xinghua'],
  ['es', 'Xinghua'],
])('a poster leads into the community in two taps, in %s', async (locale, name) => {
  const id = yard.stranger(nextId++, locale === 'zh' ? 'zh-hans' : locale);
  const [question] = await yard.open(id, 'c-xinghua');
  expect(question?.reply_markup?.inline_keyboard[0]?.[0]?.text).toBe(t(locale, 'language-name'));
  const consent = await yard.tap(id, t(locale, 'language-name'));
  expect(textsOf(consent.messages)).toEqual([
    t(locale, 'language-chosen'),
    expect.stringContaining(t(locale, 'join-what-is-kept')),
  ]);
  const joined = await yard.tap(id, t(locale, 'join-agree'));
  expect(textsOf(joined.messages)).toContain(t(locale, 'join-done', { community: name }));
  const again = await yard.open(id, 'c-xinghua');
  expect(textsOf(again)).toContain(t(locale, 'join-already', { community: name }));
});

test('the language can differ from the app, and a double tap joins once', async () => {
  const id = yard.stranger(nextId++, 'de');
  await yard.open(id);
  await yard.tap(id, 'English');
  await yard.tap(id, t('en', 'join-agree'));
  await yard.tap(id, 'Xinghua');
  await yard.tap(id, 'Xinghua');
  const memberships = await yard.db
    .selectFrom('memberships')
    .innerJoin('residents', 'residents.id', 'memberships.resident_id')
    .where('telegram_id', '=', id)
    .select('community_id')
    .execute();
  expect(memberships).toHaveLength(1);
});

test('an unknown code says so and offers the list', async () => {
  const id = yard.stranger(nextId++, 'en');
  await yard.open(id, 'c-nowhere');
  const { messages } = await yard.tap(id, 'English');
  const last = messages.at(-1);
  expect(last?.text).toBe(t('en', 'join-unknown-code'));
  expect(last?.reply_markup?.inline_keyboard).toHaveLength(2);
});

test.each(['c-', 'x-1', '-', 'c-xinghua-b3', 'i-notatoken', 's-none', 'm-none', 'p-none', 'v-none'])(
  'the link %s leads somewhere sensible',
  async (payload) => {
    const id = yard.stranger(nextId++, 'en');
    await yard.open(id, payload);
    const { messages } = await yard.tap(id, 'English');
    expect(messages.length).toBeGreaterThan(1);
    expect(yard.logs.join()).not.toContain('could not be applied');
  },
);

test('who refuses is kept with nothing but the language, and who is under 14 is sent home kindly', async () => {
  const refuser = yard.stranger(nextId++, 'en');
  await yard.open(refuser, 'c-xinghua');
  await yard.tap(refuser, 'English');
  const { messages } = await yard.tap(refuser, t('en', 'join-not-now'));
  expect(textsOf(messages)).toEqual([t('en', 'join-refused')]);
  const child = yard.stranger(nextId++, 'zh-hans');
  await yard.open(child, 'c-xinghua');
  await yard.tap(child, '中文');
  const kind = await yard.tap(child, t('zh', 'join-under-14'));
  expect(textsOf(kind.messages)).toEqual([t('zh', 'join-minor')]);
  const kept = await yard.db
    .selectFrom('residents')
    .where('telegram_id', 'in', [refuser, child])
    .leftJoin('consents', 'consents.resident_id', 'residents.id')
    .leftJoin('memberships', 'memberships.resident_id', 'residents.id')
    .select(['consents.id', 'memberships.community_id'])
    .execute();
  expect(kept).toEqual([
    { id: null, community_id: null },
    { id: null, community_id: null },
  ]);
});

test('a forged "join" without consent asks for consent first', async () => {
  const id = yard.stranger(nextId++, 'en');
  await yard.open(id);
  await yard.tap(id, 'English');
  const { messages } = await yard.forge(id, 'join:in:xinghua');
  expect(textsOf(messages).at(-1)).toContain(t('en', 'join-what-is-kept'));
});

test('whatever a stranger sends first, the language is asked', async () => {
  const id = yard.stranger(nextId++, 'es');
  await yard.open(id);
  for (const text of ['hola', '/help', '/notice', '🙂', 'x'.repeat(4096)]) {
    const [answer] = await yard.say(id, text);
    expect(answer?.text).toContain('Elija su idioma');
  }
});
