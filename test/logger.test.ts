import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from '../src/logger.ts';

const TOKEN = '7000000002:canary-token-canary-token-canary-00';

function linesOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  const sink = new PassThrough();
  write(createLogger('info', sink));
  return String(sink.read() ?? '');
}

test('a token never reaches the log, wherever it hides', () => {
  const text = linesOf((log) => {
    const cause = new Error(`request to https://api.telegram.org/bot${TOKEN}/sendMessage failed`);
    log.error(
      { err: new Error(`wrapped: ${TOKEN}`, { cause }), url: `/bot${TOKEN}/getMe` },
      `about ${TOKEN}`,
    );
  });
  expect(text).toContain('<bot-token>');
  expect(text).not.toContain('canary');
});

test('a database password never reaches the log', () => {
  const text = linesOf((log) => log.warn({ url: 'postgres://app:hunter2@db:5432/x' }, 'away'));
  expect(text).toContain('postgres://app:<password>@db');
  expect(text).not.toContain('hunter2');
});

test('an error is logged by name, code and place, without its other fields', () => {
  const error = Object.assign(new TypeError('broken'), {
    code: 'E_X',
    update: { message: { text: 'private words' } },
  });
  const text = linesOf((log) => log.error({ err: error }, 'failed'));
  expect(text).toContain('"code":"E_X"');
  expect(text).toContain('logger.test.ts');
  expect(text).not.toContain('private words');
});
