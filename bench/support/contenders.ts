/** A bot and its own Telegram, ready to be tapped. */
import type { BareBotOptions } from './bare-bot-program.ts';
import { type Program, startProgram } from './programs.ts';
import { STAFF_CHAT, type StubOptions, TOKEN } from './stub-options.ts';
import { type TelegramStub, startStub } from './telegram-stub.ts';

export interface Contender {
  stub: TelegramStub;
  bot: Program;
  stop(): Promise<void>;
}

export type Way = 'polling' | 'webhook';

const SECRET = 'bench-secret-bench-secret-bench-secret';

/** The product as people run it. */
export async function startProduct(
  databaseUrl: string,
  stubOptions: StubOptions,
  way: Way,
  env: Record<string, string> = {},
): Promise<Contender> {
  const stub = await startStub(stubOptions);
  const bot = await spawnProduct(databaseUrl, stub, way, env);
  return { stub, bot, stop: () => stopBoth(stub, bot) };
}

/** Starts the product against this stub; resolves when it is ready. */
export async function spawnProduct(
  databaseUrl: string,
  stub: TelegramStub,
  way: Way,
  env: Record<string, string> = {},
): Promise<Program> {
  const bot = startProgram('src/main.ts', [], {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: stub.apiRoot,
    ADMIN_IDS: String(STAFF_CHAT),
    DATABASE_URL: databaseUrl,
    PORT: '0',
    LOG_LEVEL: 'error',
    // Its residents tap faster than people do; the stub of Telegram does not mind.
    CHAT_RATE: '1000',
    ...(way === 'webhook' && { WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'https://bench.invalid' }),
    ...env,
  });
  const web = await bot.line(/^web /);
  await bot.line(/^ready/);
  if (way === 'webhook') await stub.postTo(Number(/:(\d+)\b/.exec(web)?.[1]), SECRET);
  return bot;
}

/** A grammY bot that answers the same taps and keeps nothing. */
export async function startBareBot(
  stubOptions: StubOptions,
  way: Way,
  client: BareBotOptions['client'],
): Promise<Contender> {
  const stub = await startStub(stubOptions);
  const options: BareBotOptions = { apiRoot: stub.apiRoot, client, intake: way, secret: SECRET };
  const bot = startProgram('bench/support/bare-bot-program.ts', [JSON.stringify(options)], {});
  const ready = await bot.line(/^ready \d+/);
  if (way === 'webhook') await stub.postTo(Number(ready.slice('ready '.length)), SECRET);
  return { stub, bot, stop: () => stopBoth(stub, bot) };
}

async function stopBoth(stub: TelegramStub, bot: Program): Promise<void> {
  await bot.stop();
  await stub.stop();
}
