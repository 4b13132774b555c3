import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBoardProject } from '../../src/db/boards.ts';
import { findPost, queueEffect } from '../../src/db/outbox.ts';
import { say } from '../../src/telegram/effect.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 7000;

beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const copiesOf = (chatId: number, text: string) =>
  yard.simulator.messages(chatId).filter((message) => message.text === text).length;
const rowsOf = async (chatId: number) =>
  await yard.db
    .selectFrom('outbox')
    .select(['status', 'attempts', 'effect'])
    .where('chat_id', '=', chatId)
    .execute();
const sayIn = async (chatId: number, text: string, reference?: string) =>
  await queueEffect(yard.db, chatId, say(chatId, { text }, reference), yard.clock.now());

describe('an effect', () => {
  test('that was performed leaves no row', async () => {
    const person = await yard.resident(nextId++, 'en');
    await yard.say(person, '/help');
    expect(await rowsOf(person)).toEqual([]);
  });

  test('whose reply is lost comes at most twice', async () => {
    const person = await yard.resident(nextId++, 'en');
    yard.simulator.orderFault({ kind: 'drop_after', method: 'sendMessage', chatId: person, times: 5 });
    await yard.say(person, '/help');
    yard.simulator.clearFaults();
    expect(copiesOf(person, t('en', 'help'))).toBe(2);
    expect(await rowsOf(person)).toEqual([{ status: 'unknown', attempts: 2, effect: null }]);
  });

  test('that surely was not sent is tried until it is, and comes once', async () => {
    const person = await yard.resident(nextId++, 'en');
    yard.simulator.orderFault({
      kind: 'too_many_requests',
      retryAfter: 1,
      method: 'sendMessage',
      chatId: person,
      times: 2,
    });
    await yard.say(person, '/help');
    expect(copiesOf(person, t('en', 'help'))).toBe(1);
    expect(await rowsOf(person)).toEqual([]);
  });

  test('left in doubt by two dead processes is not tried a third time', async () => {
    const person = await yard.resident(nextId++, 'en');
    const row = { chat_id: person, status: 'sending' as const, created_at: yard.clock.now() };
    const effect = JSON.stringify(say(person, { text: 'in doubt' }));
    const lease_until = new Date(Date.now() - 1_000);
    await yard.db
      .insertInto('outbox')
      .values({ ...row, effect, attempts: 2, lease_until })
      .execute();
    await yard.settled();
    expect(copiesOf(person, 'in doubt')).toBe(0);
    expect(await rowsOf(person)).toMatchObject([{ status: 'unknown' }]);
  });

  test('of a chat waits for the one before it, whatever that one needs', async () => {
    const person = await yard.resident(nextId++, 'en');
    yard.simulator.orderFault({ kind: 'drop_after', method: 'sendMessage', chatId: person, times: 1 });
    for (const text of ['one', 'two', 'three']) await sayIn(person, text);
    await yard.settled();
    const texts = yard.simulator.messages(person).map(({ text }) => text ?? '');
    expect(texts.slice(-4)).toEqual(['one', 'one', 'two', 'three']);
  });
});

test('a group that became a supergroup is followed: the message comes once, and later ones go there', async () => {
  const group = -91_001;
  const person = await yard.resident(nextId++, 'en');
  yard.simulator.addGroup({ id: group, type: 'group', title: 'Team', memberIds: [person] }, person);
  const { id: communityId } = await yard.db
    .selectFrom('communities')
    .select('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  const title = JSON.stringify({ zh: '花园', en: 'Garden', es: 'Jardín' });
  const { id: projectId } = await yard.db
    .insertInto('projects')
    .values({ code: 'garden', community_id: communityId, title, goal: title, created_at: yard.clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await yard.db
    .insertInto('boards')
    .values({ project_id: projectId, chat_id: group, locale: 'en' })
    .execute();
  await sayIn(group, 'before', 'card');
  await yard.settled();
  const before = await findPost(yard.db, group, 'card');
  const upgraded = yard.simulator.upgradeToSupergroup(group);
  await yard.settled();
  // As if the bot had not heard of it.
  await yard.db.updateTable('boards').set({ chat_id: group }).where('project_id', '=', projectId).execute();
  await yard.db.updateTable('posts').set({ chat_id: group }).where('reference', '=', 'card').execute();
  await sayIn(group, 'after');
  await yard.settled();
  expect([copiesOf(group, 'after'), copiesOf(upgraded, 'after')]).toEqual([0, 1]);
  expect(await findBoardProject(yard.db, upgraded)).toBe(projectId);
  expect(await findPost(yard.db, upgraded, 'card')).toBe(before);
});
