import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const TOKEN = '123456789:AAexample-example-example-example-00';

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('without anything set it is practice mode with every role', () => {
  const config = readConfig({});
  expect(config.telegram).toEqual({ kind: 'practice' });
  expect(config.roles).toEqual(['bot', 'worker', 'web']);
  expect([config.port, config.host, config.sendRate]).toEqual([3000, '127.0.0.1', 25]);
});

test('all faults are told at once, each by the name of its variable', () => {
  const faults = faultsOf({
    BOT_TOKEN: 'nonsense',
    DATABASE_URL: 'mysql://x',
    PORT: '99999',
    DEFAULT_TIME_ZONE: 'Mars/Olympus',
    DEFAULT_LOCALE: 'fr',
    PROCESS_ROLE: 'bot,boss',
    SEND_RATE: 'fast',
  });
  const named = faults.map((fault) => fault.split(' ')[0]).toSorted();
  expect(named).toEqual(
    [
      'BOT_TOKEN',
      'DATABASE_URL',
      'DEFAULT_LOCALE',
      'DEFAULT_TIME_ZONE',
      'PORT',
      'PROCESS_ROLE',
      'SEND_RATE',
    ].toSorted(),
  );
});

test('a token is never repeated in a fault', () => {
  const faults = faultsOf({ BOT_TOKEN: '12:secret-but-malformed' });
  expect(faults.join()).not.toContain('secret');
});

test('a bot needs its first officers, a webhook its address, separate roles a shared database', () => {
  expect(faultsOf({ BOT_TOKEN: TOKEN })[0]).toMatch(/^ADMIN_IDS is missing/);
  expect(faultsOf({ BOT_TOKEN: TOKEN, ADMIN_IDS: '1', WEBHOOK_SECRET: 'x'.repeat(32) })[0]).toMatch(
    /^PUBLIC_URL/,
  );
  expect(faultsOf({ PROCESS_ROLE: 'worker' })[0]).toMatch(/^DATABASE_URL is missing/);
});

test('a webhook secret that is short or empty is refused', () => {
  const base = { BOT_TOKEN: TOKEN, ADMIN_IDS: '1', PUBLIC_URL: 'https://bell.example' };
  expect(faultsOf({ ...base, WEBHOOK_SECRET: 'short' })[0]).toMatch(/^WEBHOOK_SECRET must be 32/);
  const config = readConfig({ ...base, WEBHOOK_SECRET: '' });
  expect(config.telegram.kind === 'real' && config.telegram.webhook).toBeUndefined();
});

test('secrets may come as files; a file that cannot be read is a fault', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'secret-')), 'token');
  writeFileSync(file, `${TOKEN}\n`);
  const config = readConfig({ BOT_TOKEN_FILE: file, ADMIN_IDS: '5, 6' });
  expect(config.telegram).toMatchObject({ token: TOKEN, adminIds: [5, 6] });
  expect(faultsOf({ BOT_TOKEN_FILE: '/no/such/file' })[0]).toContain(
    'BOT_TOKEN_FILE names a file that cannot be read',
  );
  expect(faultsOf({ BOT_TOKEN: TOKEN, BOT_TOKEN_FILE: file, ADMIN_IDS: '1' })[0]).toContain('keep one');
});
