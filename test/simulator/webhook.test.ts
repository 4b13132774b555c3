import { json } from 'node:stream/consumers';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Update } from '../../src/simulator/types.ts';
import { ann, oneButton, startWorld, wei, type TestWorld } from './harness.ts';

type Delivered = { update: Update; headers: IncomingHttpHeaders; at: number };
type Reply = { status: number; headers?: Record<string, string>; body?: string };

/** A bot's web server; `reply` decides what each delivery gets, after it resolves. */
async function startReceiver(reply: (delivered: Delivered, index: number) => Reply | Promise<Reply>) {
  const delivered: Delivered[] = [];
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      const one = { update: body as Update, headers: request.headers, at: performance.now() };
      delivered.push(one);
      const { status, headers = {}, body: text = '' } = await reply(one, delivered.length - 1);
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { delivered, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const ok = { status: 200 };
const unitMs = 60;

async function startHooked(
  reply: (delivered: Delivered, index: number) => Reply | Promise<Reply>,
  extra = {},
) {
  const receiver = await startReceiver(reply);
  const world = await startWorld({ webhookRetryUnitMs: unitMs, answerTimeoutMs: 300 });
  await world.ok('setWebhook', { url: receiver.url, secret_token: 'yard_secret-1', ...extra });
  return { ...world, delivered: receiver.delivered };
}

const arrived = (world: TestWorld, delivered: Delivered[], count: number) =>
  world.simulator.waitFor(() => delivered.length >= count, { what: `${count} deliveries` });

test('an update arrives once, with the secret header, and is then no longer pending', async () => {
  const world = await startHooked(() => ok);
  world.simulator.sendText(ann.id, ann.id, 'good morning');
  await arrived(world, world.delivered, 1);
  await world.simulator.waitFor(() => world.simulator.pendingUpdates().length === 0);
  expect(world.delivered[0]?.headers['x-telegram-bot-api-secret-token']).toBe('yard_secret-1');
  expect(world.delivered[0]?.update.message?.text).toBe('good morning');
  await new Promise((resolve) => setTimeout(resolve, unitMs * 3));
  expect(world.delivered).toHaveLength(1);
});

test('a failed delivery is repeated at once, then after 2, 4 and 8 units', async () => {
  const world = await startHooked((_one, index) => (index < 4 ? { status: 500 } : ok));
  world.simulator.sendText(ann.id, ann.id, 'again');
  await arrived(world, world.delivered, 5);
  const gaps = world.delivered
    .slice(1)
    .map(({ at }, index) => (at - (world.delivered[index]?.at ?? 0)) / unitMs);
  const wanted = [0, 2, 4, 8];
  for (const [index, gap] of gaps.entries()) {
    expect(gap).toBeGreaterThanOrEqual((wanted[index] ?? 0) - 0.1);
    expect(gap).toBeLessThan(Math.max(1.9, (wanted[index] ?? 0) * 1.9));
  }
  const info = await world.ok<{ last_error_message: string }>('getWebhookInfo');
  expect(info.last_error_message).toBe('Wrong response from the webhook: 500 Internal Server Error');
});

test('a Retry-After of the bot is honoured instead of the schedule', async () => {
  const world = await startHooked((_one, index) =>
    index === 0 ? { status: 503, headers: { 'retry-after': '6' } } : ok,
  );
  world.simulator.sendText(ann.id, ann.id, 'later please');
  await arrived(world, world.delivered, 2);
  const waited = (world.delivered[1]?.at ?? 0) - (world.delivered[0]?.at ?? 0);
  expect(waited).toBeGreaterThanOrEqual(6 * unitMs - 2);
});

test('messages of one chat wait for each other, those of another chat do not', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const world = await startHooked(async ({ update }) => {
    if (update.message?.text === 'first') await held;
    return ok;
  });
  world.simulator.sendText(ann.id, ann.id, 'first');
  world.simulator.sendText(ann.id, ann.id, 'second');
  world.simulator.sendText(wei.id, wei.id, 'other chat');
  await arrived(world, world.delivered, 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(world.delivered.map(({ update }) => update.message?.text)).toEqual(['first', 'other chat']);
  release();
  await arrived(world, world.delivered, 3);
  expect(world.delivered[2]?.update.message?.text).toBe('second');
});

test("a person's tap overtakes their held message, because each kind has its own order", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const world = await startHooked(async ({ update }) => {
    if (update.message) await held;
    return ok;
  });
  const { message_id } = await world.send(ann.id, 'coming?', { reply_markup: oneButton('go') });
  world.simulator.sendText(ann.id, ann.id, 'a text');
  const tapped = world.simulator.tap(ann.id, ann.id, message_id, 'Yes');
  world.simulator.block(ann.id, true);
  await arrived(world, world.delivered, 3);
  expect(world.delivered.map(({ update }) => Object.keys(update)[1]).toSorted()).toEqual([
    'callback_query',
    'message',
    'my_chat_member',
  ]);
  release();
  expect(await tapped).toBeNull();
});

test('max_connections bounds how many updates are under way', async () => {
  let open = 0;
  let most = 0;
  const people = Array.from({ length: 12 }, (_, index) => ({
    id: 9000 + index,
    firstName: `P${index}`,
    languageCode: 'en',
  }));
  const world = await startHooked(
    async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 10));
      open -= 1;
      return ok;
    },
    { max_connections: 3 },
  );
  for (const person of people) {
    world.simulator.addPerson(person);
    world.simulator.open(person.id);
  }
  await arrived(world, world.delivered, 12);
  expect(most).toBe(3);
});

test('a method in the answer is run, one that reads is not', async () => {
  const reply = { method: 'sendMessage', chat_id: ann.id, text: 'from the answer' };
  const world = await startHooked((_one, index) => ({
    status: 200,
    body: JSON.stringify(index === 0 ? reply : { method: 'getMe' }),
  }));
  world.simulator.sendText(ann.id, ann.id, 'one');
  await world.simulator.waitFor(() => world.simulator.lastMessage(ann.id)?.text === 'from the answer');
  world.simulator.sendText(ann.id, ann.id, 'two');
  await world.simulator.waitFor(() => world.simulator.pendingUpdates().length === 0);
  expect(world.simulator.calls.map(({ method }) => method)).toEqual(['setWebhook', 'sendMessage']);
});

test('while a webhook is set, polling is a conflict; setting it ends a standing poll', async () => {
  const receiver = await startReceiver(() => ok);
  const world = await startWorld();
  const standing = world.call('getUpdates', { timeout: 20 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await world.ok('setWebhook', { url: receiver.url });
  expect(await standing).toEqual({
    ok: false,
    error_code: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
  expect(await world.call('getUpdates')).toEqual({
    ok: false,
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  await world.ok('deleteWebhook');
  expect(await world.updates()).toEqual([]);
});

test('updates that waited for a webhook are delivered when it is set, and redelivered on demand', async () => {
  const receiver = await startReceiver(() => ok);
  const world = await startWorld();
  world.simulator.sendText(ann.id, ann.id, 'before');
  await world.ok('setWebhook', { url: receiver.url });
  await arrived(world, receiver.delivered, 1);
  const id = receiver.delivered[0]?.update.update_id ?? 0;
  world.simulator.redeliver(id);
  await arrived(world, receiver.delivered, 2);
  expect(receiver.delivered.map(({ update }) => update.update_id)).toEqual([id, id]);
});
