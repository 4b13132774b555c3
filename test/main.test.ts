import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { t } from '../src/telegram/i18n.ts';
import { openDatabase } from '../src/db/client.ts';
import { importCommunities } from '../src/db/communities.ts';
import { chooseLocale, ensureResident, joinCommunity, recordConsent } from '../src/db/residents.ts';
import { startSimulator } from '../src/simulator/server.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { startYardbell } from './support/processes.ts';
import { testRedisUrl } from './support/redis.ts';

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

test('bot, worker and web as three processes on one database carry an invitation from staff to a resident', async () => {
  const database = await createTestDatabase();
  const telegram = await startSimulator({
    botToken: TOKEN,
    bot: { id: 7, firstName: 'B', username: 'ThreeRoles' },
  });
  const { simulator } = telegram;
  for (const id of [21, 22]) simulator.addPerson({ id, firstName: `P${id}`, languageCode: 'en' });
  await addStaffAndResident(database.url);
  const redisUrl = testRedisUrl();
  const env = {
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: '1',
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_URL: database.url,
    PORT: '0',
    ...(redisUrl && { REDIS_URL: redisUrl }),
  };
  const processes = ['bot', 'worker', 'web'].map((role) => startYardbell({ ...env, PROCESS_ROLE: role }));
  const addresses = await Promise.all(processes.map(async (run) => urlIn(await run.waitForLine(/^ready/))));
  for (const address of addresses) expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  for (const id of [21, 22]) simulator.open(id);
  simulator.sendText(21, 21, '/survey');
  for (const label of ['New survey', 'What our community needs', 'Open and invite', 'Yes, open']) {
    const message = await simulator.waitFor(
      () =>
        simulator
          .messages(21)
          .findLast((one) =>
            one.reply_markup?.inline_keyboard.flat().some(({ text }) => text.startsWith(label)),
          ),
      { timeoutMs: 10_000, what: label },
    );
    await simulator.tap(21, 21, message.message_id, label);
  }
  const invited = () =>
    simulator.messages(22).some((message) => message.text?.includes('What our community needs'));
  await simulator.waitFor(invited, { timeoutMs: 20_000, what: 'the invitation' });
  for (const run of processes) expect((await run.stop()).code).toBe(0);
  await telegram.close();
  await database.drop();
}, 90_000);

async function addStaffAndResident(url: string): Promise<void> {
  const db = openDatabase(url, 1);
  const now = new Date();
  const names = { name_zh: '兴华', name_en: 'Xinghua', name_es: 'Xinghua' };
  // A zone in which it is noon now: the test must not fall into anybody's quiet hours.
  const hoursToNoon = 12 - now.getUTCHours();
  const zone = `Etc/GMT${hoursToNoon > 0 ? '-' : '+'}${Math.abs(hoursToNoon)}`;
  const counts = { households: null, residents_registered: null, residents_migrant: null };
  await importCommunities(db, [{ code: 'xinghua', ...names, time_zone: zone, ...counts }], now);
  const { id: communityId } = await db.selectFrom('communities').select('id').executeTakeFirstOrThrow();
  for (const telegramId of [21, 22]) {
    await chooseLocale(db, telegramId, 'en', now);
    const residentId = await ensureResident(db, telegramId, 'en', now);
    await recordConsent(db, residentId, 'community', 1, now);
    await joinCommunity(db, residentId, communityId, now);
    if (telegramId === 22) continue;
    const role = {
      resident_id: residentId,
      role: 'staff' as const,
      community_id: communityId,
      granted_at: now,
    };
    await db.insertInto('roles').values(role).execute();
  }
  await db.destroy();
}

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
