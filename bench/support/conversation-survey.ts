/**
 * A survey as one writes it with @grammyjs/conversations: question after question in a function that waits. Buttons carry
 * the data that the stub's residents know, and the calls a tap are those of the product: answer, edit, next question.
 */
import type { Conversation, ConversationFlavor } from '@grammyjs/conversations';
import { type Context, InlineKeyboard } from 'grammy';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from '../../src/domain/survey.ts';

export type SurveyContext = ConversationFlavor<Context>;
type Talk = Conversation<SurveyContext, Context>;

/** What was chosen, by question; of a repeated one by question and option. */
export type Chosen = Record<string, string[]>;

/** Asks the questions in their order, asks whether to send, and hands the answers over. */
export function surveyConversation(
  definition: SurveyDefinition,
  save: (chatId: number, survey: string, answers: Chosen) => Promise<void>,
) {
  return async (talk: Talk, ctx: Context, survey: string): Promise<void> => {
    const answers: Chosen = {};
    for (const [index, question] of definition.questions.entries()) {
      const title = `${index + 1}/${definition.questions.length}\n${question.text.en}`;
      if (question.repeat_for) {
        for (const code of answers[question.repeat_for] ?? [])
          answers[`${question.id}:${code}`] = await askOne(talk, ctx, survey, question, title);
      } else if (question.type === 'multi') {
        answers[question.id] = await askSeveral(talk, ctx, survey, question, title);
      } else {
        answers[question.id] = await askOne(talk, ctx, survey, question, title);
      }
    }
    const review = Object.entries(answers).map(([id, codes]) => `${id}: ${codes.join(', ')}`);
    await ctx.reply(review.join('\n'), {
      reply_markup: new InlineKeyboard().text('Send', `survey:send:${survey}`),
    });
    const sent = await talk.waitForCallbackQuery(/^survey:send:/);
    await sent.answerCallbackQuery();
    await sent.editMessageText(`✔\n${review.join('\n')}`);
    await talk.external(async () => await save(ctx.chatId ?? 0, survey, answers));
    await ctx.reply('Thank you!');
  };
}

/** One option, or for an open question the [Skip] button. */
async function askOne(
  talk: Talk,
  ctx: Context,
  survey: string,
  question: SurveyQuestion,
  title: string,
): Promise<string[]> {
  const keyboard = new InlineKeyboard();
  for (const option of question.options ?? []) row(keyboard, option, `survey:tap:${survey}:${question.id}`);
  await ctx.reply(title, { reply_markup: keyboard.text('Skip', `survey:skip:${survey}:${question.id}`) });
  const press = await talk.waitForCallbackQuery(/^survey:(tap|skip):/);
  const [, verb, , , code = ''] = press.callbackQuery.data.split(':');
  const codes = verb === 'tap' ? [code] : [];
  await press.answerCallbackQuery();
  await press.editMessageText(`${title}\n✔ ${codes.join()}`);
  return codes;
}

async function askSeveral(
  talk: Talk,
  ctx: Context,
  survey: string,
  question: SurveyQuestion,
  title: string,
): Promise<string[]> {
  const codes: string[] = [];
  const keyboard = () => {
    const rows = new InlineKeyboard();
    for (const option of question.options ?? [])
      row(rows, option, `survey:${codes.includes(option.code) ? 'off' : 'on'}:${survey}:${question.id}`);
    return codes.length > 0 ? rows.text('Done', `survey:done:${survey}:${question.id}`) : rows;
  };
  await ctx.reply(title, { reply_markup: keyboard() });
  for (;;) {
    const press = await talk.waitForCallbackQuery(/^survey:(on|off|done):/);
    const [, verb, , , code = ''] = press.callbackQuery.data.split(':');
    await press.answerCallbackQuery();
    if (verb === 'done') {
      await press.editMessageText(`${title}\n✔ ${codes.join()}`);
      return codes;
    }
    if (verb === 'on') codes.push(code);
    else codes.splice(codes.indexOf(code), 1);
    await press.editMessageText(title, { reply_markup: keyboard() });
  }
}

function row(keyboard: InlineKeyboard, option: SurveyOption, data: string): void {
  keyboard.text(option.label.en ?? option.code, `${data}:${option.code}`).row();
}
