import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { labels, last, launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const PLACE = { zh: '兴华社区', en: 'Xinghua', es: 'Xinghua' };
const NUMBER = '138 0013 8000';
let yard: TestYardbell;
let code: string;
let nextId = 8500;
let other: number;
beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
  other = await yard.staff(nextId++, 'en', 'qingyuan');
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');
const stored = async () =>
  await yard.db.selectFrom('call_requests').select(['id', 'phone', 'done_at']).orderBy('id').execute();

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string | number>) => t(locale, key, variables);

  test('somebody asks for a call from a survey, staff are told at once, and the number goes when they called', async () => {
    await yard.db.deleteFrom('call_requests').execute();
    const staff = await yard.staff(nextId++, locale);
    const person = yard.stranger(nextId++, locale);
    await yard.open(person, `s-${code}`);
    await yard.tap(person, say('language-name'));
    const asked = await yard.tap(person, say('call-me'));
    expect(last(asked.messages).text).toContain(say('call-number'));
    expect(textsOf(await yard.say(person, 'tomorrow'))[0]).toContain(say('call-unclear'));
    expect(textsOf(await yard.say(person, '１３８ 0013 8000'))).toEqual([
      say('call-asked', { phone: NUMBER }),
    ]);
    expect((await stored()).map(({ phone }) => phone)).toEqual([NUMBER]);
    const told = yard.simulator.lastMessage(staff);
    expect(told?.text).toBe(say('call-waits', { community: PLACE[locale] }));
    const list = last((await yard.tap(staff, say('call-see'))).messages);
    expect(list.text).toContain(NUMBER);
    expect(list.text?.length).toBeLessThanOrEqual(600);
    // The same list from the team's screen.
    expect(labels(last(await yard.say(staff, '/team')))).toContain(say('call-list-open', { count: 1 }));
    const done = last((await yard.tap(staff, say('call-done', { place: 1 }))).messages);
    expect(done.text).toBe(say('call-none'));
    const [row] = await stored();
    expect([row?.phone, row?.done_at instanceof Date]).toEqual([null, true]);
    const again = await yard.forge(staff, `call:done:${row?.id}`);
    expect(again.toast).toBe(say('call-done-before'));
    const kept = await yard.db.selectFrom('conversation_states').selectAll().execute();
    expect(JSON.stringify(kept) + yard.logs.join('\n')).not.toContain('0013');
  });

  test('who would rather be written to gets the committee’s words, once, in their own language', async () => {
    await yard.db.deleteFrom('call_requests').execute();
    const staff = await yard.staff(nextId++, 'en');
    const person = await yard.resident(nextId++, locale);
    const [help] = await yard.say(person, '/help');
    expect(labels(help ?? {})).toEqual([say('call-me')]);
    await yard.tap(person, say('call-me'));
    const asked = await yard.tap(person, say('call-write-here'));
    expect(textsOf(asked.messages)).toEqual([say('call-asked-here')]);
    await yard.tap(staff, t('en', 'call-see'));
    await yard.tap(staff, t('en', 'call-write', { place: 1 }));
    expect(textsOf(await yard.say(staff, 'Come on Tuesday morning.'))).toEqual([t('en', 'call-words-sent')]);
    expect(yard.simulator.lastMessage(person)?.text).toBe(
      say('call-staff-wrote', { community: PLACE[locale], words: 'Come on Tuesday morning.' }),
    );
    expect(
      yard.simulator
        .messages(staff)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(String(person));
    expect((await stored()).every(({ done_at }) => done_at !== null)).toBe(true);
  });

  test('asking twice changes the number, stopping asks for nothing, a shared contact is a number', async () => {
    await yard.db.deleteFrom('call_requests').execute();
    const person = await yard.resident(nextId++, locale);
    await yard.say(person, '/help');
    await yard.tap(person, say('call-me'));
    const stop = { zh: '算了', en: 'Stop', es: '/cancel' }[locale];
    expect(textsOf(await yard.say(person, stop))).toEqual([say('call-left')]);
    expect(await stored()).toEqual([]);
    await yard.tap(person, say('call-me'));
    await yard.say(person, '65541234');
    await yard.tap(person, say('call-me'));
    yard.simulator.sendMedia(person, person, { kind: 'contact', phoneNumber: '+8613800138000' });
    await yard.settled();
    expect((await stored()).map(({ phone }) => phone)).toEqual(['+8613800138000']);
  });
});

test('staff of another community see and finish nothing, and residents are no staff', async () => {
  await yard.db.deleteFrom('call_requests').execute();
  const person = await yard.resident(nextId++, 'en');
  await yard.say(person, '/help');
  await yard.tap(person, t('en', 'call-me'));
  await yard.say(person, NUMBER);
  const [row] = await stored();
  expect(yard.simulator.messages(other).map(({ text }) => text)).not.toContain(
    t('en', 'call-waits', { community: 'Xinghua' }),
  );
  for (const verb of [`done:${row?.id}`, `write:${row?.id}`]) {
    const { toast, messages } = await yard.forge(other, `call:${verb}`);
    expect(toast).toBe(t('en', 'call-done-before'));
    expect(textsOf(messages).join()).not.toContain(NUMBER);
    expect((await yard.forge(person, `call:${verb}`)).toast).toBe(t('en', 'staff-only'));
  }
  expect((await yard.forge(person, 'call:list')).toast).toBe(t('en', 'staff-only'));
  expect((await stored()).map(({ phone }) => phone)).toEqual([NUMBER]);
  for (const forged of ['here:99999', 'here:x', 'here']) {
    expect((await yard.forge(person, `call:${forged}`)).toast).toBe(t('en', 'old-button'));
  }
});
