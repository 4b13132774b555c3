/** A grammY bot whose surveys are conversations, kept in PostgreSQL. Prints "ready". */
import { conversations, createConversation } from '@grammyjs/conversations';
import { run, sequentialize } from '@grammyjs/runner';
import { Bot } from 'grammy';
import pg from 'pg';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { openTelegram } from '../../src/telegram/api.ts';
import { type SurveyContext, surveyConversation } from './conversation-survey.ts';
import { TOKEN } from './stub-options.ts';

const CONNECTIONS = 10;
const [apiRoot = '', databaseUrl = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
await pool.query(`
  create table conversations (key text primary key, state jsonb not null);
  create table results (chat_id bigint, survey text, answers jsonb, primary key (chat_id, survey))`);

const definition = findTemplate('general_needs');
if (!definition) throw new Error('there is no ready survey general_needs');
// The product's own HTTP client, which is several times faster than grammY's.
const bot = new Bot<SurveyContext>(TOKEN, { client: openTelegram(TOKEN, apiRoot).api.options ?? {} });
bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.use(
  conversations({
    storage: {
      type: 'key',
      adapter: {
        read: async (key) => {
          const { rows } = await pool.query<{ state: never }>({
            name: 'read',
            text: 'select state from conversations where key = $1',
            values: [key],
          });
          return rows[0]?.state;
        },
        write: async (key, state) => {
          const text = `insert into conversations values ($1, $2)
            on conflict (key) do update set state = excluded.state`;
          await pool.query({ name: 'write', text, values: [key, JSON.stringify(state)] });
        },
        delete: async (key) => {
          await pool.query({
            name: 'delete',
            text: 'delete from conversations where key = $1',
            values: [key],
          });
        },
      },
    },
  }),
);
const survey = surveyConversation(definition, async (chatId, code, answers) => {
  const text = 'insert into results values ($1, $2, $3) on conflict do nothing';
  await pool.query({ name: 'save', text, values: [chatId, code, JSON.stringify(answers)] });
});
bot.use(createConversation(survey, 'survey'));
bot.callbackQuery(/^survey:start:(.+)$/, async (ctx) => {
  await ctx.answerCallbackQuery();
  await ctx.editMessageReplyMarkup();
  await ctx.conversation.enter('survey', ctx.match[1]);
});
bot.catch(({ error }) => process.stderr.write(`${String(error)}\n`));
process.once('SIGTERM', () => process.exit(0));
await bot.init();
run(bot);
process.stdout.write('ready\n');
