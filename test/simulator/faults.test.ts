import { expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/types.ts';
import { ann, startWorld, token, wei, type TestWorld } from './harness.ts';

const post = (world: TestWorld, chatId = ann.id, signal?: AbortSignal) =>
  fetch(`${world.url}/bot${token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: chatId, text: 'hello' }),
    ...(signal ? { signal } : {}),
  });
const arrived = (world: TestWorld, chatId = ann.id) =>
  world.simulator.messages(chatId).filter(({ text }) => text === 'hello').length;

test('a call dropped before execution changes nothing and is on record', async () => {
  const world = await startWorld();
  world.simulator.orderFault({ kind: 'drop_before' });
  await expect(post(world)).rejects.toThrow();
  expect(arrived(world)).toBe(0);
  expect(world.simulator.calls).toMatchObject([{ method: 'sendMessage', executed: false, status: 0 }]);
});

test.each<Fault>([{ kind: 'drop_after' }, { kind: 'truncated_json' }])(
  'a call under $kind is executed though the caller never learns it',
  async (fault) => {
    const world = await startWorld();
    world.simulator.orderFault(fault);
    await expect(post(world).then((response) => response.json())).rejects.toThrow();
    expect(arrived(world)).toBe(1);
    expect(world.simulator.calls).toMatchObject([{ executed: true, response: { ok: true } }]);
  },
);

test('a hanging call is executed and never answered', async () => {
  const world = await startWorld();
  world.simulator.orderFault({ kind: 'hang_after' });
  await expect(post(world, ann.id, AbortSignal.timeout(100))).rejects.toThrow();
  expect(arrived(world)).toBe(1);
});

test('an ordered status can carry HTML and is not executed, status_after is', async () => {
  const world = await startWorld();
  world.simulator.orderFault({ kind: 'status', status: 502, body: '<html>Bad Gateway</html>' });
  world.simulator.orderFault({
    kind: 'status_after',
    status: 500,
    description: 'Internal Server Error: restart',
  });
  const refused = await post(world);
  expect([refused.status, refused.headers.get('content-type'), await refused.text()]).toEqual([
    502,
    'text/html',
    '<html>Bad Gateway</html>',
  ]);
  expect(arrived(world)).toBe(0);
  expect((await post(world)).status).toBe(500);
  expect(arrived(world)).toBe(1);
});

test('an ordered 429 has the body and the header of Telegram', async () => {
  const world = await startWorld();
  world.simulator.orderFault({ kind: 'too_many_requests', retryAfter: 10_072 });
  const response = await post(world);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '10072']);
  expect(await response.json()).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 10072',
    parameters: { retry_after: 10_072 },
  });
});

test('a delayed call is executed after the delay', async () => {
  const world = await startWorld();
  world.simulator.orderFault({ kind: 'delay', delayMs: 80 });
  const answer = post(world);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(arrived(world)).toBe(0);
  await answer;
  expect(arrived(world)).toBe(1);
});

test('a fault meets only its method and chat, as often as ordered', async () => {
  const world = await startWorld();
  world.simulator.orderFault({
    kind: 'status',
    status: 500,
    method: 'sendMessage',
    chatId: wei.id,
    times: 2,
  });
  expect(await world.call('getMe')).toMatchObject({ ok: true });
  expect((await post(world, ann.id)).status).toBe(200);
  const statuses = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await post(world, wei.id)).status);
  expect(statuses).toEqual([500, 500, 200]);
});

test('a seeded probability scatters the same faults every time, until they are cleared', async () => {
  const world = await startWorld();
  const statuses = async (seed: number) => {
    world.simulator.orderFault({ kind: 'status', status: 500, times: Infinity, probability: 0.3, seed });
    const seen = [];
    for (let i = 0; i < 40; i += 1) seen.push((await post(world)).status);
    world.simulator.clearFaults();
    return seen;
  };
  const first = await statuses(7);
  expect(first.filter((status) => status === 500).length).toBeGreaterThan(4);
  expect(first.filter((status) => status === 500).length).toBeLessThan(24);
  expect(await statuses(7)).toEqual(first);
  expect(await statuses(8)).not.toEqual(first);
  expect((await post(world)).status).toBe(200);
});

test('a fault on the standing poll leaves the updates for the next one', async () => {
  const world = await startWorld();
  world.simulator.sendText(ann.id, ann.id, 'hi');
  world.simulator.orderFault({ kind: 'drop_after', method: 'getUpdates' });
  await expect(world.updates()).rejects.toThrow();
  expect(await world.updates()).toHaveLength(1);
});

test('the ledger keeps what was asked and answered, without the token', async () => {
  const world = await startWorld();
  await post(world);
  await world.call('sendMessage', { chat_id: 4242, text: 'nobody' });
  expect(world.simulator.calls).toMatchObject([
    {
      method: 'sendMessage',
      params: { chat_id: ann.id },
      executed: true,
      status: 200,
      response: { ok: true },
    },
    { status: 400, response: { ok: false, description: 'Bad Request: chat not found' } },
  ]);
  expect(JSON.stringify(world.simulator.calls)).not.toContain(token);
  world.simulator.clearCalls();
  expect(world.simulator.calls).toEqual([]);
});
