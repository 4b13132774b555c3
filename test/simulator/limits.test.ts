import { expect, test } from 'vitest';
import { ann, oneButton, startWorld, token, wei, yard } from './harness.ts';

type Limit = { what: string; inside: object; beyond: object; words: string };

const button = (text: string) => ({ text, callback_data: 'd' });
const rows = (count: number, perRow: number) => {
  const buttons = Array.from({ length: count }, (_, index) => button(`b${index}`));
  const keyboard = [];
  for (let i = 0; i < count; i += perRow) keyboard.push(buttons.slice(i, i + perRow));
  return { inline_keyboard: keyboard };
};
const png = 'https://example.org/a.png';
const commands = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ command: `c${index}`, description: 'does it' }));

const textLimits: Limit[] = [
  {
    what: '4096 letters',
    inside: { text: 'x'.repeat(4096) },
    beyond: { text: 'x'.repeat(4097) },
    words: 'message is too long',
  },
  {
    what: '4096 Chinese signs',
    inside: { text: '邻'.repeat(4096) },
    beyond: { text: '邻'.repeat(4097) },
    words: 'message is too long',
  },
  {
    what: '4096 emoji',
    inside: { text: '🔔'.repeat(4096) },
    beyond: { text: '🔔'.repeat(4097) },
    words: 'message is too long',
  },
  {
    what: '4096 signs after parsing',
    inside: { text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' },
    beyond: { text: `<b>${'x'.repeat(4097)}</b>`, parse_mode: 'HTML' },
    words: 'message is too long',
  },
  {
    what: '32,768 raw bytes',
    inside: { text: `${'<b>'.repeat(4681)}${'</b>'.repeat(4681)}x`, parse_mode: 'HTML' },
    beyond: { text: `${'<b>'.repeat(4681)}${'</b>'.repeat(4681)}xx`, parse_mode: 'HTML' },
    words: 'text is too long',
  },
  {
    what: '64 bytes of callback data',
    inside: { text: 'a', reply_markup: oneButton('x'.repeat(64)) },
    beyond: { text: 'a', reply_markup: oneButton('x'.repeat(65)) },
    words: 'BUTTON_DATA_INVALID',
  },
  {
    what: '64 bytes of Chinese callback data',
    inside: { text: 'a', reply_markup: oneButton(`${'邻'.repeat(21)}x`) },
    beyond: { text: 'a', reply_markup: oneButton(`${'邻'.repeat(21)}xx`) },
    words: 'BUTTON_DATA_INVALID',
  },
  {
    what: '100 buttons',
    inside: { text: 'a', reply_markup: rows(100, 8) },
    beyond: { text: 'a', reply_markup: rows(101, 8) },
    words: 'reply markup is too long',
  },
  {
    what: '8 buttons a row',
    inside: { text: 'a', reply_markup: rows(8, 8) },
    beyond: { text: 'a', reply_markup: rows(9, 9) },
    words: 'reply markup is too long',
  },
];

test.each(textLimits)('sendMessage takes $what and not one more', async ({ inside, beyond, words }) => {
  const { call } = await startWorld();
  expect(await call('sendMessage', { chat_id: ann.id, ...inside })).toMatchObject({ ok: true });
  expect(await call('sendMessage', { chat_id: ann.id, ...beyond })).toMatchObject({
    error_code: 400,
    description: `Bad Request: ${words}`,
  });
});

test.each(['x', '邻', '🔔'])('a caption takes 1024 times %s and not one more', async (sign) => {
  const { call } = await startWorld();
  const photo = (count: number) =>
    call('sendPhoto', { chat_id: ann.id, photo: png, caption: sign.repeat(count) });
  expect(await photo(1024)).toMatchObject({ ok: true });
  expect(await photo(1025)).toMatchObject({ description: 'Bad Request: message caption is too long' });
});

test('a message keeps 100 entities and drops the rest', async () => {
  const { ok } = await startWorld();
  const entities = Array.from({ length: 101 }, (_, index) => ({
    type: 'bold',
    offset: index * 2,
    length: 1,
  }));
  const message = await ok<{ entities: object[] }>('sendMessage', {
    chat_id: ann.id,
    text: 'x '.repeat(101),
    entities,
  });
  expect(message.entities).toHaveLength(100);
});

test('the answer to a tap takes 200 signs and not one more', async () => {
  const { simulator, send, updates, call } = await startWorld();
  const { message_id } = await send(ann.id, 'a', { reply_markup: oneButton('d') });
  const tapped = simulator.tap(ann.id, ann.id, message_id, 'Yes');
  const [update] = await updates();
  const answer = (text: string) =>
    call('answerCallbackQuery', { callback_query_id: update?.callback_query?.id, text });
  expect(await answer('邻'.repeat(201))).toMatchObject({ description: 'Bad Request: MESSAGE_TOO_LONG' });
  expect(await answer('邻'.repeat(200))).toMatchObject({ ok: true });
  expect((await tapped)?.text).toHaveLength(200);
});

test('100 commands, names of 32 and descriptions of 256 signs are the most', async () => {
  const { call } = await startWorld();
  const set = (list: object[]) => call('setMyCommands', { commands: list });
  expect(await set(commands(100))).toMatchObject({ ok: true });
  expect(await set(commands(101))).toMatchObject({ ok: false });
  expect(await set([{ command: 'a'.repeat(32), description: '说'.repeat(256) }])).toMatchObject({ ok: true });
  expect(await set([{ command: 'a'.repeat(33), description: 'x' }])).toMatchObject({ ok: false });
  expect(await set([{ command: 'a', description: '说'.repeat(257) }])).toMatchObject({ ok: false });
  expect(await set([{ command: 'Upper', description: 'x' }])).toMatchObject({
    description: 'Bad Request: BOT_COMMAND_INVALID',
  });
});

test('an album takes 10 photos and a poll 12 options, not one more', async () => {
  const { call } = await startWorld();
  const album = (count: number) =>
    call('sendMediaGroup', {
      chat_id: ann.id,
      media: Array.from({ length: count }, () => ({ type: 'photo', media: png })),
    });
  expect(await album(10)).toMatchObject({ ok: true });
  expect(await album(11)).toMatchObject({ ok: false });
  const poll = (count: number) =>
    call('sendPoll', {
      chat_id: ann.id,
      question: 'When?',
      options: Array.from({ length: count }, (_, i) => ({ text: `${i}` })),
    });
  expect(await poll(12)).toMatchObject({ ok: true });
  expect(await poll(13)).toMatchObject({ ok: false });
});

test('the 31st message of a second is refused with 429, retry_after and the Retry-After header', async () => {
  const people = Array.from({ length: 31 }, (_, index) => ({
    id: 9000 + index,
    firstName: 'P',
    languageCode: 'en',
  }));
  // One limited second lasts a real minute, so that the test cannot be slow enough to pass.
  const { simulator, url } = await startWorld({ limits: { enforce: true, secondMs: 60_000 } });
  for (const person of people) {
    simulator.addPerson(person);
    simulator.open(person.id);
  }
  const statuses: number[] = [];
  let refused: { body: unknown; header: string | null } | undefined;
  for (const { id } of people) {
    const response = await fetch(`${url}/bot${token}/sendMessage?chat_id=${id}&text=hi`);
    statuses.push(response.status);
    if (response.status === 429)
      refused = { body: await response.json(), header: response.headers.get('retry-after') };
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(30);
  expect(refused).toEqual({
    body: {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    },
    header: '1',
  });
  expect(simulator.calls.filter(({ status }) => status === 200)).toHaveLength(30);
});

test('messages that are paid for have a limit of their own, far higher', async () => {
  const people = Array.from({ length: 40 }, (_, index) => ({
    id: 9000 + index,
    firstName: 'P',
    languageCode: 'en',
  }));
  const limits = { enforce: true, secondMs: 60_000, perSecondOverall: 5, perSecondPaid: 39 };
  const { simulator, call } = await startWorld({ limits });
  const codes: (number | undefined)[] = [];
  for (const person of people) {
    simulator.addPerson(person);
    simulator.open(person.id);
    const paid = { chat_id: person.id, text: 'hi', allow_paid_broadcast: true };
    const { ok, error_code: code } = await call('sendMessage', paid);
    codes.push(ok ? 200 : code);
  }
  expect(codes).toEqual([...Array.from({ length: 39 }, () => 200), 429]);
  expect(await call('sendMessage', { chat_id: people[0]?.id, text: 'free' })).toMatchObject({ ok: true });
});

test('a group takes 20 messages a minute, a person short bursts at one a second', async () => {
  const { call } = await startWorld({ limits: { enforce: true, secondMs: 60_000 } });
  const codes = async (chatId: number, count: number) => {
    const statuses = [];
    for (let i = 0; i < count; i += 1) {
      const { ok, error_code: code } = await call('sendMessage', { chat_id: chatId, text: `${i}` });
      statuses.push(ok ? 200 : code);
    }
    return statuses;
  };
  expect(await codes(yard.id, 21)).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
  expect(await codes(wei.id, 4)).toEqual([200, 200, 200, 429]);
});

test('limits bite only when they are enforced, and let go when the time has passed', async () => {
  const { simulator, call } = await startWorld();
  const send = () => call('sendMessage', { chat_id: ann.id, text: 'hi' });
  for (let i = 0; i < 40; i += 1) expect(await send()).toMatchObject({ ok: true });
  simulator.setLimits({ enforce: true, secondMs: 40 });
  let refusals = 0;
  for (let i = 0; i < 8; i += 1) if (!(await send()).ok) refusals += 1;
  expect(refusals).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await send()).toMatchObject({ ok: true });
});
