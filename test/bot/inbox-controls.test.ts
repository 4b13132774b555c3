import { Bot } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { t } from '../../src/telegram/i18n.ts';
import { expectRisingIds, forgetAge } from '../faults/support/protection.ts';
import { pressOn, putIntoInbox } from '../support/presses.ts';
import { dataOf, last } from '../support/surveys.ts';
import { TEST_TOKEN, type TestYardbell, startYardbell } from '../support/yardbell.ts';

/* What inbox.test.ts guarantees, with the protection taken away: each guarantee is then seen to be broken. */

const MINUTE_MS = 60_000;
const PERSON = 4_000;

let yard: TestYardbell;
beforeEach(async () => {
  yard = await startYardbell();
  await yard.resident(PERSON, 'en');
});
afterEach(async () => await yard.stop());

function newest() {
  const message = yard.simulator.lastMessage(PERSON);
  if (!message) throw new Error('the bot has said nothing');
  return message;
}

test('B5 an update whose id has jumped down is lost where ids are expected to rise', async () => {
  await expectRisingIds(yard);
  yard.simulator.jumpUpdateId(700_000_000);
  await yard.say(PERSON, '/help');
  yard.simulator.jumpUpdateId(1_000);
  await yard.say(PERSON, '/help');
  const helps = yard.simulator.messages(PERSON).filter(({ text }) => text === t('en', 'help'));
  expect(helps).toHaveLength(1);
});

test('B6 a press whose answer comes too late is lost by a bot that answers before it acts', async () => {
  let applied = 0;
  const naive = new Bot(TEST_TOKEN, { client: { apiRoot: yard.apiRoot } });
  naive.on('callback_query', async (ctx) => {
    await ctx.answerCallbackQuery();
    applied += 1;
  });
  await naive.init();
  await yard.say(PERSON, '/settings');
  const press = pressOn(newest(), PERSON, 'settings:pause');
  await expect(naive.handleUpdate(press)).rejects.toThrow('query is too old');
  expect(applied).toBe(0);
});

test('B7 a button pressed before an outage is executed blindly where nobody knows how old the press is', async () => {
  await forgetAge(yard, yard.clock.now());
  const settings = last(await yard.say(PERSON, '/settings'));
  const receivedAt = new Date(yard.clock.now().getTime() - 16 * MINUTE_MS);
  const press = pressOn(newest(), PERSON, dataOf(settings, 'Stop all messages'));
  await putIntoInbox(yard.db, press, { receivedAt });
  await yard.settled();
  const query = yard.db.selectFrom('residents').select('paused_at').where('telegram_id', '=', PERSON);
  expect((await query.executeTakeFirstOrThrow()).paused_at).not.toBeNull();
});
