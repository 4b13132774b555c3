import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

let nextId = 300;

describe.each(LOCALES)('in %s', (locale) => {
  test('help lists what there is, and random things get a way on', async () => {
    const id = await yard.resident(nextId++, locale);
    expect((await yard.say(id, '/help'))[0]?.text).toContain('/surveys');
    yard.simulator.sendMedia(id, id, { kind: 'sticker' });
    yard.simulator.sendMedia(id, id, { kind: 'location' });
    yard.simulator.sendMedia(id, id, { kind: 'contact' });
    await yard.settled();
    const answers = yard.simulator.messages(id).filter((message) => message.text === t(locale, 'fallback'));
    expect(answers).toHaveLength(3);
  });

  test('a button nobody knows is answered and replaced by the menu', async () => {
    const id = await yard.resident(nextId++, locale);
    const { toast, messages } = await yard.forge(id, 'nothing:of:ours');
    expect(toast).toBe(t(locale, 'old-button'));
    expect(messages.at(-1)?.text).toBe(t(locale, 'fallback'));
  });

  test('messages can be stopped and started again', async () => {
    const id = await yard.resident(nextId++, locale);
    await yard.say(id, '/stop');
    expect((await yard.say(id, '/settings'))[0]?.text).toContain(t(locale, 'settings-messages-off'));
    const { messages } = await yard.tap(id, t(locale, 'settings-resume'));
    expect(messages[0]?.text).toBe(t(locale, 'settings-resumed'));
  });

  test('forgetting asks twice and leaves no row behind', async () => {
    const id = await yard.resident(nextId++, locale);
    await yard.say(id, '/forget');
    await yard.tap(id, t(locale, 'forget-yes'));
    const { messages } = await yard.tap(id, t(locale, 'forget-really'));
    expect(messages[0]?.text).toBe(t(locale, 'forget-done'));
    const left = await yard.db.selectFrom('residents').where('telegram_id', '=', id).selectAll().execute();
    expect(left).toEqual([]);
    expect(await yard.db.selectFrom('posts').where('chat_id', '=', id).selectAll().execute()).toEqual([]);
  });
});

test('the language changes at once and stays changed', async () => {
  const id = await yard.resident(nextId++, 'zh');
  await yard.say(id, '/settings');
  await yard.tap(id, 'Español');
  expect((await yard.say(id, '/help'))[0]?.text).toContain(t('es', 'help').split('\n')[0]);
});

test('who blocked the bot is marked, and who comes back is marked again', async () => {
  const id = await yard.resident(nextId++, 'en');
  const status = async () =>
    (
      await yard.db
        .selectFrom('residents')
        .where('telegram_id', '=', id)
        .select('contact_status')
        .executeTakeFirst()
    )?.contact_status;
  yard.simulator.block(id, true);
  await yard.settled();
  expect(await status()).toBe('blocked');
  yard.simulator.block(id, false);
  await yard.settled();
  expect(await status()).toBe('active');
});

test('the bot is silent to chatter in groups', async () => {
  const id = await yard.resident(nextId++, 'en');
  yard.simulator.addGroup({
    id: -900,
    title: 'Block 3',
    type: 'group',
    memberIds: [id],
    botStatus: 'administrator',
  });
  const before = yard.simulator.calls.filter((call) => call.method === 'sendMessage').length;
  yard.simulator.sendText(id, -900, 'has anybody seen my cat?');
  yard.simulator.sendText(id, -900, '/help');
  await yard.settled();
  expect(yard.simulator.calls.filter((call) => call.method === 'sendMessage')).toHaveLength(before);
});
