import { type Logger, pino } from 'pino';

export type { Logger };

/** What a Telegram bot token looks like; also matches inside URLs and error messages. */
const BOT_TOKEN = /\d{6,}:[A-Za-z0-9_-]{30,}/g;
const URL_PASSWORD = /(\w+:\/\/[^\s:/@]+:)[^\s@]+@/g;

/**
 * JSON lines on stderr, so that stdout stays for people. Tokens and passwords are taken out of the finished line, which
 * also catches those inside nested errors. Errors are reduced to name, code and message: their other fields may hold
 * what a resident wrote.
 */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      hooks: { streamWrite: redact },
    },
    destination,
  );
}

/** The text without bot tokens and without passwords in URLs. */
function redact(text: string): string {
  return text.replace(BOT_TOKEN, '<bot-token>').replace(URL_PASSWORD, '$1<password>@');
}

interface ErrorFacts {
  name: string;
  message: string;
  code?: string;
  stack?: string;
}

function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error };
  const facts: ErrorFacts = { name: error.name, message: redact(error.message) };
  if ('code' in error) facts.code = String(error.code);
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  if (frames && frames.length > 0) facts.stack = frames.slice(0, 8).join('\n');
  return facts;
}
