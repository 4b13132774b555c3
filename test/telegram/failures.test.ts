import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallFailure } from '../../src/domain/delivery.ts';
import type { Fault } from '../../src/simulator/types.ts';
import { openTelegram } from '../../src/telegram/api.ts';
import { readFailure } from '../../src/telegram/failures.ts';
import { type Case, address, changing, content, forbidden, text } from '../simulator/error-cases.ts';
import { type TestWorld, ann, startWorld, token } from '../simulator/harness.ts';

/** What our own client makes of a call over HTTP that must fail. */
async function failureOf(url: string, method: string, params: object): Promise<CallFailure> {
  const client = openTelegram(token, url);
  onTestFinished(() => client.close());
  const call: unknown = Reflect.get(client.api.raw, method);
  if (typeof call !== 'function') throw new Error(`no method ${method}`);
  try {
    await call(params);
  } catch (error) {
    return readFailure(error);
  }
  throw new Error(`${method} did not fail`);
}

async function provoke({ provoke: prepare, call }: Case): Promise<CallFailure> {
  const world = await startWorld();
  await prepare(world);
  return await failureOf(world.url, ...call);
}

const send = (world: TestWorld) => failureOf(world.url, 'sendMessage', { chat_id: ann.id, text });

async function underFault(fault: Fault): Promise<CallFailure> {
  const world = await startWorld();
  world.simulator.orderFault(fault);
  return await send(world);
}

test.each(forbidden)('403 $words: the person or chat cannot be reached', async (one) => {
  expect(await provoke(one)).toEqual({ kind: 'blocked', reason: `Forbidden: ${one.words}` });
});

const ADDRESS: Record<string, CallFailure['kind']> = {
  'chat not found': 'blocked',
  'chat_id is empty': 'blocked',
  'user not found': 'blocked',
  'group chat was upgraded to a supergroup chat': 'migrated',
  'message thread not found': 'unfit',
  TOPIC_CLOSED: 'unfit',
  'not enough rights to send text messages to the chat': 'unfit',
  'not enough rights to send photos to the chat': 'unfit',
};

test.each(address)('400 $words: this chat does not take it, whatever the message', async (one) => {
  expect((await provoke(one)).kind).toBe(ADDRESS[one.words]);
});

test('the new id of an upgraded group is read', async () => {
  const world = await startWorld();
  const newChatId = world.simulator.upgradeToSupergroup(-500);
  expect(await failureOf(world.url, 'sendMessage', { chat_id: -500, text })).toEqual({
    kind: 'migrated',
    chatId: newChatId,
  });
});

test.each(content)('400 $words: the message itself is refused', async (one) => {
  expect(await provoke(one)).toEqual({ kind: 'refused', reason: `Bad Request: ${one.words}` });
});

test.each(changing)('400 $words: what was to be changed is gone or as it should be', async (one) => {
  const isSame = one.words.startsWith('message is not modified');
  expect((await provoke(one)).kind).toBe(isSame ? 'not_modified' : 'gone');
});

const ORDERED: { status: number; description: string; kind: CallFailure['kind'] }[] = [
  { status: 400, description: 'Bad Request: private chat not found', kind: 'blocked' },
  { status: 400, description: 'Bad Request: have no write access to the chat', kind: 'blocked' },
  { status: 400, description: 'Bad Request: file is too big', kind: 'refused' },
  { status: 401, description: 'Unauthorized', kind: 'not_sent' },
  { status: 401, description: 'Unauthorized: invalid token specified', kind: 'not_sent' },
  { status: 404, description: 'Not Found', kind: 'not_sent' },
  { status: 404, description: 'Not Found: method not found', kind: 'not_sent' },
  {
    status: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    kind: 'not_sent',
  },
  {
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    kind: 'not_sent',
  },
  { status: 409, description: 'Conflict: terminated by setWebhook request', kind: 'not_sent' },
  { status: 421, description: 'Misdirected Request: unallowed token specified', kind: 'not_sent' },
  { status: 500, description: 'Internal Server Error: restart', kind: 'unknown' },
  { status: 502, description: 'Bad Gateway', kind: 'unknown' },
];

test.each(ORDERED)('$status $description is $kind', async ({ status, description, kind }) => {
  const failure = await underFault({ kind: 'status', status, description });
  expect(failure).toMatchObject({ kind, reason: description });
  if (failure.kind === 'unknown') expect(failure.isAnswered).toBe(true);
});

test('429 says how long to wait', async () => {
  expect(await underFault({ kind: 'too_many_requests', retryAfter: 10_072 })).toEqual({
    kind: 'too_many_requests',
    retryAfterMs: 10_072_000,
  });
});

describe('without a usable answer', () => {
  test.each<Fault>([
    { kind: 'drop_before' },
    { kind: 'drop_after' },
    { kind: 'truncated_json' },
    { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' },
  ])('under $kind nobody knows whether it was done, and no word of it holds the token', async (fault) => {
    const failure = await underFault(fault);
    expect(failure).toMatchObject({ kind: 'unknown', isAnswered: false });
    expect(JSON.stringify(failure)).not.toContain(token);
  });

  test('a refused connection and an unknown host surely sent nothing', async () => {
    // Port 1 is refused on every machine we know; the name is reserved never to exist.
    for (const url of ['http://127.0.0.1:1', 'http://nowhere.invalid']) {
      expect((await failureOf(url, 'sendMessage', { chat_id: ann.id, text })).kind).toBe('not_sent');
    }
  });
});
