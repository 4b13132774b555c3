import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { simulatorRoutes } from '../../src/simulator/server.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import type { CallRecord, Message } from '../../src/simulator/types.ts';
import { ann, oneButton, startWorld, token, wei, yard, type TestWorld } from './harness.ts';

type Shown = { message: Message; unread: number }[] & { message: Message };

const api = (world: TestWorld) => ({
  get: async <T = Shown>(path: string) =>
    (await (await fetch(`${world.url}/practice/api${path}`)).json()) as T,
  post: async (path: string, body: object) => {
    const response = await fetch(`${world.url}/practice/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Shown;
  },
});

test('the page sees the world, the chats of a person, and one chat', async () => {
  const world = await startWorld();
  const { get } = api(world);
  await world.send(ann.id, 'menu', { reply_markup: { keyboard: [[{ text: 'Meetings' }]] } });
  await world.ok('setMyCommands', { commands: [{ command: 'help', description: 'Help' }] });
  expect(await get('/world')).toMatchObject({
    bot: { id: 123456, first_name: 'Bell', username: 'yard_bell_bot' },
    people: [{ id: ann.id, first_name: 'Ann', language_code: 'en', blocked: false }, {}, {}, {}],
    canMoveClock: false,
  });
  expect(await get(`/chats?as=${ann.id}`)).toMatchObject([
    { chatId: ann.id, title: 'Bell', kind: 'private', lastMessage: { text: 'menu' }, unread: 1 },
    { chatId: yard.id, title: 'Courtyard 7', kind: 'group' },
    { kind: 'supergroup' },
    { kind: 'channel' },
  ]);
  expect(await get(`/chat?as=${ann.id}&chat=${ann.id}`)).toMatchObject({
    messages: [{ text: '/start' }, { text: 'menu' }],
    commands: [{ command: 'help', description: 'Help' }],
    replyKeyboard: { keyboard: [[{ text: 'Meetings' }]] },
    typing: false,
  });
  expect((await get(`/chats?as=${ann.id}`))[0]?.unread).toBe(0);
});

test('the page writes, corrects, taps, blocks and starts for a person', async () => {
  const world = await startWorld();
  const { post } = api(world);
  const { message } = await post('/send', { as: ann.id, chat: ann.id, text: 'hi' });
  await post('/edit', { as: ann.id, chat: ann.id, messageId: message.message_id, text: 'hello' });
  const { message_id: messageId } = await world.send(ann.id, 'coming?', { reply_markup: oneButton('y') });
  const tapped = post('/tap', { as: ann.id, chat: ann.id, messageId, row: 0, column: 0 });
  const query = await world.simulator.waitFor(() => world.simulator.unansweredTaps()[0]);
  await world.ok('answerCallbackQuery', { callback_query_id: query.queryId, text: 'Noted' });
  expect(await tapped).toEqual({ answered: true, text: 'Noted', showAlert: false });
  await post('/block', { as: ann.id, blocked: true });
  expect(await post('/send', { as: ann.id, chat: ann.id, text: 'x' })).toEqual({
    error: 'Ann has blocked the bot; unblock first',
  });
  expect((await post('/start', { as: ann.id, payload: 'm_1' })).message.text).toBe('/start m_1');
});

test('a tap on a link hands the page its address', async () => {
  const world = await startWorld();
  const url = 'https://t.me/yard_bell_bot?start=m_1';
  const { message_id: messageId } = await world.send(ann.id, 'go', {
    reply_markup: { inline_keyboard: [[{ text: 'Go', url }]] },
  });
  const tap = { as: ann.id, chat: ann.id, messageId };
  expect(await api(world).post('/tap', { ...tap, row: 0, column: 0 })).toEqual({ answered: true, url });
  expect(await api(world).post('/tap', { ...tap, row: 3, column: 0 })).toEqual({
    error: 'no such button on this message',
  });
});

test('a photo sent from the page can be fetched by its file id', async () => {
  const world = await startWorld();
  const base64 = Buffer.from('pixels').toString('base64');
  const media = { kind: 'photo', caption: 'lamp', base64 };
  const { message } = await api(world).post('/send', { as: ann.id, chat: ann.id, media });
  const bytes = await fetch(`${world.url}/practice/api/file?path=${message.photo?.[0]?.file_id}`);
  expect(await bytes.text()).toBe('pixels');
});

test('what happens is streamed: messages, edits, deletions, typing and toasts', async () => {
  const world = await startWorld();
  const gone = new AbortController();
  const stream = await fetch(`${world.url}/practice/api/events`, { signal: gone.signal });
  const { message_id } = await world.send(ann.id, 'one', { reply_markup: oneButton('y') });
  await world.ok('editMessageText', {
    chat_id: ann.id,
    message_id,
    text: 'two',
    reply_markup: oneButton('y'),
  });
  const tapped = world.simulator.tap(ann.id, ann.id, message_id, 'Yes');
  const { queryId } = await world.simulator.waitFor(() => world.simulator.unansweredTaps()[0]);
  await world.ok('answerCallbackQuery', { callback_query_id: queryId, text: 'ok' });
  await tapped;
  await world.ok('sendChatAction', { chat_id: ann.id, action: 'typing' });
  await world.ok('deleteMessage', { chat_id: ann.id, message_id });
  const seen = await readEvents(stream, 5);
  gone.abort();
  expect(seen).toMatchObject([
    { type: 'message', chatId: ann.id, message: { text: 'one' } },
    { type: 'edit', chatId: ann.id, message: { text: 'two' } },
    { type: 'toast', personId: ann.id, messageId: message_id, text: 'ok', showAlert: false },
    { type: 'typing', chatId: ann.id, action: 'typing' },
    { type: 'delete', chatId: ann.id, messageId: message_id },
  ]);
});

test('the clock is moved by whoever owns it', async () => {
  let now = 1_000_000;
  const world = await startWorld({
    now: () => now,
    moveClock: async (target) => ({ now: (now += 'forwardMs' in target ? target.forwardMs : 0) }),
  });
  expect(await api(world).post('/clock', { forwardMs: 5000 })).toEqual({ now: 1_005_000 });
  expect(await api(world).get('/world')).toMatchObject({ now: 1_005_000, canMoveClock: true });
});

test('faults are ordered and the ledger read from outside, without the token', async () => {
  const world = await startWorld();
  const { post, get } = api(world);
  await post('/faults', [{ kind: 'status', status: 500, chatId: wei.id }]);
  expect(await world.call('sendMessage', { chat_id: wei.id, text: 'x' })).toMatchObject({ error_code: 500 });
  await post('/faults', [{ kind: 'status', status: 500 }]);
  await fetch(`${world.url}/practice/api/faults`, { method: 'DELETE' });
  await world.send(wei.id, 'x');
  const calls = await get<CallRecord[]>('/calls?since=0');
  expect(calls.map(({ status }) => status)).toEqual([500, 200]);
  expect(await get(`/calls?since=${calls[0]?.id}`)).toHaveLength(1);
  expect(JSON.stringify(calls)).not.toContain(token);
});

test('the page is served from its folder and from nowhere else', async () => {
  const { url } = await startWorld();
  const page = await fetch(`${url}/practice`);
  expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-store',
  ]);
  expect((await fetch(`${url}/practice/..%2fsimulator.ts`)).status).toBe(404);
  expect((await fetch(`${url}/practice/%2e%2e%2fbot-api.json`)).status).toBe(404);
});

test('mounted on a server of somebody else, it leaves their routes and bodies alone', async () => {
  const host = fastify();
  onTestFinished(() => host.close());
  host.post('/own', async (request) => ({ got: request.body }));
  host.setNotFoundHandler((_request, reply) => reply.code(404).send('nothing here'));
  const simulator = createSimulator({
    botToken: token,
    bot: { id: 1, firstName: 'Bell', username: 'bell_bot' },
  });
  await host.register(simulatorRoutes(simulator));
  const own = await host.inject({ method: 'POST', url: '/own', payload: { a: 1 } });
  expect(own.json()).toEqual({ got: { a: 1 } });
  expect((await host.inject('/elsewhere')).body).toBe('nothing here');
  expect((await host.inject(`/bot${token}/getMe`)).json()).toMatchObject({ ok: true, result: { id: 1 } });
});

test('an open page and a standing poll do not keep a server from closing', async () => {
  const host = fastify();
  const simulator = createSimulator({
    botToken: token,
    bot: { id: 1, firstName: 'Bell', username: 'bell_bot' },
  });
  await host.register(simulatorRoutes(simulator));
  const url = await host.listen({ port: 0, host: '127.0.0.1' });
  const page = await fetch(`${url}/practice/api/events`);
  const poll = fetch(`${url}/bot${token}/getUpdates?timeout=40`).then((response) => response.json());
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  await host.close();
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await poll).toEqual({ ok: true, result: [] });
  await expect(page.text()).rejects.toThrow();
});

/** The first `count` events of a stream. */
async function readEvents(stream: Response, count: number): Promise<unknown[]> {
  const events: unknown[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n').filter((line) => line.startsWith('data: '));
    if (lines.length >= count)
      return lines.slice(0, count).map((line) => JSON.parse(line.slice(6)) as unknown);
  }
  return events;
}
