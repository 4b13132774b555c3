import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { t } from '../src/telegram/i18n.ts';
import { startSimulator } from '../src/simulator/server.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { startYardbell } from './support/processes.ts';

const TOKEN = '7000000003:test-token-test-token-test-token-00';

function dataDir(): string {
  return mkdtempSync(join(tmpdir(), 'yardbell-main-'));
}

const urlIn = (line: string) => /http:\/\/\S+/.exec(line)?.[0] ?? '';

test('a faulty configuration ends with 78 and every fault in plain words', async () => {
  const run = startYardbell({ BOT_TOKEN: 'x', PORT: 'door', PROCESS_ROLE: 'bot' });
  expect((await run.ended).code).toBe(78);
  const said = run.logs.join('\n');
  for (const name of ['BOT_TOKEN', 'PORT']) expect(said).toContain(`  - ${name}`);
});

test('a port that is taken is said, with what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const run = startYardbell({ PORT: String(port), DATA_DIR: dataDir() });
  expect((await run.ended).code).toBe(78);
  expect(run.logs.join('\n')).toContain(`PORT ${port} is taken by another program`);
  other.close();
});

test('a token that Telegram refuses ends with 78', async () => {
  const telegram = await startSimulator({
    botToken: TOKEN,
    bot: { id: 7, firstName: 'B', username: 'OtherBot' },
  });
  const wrong = `${TOKEN.slice(0, -1)}9`;
  const env = {
    BOT_TOKEN: wrong,
    ADMIN_IDS: '1',
    TELEGRAM_API_ROOT: telegram.url,
    PORT: '0',
    DATA_DIR: dataDir(),
  };
  const run = startYardbell(env);
  expect((await run.ended).code).toBe(78);
  const said = run.logs.join('\n');
  expect(said).toContain('BOT_TOKEN is refused by Telegram');
  expect(said).not.toContain(wrong);
  await telegram.close();
});

test('a database that does not answer is said in plain words', async () => {
  const run = startYardbell({ DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/none', PORT: '0' });
  expect((await run.ended).code).toBe(69);
  const said = run.logs.join('\n');
  expect(said).toContain('the database of DATABASE_URL does not answer');
  expect(said).not.toContain('hunter2');
});

describe('practice mode', () => {
  const directory = dataDir();

  test('starts with nothing prepared, stops in order, and goes on where it was', async () => {
    const first = startYardbell({ PORT: '0', DATA_DIR: directory });
    const address = urlIn(await first.waitForLine(/^ready/));
    const api = address.replace('/practice', '/practice/api');
    expect((await fetch(address)).status).toBe(200);
    await post(`${api}/start`, { as: 1004, payload: 'c-xinghua' });
    await until(async () => (await textsOf(api, 1004)).some((text) => text.includes('Elija su idioma')));
    expect((await first.stop()).code).toBe(0);

    const second = startYardbell({ PORT: '0', DATA_DIR: directory });
    const again = urlIn(await second.waitForLine(/^ready/)).replace('/practice', '/practice/api');
    expect(await textsOf(again, 1004)).toEqual(expect.arrayContaining(['/start c-xinghua']));
    await post(`${again}/send`, { as: 1004, chat: 1004, text: 'hello' });
    await until(async () => (await textsOf(again, 1004)).length >= 4);

    const third = startYardbell({ PORT: '0', DATA_DIR: directory });
    expect((await third.ended).code).toBe(1);
    expect(third.logs.join('\n')).toContain('another Yardbell is already running');
    expect((await second.stop()).code).toBe(0);
  }, 60_000);
});

describe('several processes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => await database.drop());

  test('one bot polls at a time; when it is killed another takes over and nothing is lost', async () => {
    const telegram = await startSimulator({
      botToken: TOKEN,
      bot: { id: 7, firstName: 'B', username: 'TwoBots' },
    });
    telegram.simulator.addPerson({ id: 9, firstName: 'Nine', languageCode: 'es' });
    const env = {
      BOT_TOKEN: TOKEN,
      ADMIN_IDS: '1',
      TELEGRAM_API_ROOT: telegram.url,
      DATABASE_URL: database.url,
      PORT: '0',
      PROCESS_ROLE: 'bot',
    };
    const one = startYardbell(env);
    await one.waitForLine(/^ready/);
    const two = startYardbell(env);
    await two.waitForLine(/^ready/);
    telegram.simulator.open(9);
    const heard = (count: number) => () =>
      telegram.simulator.messages(9).filter((message) => message.text?.includes(t('es', 'language-question')))
        .length === count;
    await telegram.simulator.waitFor(heard(1), { timeoutMs: 10_000, what: 'the first bot to answer' });
    await one.kill9();
    telegram.simulator.sendText(9, 9, 'hola');
    await telegram.simulator.waitFor(heard(2), { timeoutMs: 20_000, what: 'the second bot to answer' });
    expect((await two.stop()).code).toBe(0);
    await telegram.close();
  }, 60_000);
});

async function post(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

async function textsOf(api: string, person: number): Promise<string[]> {
  const answer = await fetch(`${api}/chat?as=${person}&chat=${person}`);
  const { messages } = (await answer.json()) as { messages: { text?: string }[] };
  return messages.map((message) => message.text ?? '');
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to pass in 10 s');
}
