import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTeam } from '../../src/db/boards.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { HELPER, SHOP, joinBoard, openShop } from '../support/shop.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 6000;
let nextGroupId = -2000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');
const labelsOf = (message: Message | undefined) =>
  message?.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];

async function newestProject() {
  return await yard.db
    .selectFrom('projects')
    .innerJoin('volunteer_roles', 'volunteer_roles.project_id', 'projects.id')
    .select([
      'projects.id',
      'projects.code',
      'projects.title',
      'volunteer_roles.code as roleCode',
      'needed',
      'goal',
    ])
    .orderBy('projects.id', 'desc')
    .executeTakeFirst();
}

describe.each(LOCALES)('in %s', (locale) => {
  test('a resident sees the projects of their communities, and what each is for and how far', async () => {
    await yard.db.deleteFrom('projects').execute();
    const person = await yard.resident(nextId++, locale, 'qingyuan');
    expect(textsOf(await yard.say(person, '/projects'))).toEqual([t(locale, 'project-none')]);
    await openShop(yard.db, yard.clock.now(), 5, 'qingyuan');
    const [card] = await yard.say(person, '/projects');
    expect(card?.text).toContain(t(locale, 'project-stage', { stage: t(locale, 'project-stage-doing') }));
    const found = t(locale, 'project-role', { role: HELPER[locale], accepted: 0, needed: 5 });
    expect(card?.text).toContain(found);
    expect(card?.text?.length).toBeLessThanOrEqual(600);
    const { projectCode } = await openShop(yard.db, yard.clock.now(), 5, 'qingyuan');
    const list = await yard.say(person, '/projects');
    expect(labelsOf(list[0])).toEqual([SHOP[locale], SHOP[locale]]);
    const opened = await yard.forge(person, `project:open:${projectCode}`);
    expect(opened.messages[0]?.text).toContain(found);
  });

  test('staff make a project in four answers; wrong ones are explained and lose nothing; a restart changes nothing', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.say(staff, '/volunteers');
    const asked = await yard.tap(staff, t(locale, 'project-new'));
    expect(textsOf(asked.messages)).toEqual([t(locale, 'project-ask-title')]);
    const [tooLong] = await yard.say(staff, '长'.repeat(61));
    expect(tooLong?.text).toContain(t(locale, 'project-too-long', { length: 61, most: 60 }));
    yard.simulator.sendMedia(staff, staff, { kind: 'photo' });
    await yard.settled();
    expect(yard.simulator.lastMessage(staff)?.text).toContain(t(locale, 'project-say-in-words'));
    expect(textsOf(await yard.say(staff, 'Bike_repair *café*'))).toEqual([t(locale, 'project-ask-goal')]);
    expect((await yard.say(staff, '/help'))[0]?.text).toContain('/notice');
    await yard.restart();
    expect(textsOf(await yard.say(staff, 'Bicycles live longer.'))).toEqual([t(locale, 'project-ask-role')]);
    expect(textsOf(await yard.say(staff, '修车帮手'))).toEqual([t(locale, 'project-ask-needed')]);
    for (const wrong of ['many', '0', '501', '3-5']) {
      expect((await yard.say(staff, wrong))[0]?.text).toContain(t(locale, 'project-how-many-unclear'));
    }
    const created = await yard.say(staff, locale === 'zh' ? '十二个人' : '１２');
    expect(created[0]?.text).toBe(t(locale, 'project-created', { project: 'Bike_repair *café*' }));
    expect(await newestProject()).toMatchObject({
      title: { [locale]: 'Bike_repair *café*' },
      goal: { [locale]: 'Bicycles live longer.' },
      needed: 12,
    });
    expect((await yard.say(staff, 'and now?'))[0]?.text).toBe(t(locale, 'fallback'));
  });

  test('the wizard can be stopped by button and by word, and leaves nothing', async () => {
    const before = await newestProject();
    const staff = await yard.staff(nextId++, locale);
    await yard.say(staff, '/volunteers');
    await yard.tap(staff, t(locale, 'project-new'));
    await yard.say(staff, 'Half a project');
    const { messages } = await yard.tap(staff, t(locale, 'project-stop'));
    expect(textsOf(messages)).toEqual([t(locale, 'project-stopped')]);
    await yard.say(staff, '/volunteers');
    await yard.tap(staff, t(locale, 'project-new'));
    const stopWord = { zh: '停止', en: 'Stop', es: 'parar' }[locale];
    expect(textsOf(await yard.say(staff, stopWord))).toEqual([t(locale, 'project-stopped')]);
    expect((await yard.tap(staff, t(locale, 'project-stop'))).toast).toBe(t(locale, 'old-button'));
    expect(await newestProject()).toEqual(before);
  });

  test('links, stages, closing and the waiting list are at hand for staff', async () => {
    const staff = await yard.staff(nextId++, locale);
    const shop = await openShop(yard.db, yard.clock.now());
    await yard.forge(staff, `team-project:open:${shop.projectCode}`);
    const links = await yard.tap(staff, t(locale, 'project-show-links'));
    expect(links.messages[0]?.text).toContain(`https://t.me/YardbellTestBot?start=p-${shop.projectCode}`);
    expect(links.messages[0]?.text).toContain(`start=v-${shop.roleCode}`);
    const judged = t(locale, 'project-stage-judged');
    const stageButton = t(locale, 'project-next-stage', { stage: judged }).slice(0, 12);
    const moved = await yard.tap(staff, stageButton);
    expect(moved.toast).toBe(t(locale, 'project-stage-is', { stage: judged }));
    const again = await yard.forge(staff, `team-project:stage:${shop.projectCode}:judged`);
    expect(again.toast).toBe(t(locale, 'project-stage-is', { stage: judged }));
    await yard.tap(staff, t(locale, 'project-close-role', { role: HELPER[locale] }));
    const reopened = await yard.tap(staff, t(locale, 'project-reopen-role', { role: HELPER[locale] }));
    expect(reopened.messages[0]?.text).not.toContain(t(locale, 'project-role-closed'));
    const nobody = await yard.forge(staff, `team-project:waiting:${shop.projectCode}`);
    expect(nobody.messages).toEqual([]);
  });

  test('a group becomes the team with a one-time code, and loses it when the bot is thrown out', async () => {
    const staff = await yard.staff(nextId++, locale);
    const shop = await openShop(yard.db, yard.clock.now());
    await yard.forge(staff, `team-project:open:${shop.projectCode}`);
    const { messages } = await yard.tap(staff, t(locale, 'project-connect-group'));
    const command = /\/board [0-9a-f]{32}/.exec(messages[0]?.text ?? '')?.[0] ?? '';
    expect(messages[0]?.entities?.some((entity) => entity.type === 'code')).toBe(true);
    const chatId = nextGroupId--;
    yard.simulator.addGroup({ id: chatId, title: 'Team', type: 'group', memberIds: [staff] });
    expect(textsOf(await yard.say(staff, '/board', chatId))[0]).toContain('@YardbellTestBot');
    const bound = await yard.say(staff, command, chatId);
    expect(textsOf(bound)).toEqual([t(locale, 'board-connected', { project: SHOP[locale] })]);
    const other = await openShop(yard.db, yard.clock.now());
    const otherGroup = nextGroupId--;
    yard.simulator.addGroup({ id: otherGroup, title: 'Other', type: 'group', memberIds: [staff] });
    expect(textsOf(await yard.say(staff, command, otherGroup))).toEqual([t(locale, 'invitation-unusable')]);
    expect((await findTeam(yard.db, other.projectId)).kind).toBe('staff');

    const supergroup = yard.simulator.upgradeToSupergroup(chatId);
    await yard.settled();
    expect((await findTeam(yard.db, shop.projectId)).chats).toEqual([{ chatId: supergroup, locale }]);
    yard.simulator.removeBot(supergroup, 'kicked');
    await yard.settled();
    expect((await findTeam(yard.db, shop.projectId)).kind).toBe('staff');
    const told = textsOf(yard.simulator.messages(staff)).at(-1);
    expect(told).toBe(t(locale, 'board-group-left', { project: SHOP[locale] }));
  });
});

test('a board member sees their project and who waits, and not what is for the committee', async () => {
  const shop = await openShop(yard.db, yard.clock.now());
  const member = await yard.resident(nextId++, 'en');
  await joinBoard(yard.db, member, shop, yard.clock.now());
  const volunteer = await yard.resident(nextId++, 'en');
  await yard.open(volunteer, `v-${shop.roleCode}`);
  await yard.tap(volunteer, 'I can help');
  await yard.say(member, '/volunteers');
  const { messages } = await yard.tap(member, SHOP.en);
  expect(messages[0]?.text).toContain('1 waiting for an answer');
  expect(labelsOf(messages[0])).toEqual(['Show who waits (1)', 'Links to share']);
  const waiting = await yard.tap(member, 'Show who waits');
  expect(textsOf(waiting.messages)).toEqual([t('en', 'signup-new', { project: SHOP.en, role: HELPER.en })]);
  const forged = await yard.forge(member, `team-project:invite:${shop.projectCode}`);
  expect(forged.toast).toBe(t('en', 'project-not-yours'));
});

test('staff of another community get for a project the answer of one that does not exist', async () => {
  const shop = await openShop(yard.db, yard.clock.now());
  const foreign = await yard.staff(nextId++, 'en', 'qingyuan');
  for (const verb of ['open', 'waiting', 'links', 'invite', 'group', 'stage']) {
    const theirs = await yard.forge(foreign, `team-project:${verb}:${shop.projectCode}:judged`);
    const none = await yard.forge(foreign, `team-project:${verb}:nosuch:judged`);
    expect(theirs).toEqual(none);
  }
  const close = await yard.forge(foreign, `team-project:close:${shop.roleCode}`);
  expect(close).toEqual(await yard.forge(foreign, 'team-project:close:nosuch'));
  expect((await yard.forge(foreign, 'team-project:new:1')).toast).toBe(t('en', 'staff-only'));
});

test('a resident who types /volunteers hears for whom it is', async () => {
  const person = await yard.resident(nextId++, 'en');
  expect(textsOf(await yard.say(person, '/volunteers'))).toEqual([t('en', 'staff-only')]);
});

test('long lists come in pages, and a forged page shows one there is', async () => {
  await yard.db.deleteFrom('projects').execute();
  const person = await yard.resident(nextId++, 'en', 'qingyuan');
  for (let count = 0; count < 10; count++) await openShop(yard.db, yard.clock.now(), 5, 'qingyuan');
  const [first] = await yard.say(person, '/projects');
  expect(labelsOf(first)).toHaveLength(9);
  const next = await yard.tap(person, 'Next');
  expect(labelsOf(next.messages[0])).toEqual([SHOP.en, SHOP.en, '⬅ Previous']);
  const forged = await yard.forge(person, 'project:list:1e9');
  expect(labelsOf(forged.messages[0])).toEqual([SHOP.en, SHOP.en, '⬅ Previous']);
  expect((await yard.forge(person, 'project:open:nosuch')).toast).toBe(t('en', 'project-not-yours'));
});
