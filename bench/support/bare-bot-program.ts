/**
 * What the product is measured against: a grammY bot that answers the same taps and keeps nothing. Prints "ready" with
 * the port it listens on (0 when it polls).
 */
import { run } from '@grammyjs/runner';
import fastify from 'fastify';
import { Bot, webhookCallback } from 'grammy';
import { openTelegram } from '../../src/telegram/api.ts';
import { answerTaps } from './bare-answers.ts';
import { TOKEN } from './stub-options.ts';

export interface BareBotOptions {
  apiRoot: string;
  client: 'undici' | 'stock';
  intake: 'polling' | 'webhook';
  secret: string;
}

const options = JSON.parse(process.argv[2] ?? '{}') as BareBotOptions;
const bot = new Bot(TOKEN, { client: { apiRoot: options.apiRoot } });
if (options.client === 'undici') Object.assign(bot, { api: openTelegram(TOKEN, options.apiRoot).api });
answerTaps(bot);
process.once('SIGTERM', () => process.exit(0));
await bot.init();
process.stdout.write(`ready ${await startIntake()}\n`);

async function startIntake(): Promise<number> {
  if (options.intake === 'polling') {
    run(bot);
    return 0;
  }
  const app = fastify();
  app.post('/telegram/webhook', webhookCallback(bot, 'fastify', { secretToken: options.secret }));
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
}
