import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindGroup } from '../../src/db/boards.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { HELPER, SHOP, type Shop, joinBoard, openShop } from '../support/shop.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 5000;
let nextGroupId = -1000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');
const labelsOf = (message: Message | undefined) =>
  message?.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
const lastOfBotIn = (chatId: number) =>
  yard.simulator.messages(chatId).findLast((message) => message.from?.is_bot && message.text);
const lastIn = (chatId: number) => yard.simulator.lastMessage(chatId);

/** A group of the bot and two women of the board, who have never written to the bot. */
async function groupOf(shop: Shop): Promise<{ chatId: number; wangMei: number; liNa: number }> {
  const [wangMei, liNa] = [
    yard.stranger(nextId++, 'en', 'Wang Mei'),
    yard.stranger(nextId++, 'zh-hans', 'Li Na'),
  ];
  const chatId = nextGroupId--;
  const memberIds = [wangMei, liNa, yard.simulator.people()[0]?.id ?? wangMei];
  yard.simulator.addGroup({ id: chatId, title: 'Second-hand shop', type: 'group', memberIds });
  await yard.settled();
  await bindGroup(yard.db, shop.projectId, chatId, 'en');
  return { chatId, wangMei, liNa };
}

async function privateBoard(shop: Shop): Promise<{ wangMei: number; liNa: number }> {
  const [wangMei, liNa] = [await yard.resident(nextId++, 'en'), await yard.resident(nextId++, 'es')];
  for (const member of [wangMei, liNa]) await joinBoard(yard.db, member, shop, yard.clock.now());
  return { wangMei, liNa };
}

async function signupOf(telegramId: number) {
  return await yard.db
    .selectFrom('volunteer_signups')
    .innerJoin('residents', 'residents.id', 'volunteer_signups.resident_id')
    .selectAll('volunteer_signups')
    .where('telegram_id', '=', telegramId)
    .orderBy('volunteer_signups.id', 'desc')
    .executeTakeFirstOrThrow();
}

describe.each(LOCALES)('in %s', (locale) => {
  const help = t(locale, 'volunteer-can-help', { role: HELPER[locale] });

  test('an offer reaches the team without a name, is answered once, and the volunteer hears who expects them', async () => {
    const shop = await openShop(yard.db, yard.clock.now());
    const { chatId, wangMei, liNa } = await groupOf(shop);
    const volunteer = await yard.resident(nextId++, locale);
    const [card] = await yard.open(volunteer, `p-${shop.projectCode}`);
    expect(card?.text).toContain(SHOP[locale]);
    expect(card?.entities?.[0]?.type).toBe('bold');
    const { messages } = await yard.tap(volunteer, help);
    expect(textsOf(messages)).toEqual([t(locale, 'volunteer-sent', { project: SHOP[locale] })]);
    const post = lastIn(chatId);
    expect(post?.text).toBe(t('en', 'signup-new', { project: SHOP.en, role: HELPER.en }));
    expect(post?.text).not.toContain(`Person${volunteer}`);

    await yard.tap(wangMei, t('en', 'signup-answer'), chatId);
    expect(lastIn(chatId)?.text).toContain('Wang Mei is answering.');
    const second = await yard.forge(liNa, `board:claim:${(await signupOf(volunteer)).id}`, chatId);
    expect(second.toast).toBe('Wang Mei先接了。');
    const notHers = await yard.tap(liNa, t('en', 'signup-accept'), chatId);
    expect(notHers.toast).toBe('Wang Mei先接了。');

    await yard.tap(wangMei, t('en', 'signup-accept'), chatId);
    expect(lastIn(chatId)?.text).toContain('Arranged, with Wang Mei · 1/5');
    expect(labelsOf(lastIn(chatId))).toEqual([]);
    expect(lastIn(volunteer)?.text).toBe(
      t(locale, 'volunteer-accepted', { name: 'Wang Mei', project: SHOP[locale], role: HELPER[locale] }),
    );
  });

  test('a volunteer who is not needed hears it kindly and is led to other projects', async () => {
    const shop = await openShop(yard.db, yard.clock.now());
    const { chatId, wangMei } = await groupOf(shop);
    const volunteer = await yard.resident(nextId++, locale);
    await yard.open(volunteer, `v-${shop.roleCode}`);
    await yard.tap(volunteer, help);
    await yard.tap(wangMei, t('en', 'signup-answer'), chatId);
    await yard.tap(wangMei, t('en', 'signup-decline'), chatId);
    expect(lastIn(volunteer)?.text).toBe(t(locale, 'volunteer-declined', { project: SHOP[locale] }));
    expect(lastIn(volunteer)?.text).not.toMatch(/reject|拒绝|rechaz/i);
    const { messages } = await yard.tap(volunteer, t(locale, 'volunteer-other-projects'));
    expect(textsOf(messages)).toEqual([t(locale, 'project-list')]);
  });

  test('a note is the next text, reaches the card, survives a restart, and can be left out or be too long', async () => {
    const shop = await openShop(yard.db, yard.clock.now());
    const { chatId } = await groupOf(shop);
    const volunteer = await yard.resident(nextId++, locale);
    await yard.open(volunteer, `v-${shop.roleCode}`);
    await yard.tap(volunteer, help);
    await yard.tap(volunteer, t(locale, 'volunteer-add-note'));
    await yard.restart();
    const [tooLong] = await yard.say(volunteer, '好'.repeat(301));
    expect(tooLong?.text).toBe(t(locale, 'volunteer-note-too-long', { length: 301, most: 300 }));
    const [passedOn] = await yard.say(volunteer, 'weekends,\n no lifting\u202e');
    expect(passedOn?.text).toBe(t(locale, 'volunteer-note-passed', { note: 'weekends, no lifting' }));
    expect(lastIn(chatId)?.text).toContain('“weekends, no lifting”');
    const [later] = await yard.say(volunteer, 'hello again');
    expect(later?.text).toBe(t(locale, 'fallback'));
    await yard.tap(volunteer, t(locale, 'volunteer-add-note'));
    const { messages } = await yard.tap(volunteer, t(locale, 'volunteer-without-note'));
    expect(textsOf(messages)).toEqual([t(locale, 'volunteer-no-note')]);
    expect((await yard.say(volunteer, 'not a note'))[0]?.text).toBe(t(locale, 'fallback'));
    await yard.tap(volunteer, t(locale, 'volunteer-add-note'));
    expect(textsOf(await yard.say(volunteer, '停止'))).toEqual([t(locale, 'volunteer-no-note')]);
  });

  test('signing up twice, for a full and for a closed role each has its own sentence', async () => {
    const shop = await openShop(yard.db, yard.clock.now(), 1);
    const { chatId, wangMei } = await groupOf(shop);
    const [first, second] = [await yard.resident(nextId++, locale), await yard.resident(nextId++, locale)];
    for (const person of [first, second]) await yard.open(person, `v-${shop.roleCode}`);
    await yard.tap(first, help);
    const twice = await yard.tap(first, help);
    expect(textsOf(twice.messages)).toEqual([t(locale, 'volunteer-already')]);
    await yard.tap(wangMei, t('en', 'signup-answer'), chatId);
    await yard.tap(wangMei, t('en', 'signup-accept'), chatId);
    const full = await yard.tap(second, help);
    expect(textsOf(full.messages)).toEqual([t(locale, 'volunteer-full')]);
    const other = await openShop(yard.db, yard.clock.now());
    await yard.open(second, `v-${other.roleCode}`);
    const closedAt = yard.clock.now();
    await yard.db
      .updateTable('volunteer_roles')
      .set({ closed_at: closedAt })
      .where('id', '=', other.roleId)
      .execute();
    expect(textsOf((await yard.tap(second, help)).messages)).toEqual([t(locale, 'volunteer-closed')]);
    const [card] = await yard.open(second, `v-${other.roleCode}`);
    expect(card?.text).toContain(t(locale, 'project-role-closed'));
  });

  test('taking back edits the card; after a yes the team is told anew; an old button says it is over', async () => {
    const shop = await openShop(yard.db, yard.clock.now());
    const { chatId, wangMei } = await groupOf(shop);
    const volunteer = await yard.resident(nextId++, locale);
    await yard.open(volunteer, `v-${shop.roleCode}`);
    await yard.tap(volunteer, help);
    const { id } = await signupOf(volunteer);
    const { messages } = await yard.tap(volunteer, t(locale, 'volunteer-take-back'));
    expect(textsOf(messages)).toContain(t(locale, 'volunteer-taken-back'));
    expect(lastIn(chatId)?.text).toContain(t('en', 'signup-withdrawn'));
    expect((await yard.forge(volunteer, `volunteer:back:${id}`)).toast).toBe(t(locale, 'volunteer-not-open'));
    expect((await yard.forge(wangMei, `board:claim:${id}`, chatId)).toast).toBe(t('en', 'signup-withdrawn'));

    await yard.open(volunteer, `v-${shop.roleCode}`);
    await yard.tap(volunteer, help);
    await yard.tap(wangMei, t('en', 'signup-answer'), chatId);
    await yard.tap(wangMei, t('en', 'signup-accept'), chatId);
    await yard.tap(volunteer, t(locale, 'volunteer-cannot-come'));
    expect(lastIn(chatId)?.text).toContain('cannot come after all (was with Wang Mei). Now 0/5.');
  });

  test('somebody who agreed to nothing yet is asked first, and nothing is kept of a no', async () => {
    const shop = await openShop(yard.db, yard.clock.now());
    await groupOf(shop);
    const [willing, unwilling] = [yard.stranger(nextId++, locale), yard.stranger(nextId++, locale)];
    for (const person of [willing, unwilling]) {
      await yard.open(person, `v-${shop.roleCode}`);
      await yard.tap(person, t(locale, 'language-name'));
      const { messages } = await yard.tap(person, help);
      expect(textsOf(messages)).toEqual([t(locale, 'volunteer-consent', { project: SHOP[locale] })]);
    }
    const no = await yard.tap(unwilling, t(locale, 'volunteer-not-now'));
    expect(textsOf(no.messages)).toEqual([t(locale, 'volunteer-refused')]);
    const yes = await yard.tap(willing, t(locale, 'volunteer-agree'));
    expect(textsOf(yes.messages)).toContain(t(locale, 'volunteer-sent', { project: SHOP[locale] }));
    await expect(signupOf(unwilling)).rejects.toThrow();
    expect((await signupOf(willing)).status).toBe('submitted');
  });
});

test('without a group every board member gets the card in their own language; one answers, both cards follow', async () => {
  const shop = await openShop(yard.db, yard.clock.now());
  const { wangMei, liNa } = await privateBoard(shop);
  const volunteer = await yard.resident(nextId++, 'zh');
  await yard.open(volunteer, `v-${shop.roleCode}`);
  await yard.tap(volunteer, '我能帮忙');
  expect(lastIn(liNa)?.text).toBe(t('es', 'signup-new', { project: SHOP.es, role: HELPER.es }));
  await yard.tap(wangMei, t('en', 'signup-answer'));
  expect(lastIn(wangMei)?.text).toContain(`Person${wangMei} is answering.`);
  expect(labelsOf(lastIn(wangMei))).toHaveLength(3);
  expect(lastIn(liNa)?.text).toContain(`Person${wangMei} está respondiendo.`);
  expect(labelsOf(lastIn(liNa))).toEqual([]);
  await yard.tap(wangMei, t('en', 'signup-release'));
  await yard.tap(liNa, t('es', 'signup-answer'));
  expect(lastIn(wangMei)?.text).toContain(`Person${liNa} is answering.`);
});

test('as long as there is no team, the committee is asked and may answer; with one it may not', async () => {
  const shop = await openShop(yard.db, yard.clock.now(), 5, 'qingyuan');
  const staff = await yard.staff(nextId++, 'en', 'qingyuan');
  const volunteer = await yard.resident(nextId++, 'en');
  await yard.open(volunteer, `v-${shop.roleCode}`);
  await yard.tap(volunteer, 'I can help');
  expect(lastIn(staff)?.text).toContain('New volunteer');
  await joinBoard(yard.db, await yard.resident(nextId++, 'en'), shop, yard.clock.now());
  expect((await yard.tap(staff, "I'll answer")).toast).toBe(t('en', 'signup-not-your-team'));
  expect((await signupOf(volunteer)).status).toBe('submitted');
});

test('a name of tricks is shown as plain text, an empty one as somebody', async () => {
  const shop = await openShop(yard.db, yard.clock.now());
  const { chatId } = await groupOf(shop);
  const volunteer = await yard.resident(nextId++, 'en');
  await yard.open(volunteer, `v-${shop.roleCode}`);
  await yard.tap(volunteer, 'I can help');
  const trickster = yard.stranger(nextId++, 'en', `\u202e*<b>_{ $x }`.padEnd(90, 'w'));
  yard.simulator.addMember(chatId, trickster);
  await yard.tap(trickster, t('en', 'signup-answer'), chatId);
  expect(lastOfBotIn(chatId)?.text).toContain(`${'*<b>_{ $x }'.padEnd(64, 'w')} is answering.`);
  await yard.tap(trickster, t('en', 'signup-release'), chatId);
  const nameless = yard.stranger(nextId++, 'en', '\u202e\u2066');
  yard.simulator.addMember(chatId, nameless);
  await yard.tap(nameless, t('en', 'signup-answer'), chatId);
  expect(lastOfBotIn(chatId)?.text).toContain('Somebody from the team is answering.');
});

test.each([
  'board:claim:',
  'board:yes:x',
  'board:enough:99999999',
  'board:release:-1',
  'volunteer:up:',
  'volunteer:up:zzz',
])('the forged button %s changes nothing and is answered', async (data) => {
  const outsider = await yard.resident(nextId++, 'en');
  await yard.forge(outsider, data);
  expect(yard.logs.join()).not.toContain('could not be applied');
});

test('a stranger to the team, another group, and another person’s sign-up get no power from a copied button', async () => {
  const shop = await openShop(yard.db, yard.clock.now());
  await groupOf(shop);
  const foreign = await groupOf(await openShop(yard.db, yard.clock.now()));
  const volunteer = await yard.resident(nextId++, 'en');
  await yard.open(volunteer, `v-${shop.roleCode}`);
  await yard.tap(volunteer, 'I can help');
  const { id } = await signupOf(volunteer);
  const outsider = await yard.staff(nextId++, 'en', 'qingyuan');
  expect((await yard.forge(outsider, `board:claim:${id}`)).toast).toBe(t('en', 'signup-not-your-team'));
  expect((await yard.forge(outsider, `volunteer:back:${id}`)).toast).toBe(t('en', 'volunteer-not-open'));
  expect((await yard.forge(outsider, `volunteer:note:${id}`)).toast).toBe(t('en', 'volunteer-not-open'));
  await yard.say(foreign.wangMei, '/board', foreign.chatId);
  const inOtherGroup = await yard.forge(foreign.wangMei, `board:claim:${id}`, foreign.chatId);
  expect(inOtherGroup.toast).toBe(t('en', 'signup-not-your-team'));
  expect((await signupOf(volunteer)).status).toBe('submitted');
});

test('in the group the bot is silent to chatter', async () => {
  const { chatId, wangMei } = await groupOf(await openShop(yard.db, yard.clock.now()));
  for (const text of ['hello', '/help', 'I can help', '/start p-x']) {
    expect(await yard.say(wangMei, text, chatId)).toEqual([]);
  }
});
