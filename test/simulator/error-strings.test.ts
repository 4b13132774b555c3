import { expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/types.ts';
import { address, changing, content, forbidden, text, to } from './error-cases.ts';
import { ann, oneButton, rosa, startWorld, token, yard } from './harness.ts';

test.each(forbidden)('403 Forbidden: $words', async ({ words, provoke, call }) => {
  const world = await startWorld();
  await provoke(world);
  expect(await world.call(...call)).toEqual({
    ok: false,
    error_code: 403,
    description: `Forbidden: ${words}`,
  });
});

test.each([...address, ...content, ...changing])(
  '400 Bad Request: $words',
  async ({ words, provoke, call }) => {
    const world = await startWorld();
    await provoke(world);
    expect(await world.call(...call)).toMatchObject({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${words}`,
    });
  },
);

test("an upload above 10 MB is no photo, in Telegram's words", async () => {
  const { url } = await startWorld();
  const form = new FormData();
  form.set('chat_id', String(ann.id));
  form.set('photo', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'big.png');
  const response = await fetch(`${url}/bot${token}/sendPhoto`, { method: 'POST', body: form });
  expect(await response.json()).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: file is too big',
  });
});

test('an upgraded group answers with the new chat id', async () => {
  const { simulator, call } = await startWorld();
  const newChatId = simulator.upgradeToSupergroup(yard.id);
  expect(await call(...to(yard.id))).toMatchObject({ parameters: { migrate_to_chat_id: newChatId } });
  expect(await call(...to(newChatId))).toMatchObject({ ok: true });
});

test('a tap answered too late is refused like an unknown one', async () => {
  const { simulator, send, updates, call } = await startWorld({
    callbackLifetimeMs: 20,
    answerTimeoutMs: 50,
  });
  const { message_id } = await send(ann.id, text, { reply_markup: oneButton('a') });
  expect(await simulator.tap(ann.id, ann.id, message_id, 'Yes')).toBeNull();
  const [update] = await updates();
  expect(await call('answerCallbackQuery', { callback_query_id: update?.callback_query?.id })).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  });
});

test('content is judged before the chat is looked up', async () => {
  const { call } = await startWorld();
  expect(await call('sendMessage', { chat_id: 4242, text: ' ' })).toMatchObject({
    description: 'Bad Request: text must be non-empty',
  });
});

const stateless: { status: number; description: string }[] = [
  { status: 400, description: 'Bad Request: private chat not found' },
  { status: 400, description: 'Bad Request: have no write access to the chat' },
  {
    status: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  },
  { status: 421, description: 'Misdirected Request: unallowed token specified' },
  { status: 500, description: 'Internal Server Error: restart' },
  { status: 502, description: 'Bad Gateway' },
];

test.each(stateless)('$description can be ordered as a fault', async ({ status, description }) => {
  const { simulator, call } = await startWorld();
  // fetch repeats a 421 once by itself, on a fresh connection.
  const times = status === 421 ? 2 : 1;
  const fault: Fault = { kind: 'status', status, description, chatId: rosa.id, times };
  simulator.orderFault(fault);
  expect(await call(...to(ann.id))).toMatchObject({ ok: true });
  expect(await call(...to(rosa.id))).toEqual({ ok: false, error_code: status, description });
  expect(await call(...to(rosa.id))).toMatchObject({ ok: true });
});

test('tokens and methods that do not exist are told apart', async () => {
  const { url, call } = await startWorld();
  const get = async (path: string) => (await fetch(url + path)).json();
  expect(await call('sendNothing')).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  });
  expect(await get('/bot123456:another_token_of_a_bot/getMe')).toEqual({
    ok: false,
    error_code: 401,
    description: 'Unauthorized',
  });
  expect(await get('/botnonsense/getMe')).toEqual({
    ok: false,
    error_code: 401,
    description: 'Unauthorized: invalid token specified',
  });
  expect(await get('/elsewhere')).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
});
