import { afterAll, beforeAll, expect, test } from 'vitest';
import { t } from '../../src/telegram/i18n.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const SECRET = 'webhook-secret-webhook-secret-00';
let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell({ env: { WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'https://bell.example' } });
});
afterAll(async () => await yard.stop());

let nextUpdate = 5_000;
function helpFrom(id: number, updateId = nextUpdate++) {
  const person = { id, is_bot: false, first_name: 'P', language_code: 'en' };
  const entities = [{ type: 'bot_command', offset: 0, length: 5 }];
  const message = {
    message_id: updateId,
    date: 1,
    chat: { id, type: 'private', first_name: 'P' },
    from: person,
  };
  return { update_id: updateId, message: { ...message, text: '/help', entities } };
}

async function post(body: unknown, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(`${yard.url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return answer.status;
}

const inboxSize = async () => (await yard.db.selectFrom('inbox').select('update_id').execute()).length;

test.each([
  ['no secret', {}],
  ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
  ['a wrong secret', { 'x-telegram-bot-api-secret-token': `${SECRET.slice(0, -1)}1` }],
  ['a shorter secret', { 'x-telegram-bot-api-secret-token': SECRET.slice(0, -1) }],
])('an update with %s is refused and leaves nothing', async (_what, headers) => {
  const before = await inboxSize();
  expect(await post(helpFrom(1), headers)).toBe(401);
  expect(await inboxSize()).toBe(before);
});

test('an update delivered three times is answered once', async () => {
  const id = await resident(501);
  const update = helpFrom(id);
  for (let time = 0; time < 3; time += 1) {
    expect(await post(update, { 'x-telegram-bot-api-secret-token': SECRET })).toBe(200);
  }
  const answers = () => yard.simulator.messages(id).filter((message) => message.text === t('en', 'help'));
  await yard.simulator.waitFor(() => answers().length > 0, { what: 'the answer' });
  const rows = await yard.db
    .selectFrom('inbox')
    .where('update_id', '=', update.update_id)
    .selectAll()
    .execute();
  expect(rows).toHaveLength(1);
  expect(answers()).toHaveLength(1);
});

test('what is not an update is refused without harm', async () => {
  const headers = { 'x-telegram-bot-api-secret-token': SECRET };
  expect(await post('{"update_id":"x"}', headers)).toBe(400);
  expect(await post('null', headers)).toBe(400);
  expect(await post('not json', headers)).toBe(400);
  expect(await post({ update_id: 1, pad: 'x'.repeat(1_100_000) }, headers)).toBe(413);
});

/** With webhooks the simulator cannot reach us, so the person is written straight into the database. */
async function resident(id: number): Promise<number> {
  yard.simulator.addPerson({ id, firstName: 'P', languageCode: 'en' });
  yard.simulator.open(id);
  const at = yard.clock.now();
  await yard.db
    .insertInto('residents')
    .values({ telegram_id: id, locale: 'en', locale_chosen_at: at, created_at: at })
    .execute();
  return id;
}
