/** Answers survey taps with the same API calls and the same texts as the product, prepared beforehand, keeping nothing. */
import type { Bot } from 'grammy';
import type { Locale } from '../../src/domain/locale.ts';
import { applyEvent, startFlow } from '../../src/domain/question-flow.ts';
import { findStep } from '../../src/domain/question-steps.ts';
import { NO_ANSWER } from '../../src/domain/survey.ts';
import type { Content } from '../../src/telegram/effect.ts';
import { translator } from '../../src/telegram/i18n.ts';
import { options as messageOptions } from '../../src/telegram/perform.ts';
import { answeredContent, currentContent } from '../../src/telegram/views/survey.ts';
import { FIRST_CHAT } from './stub-options.ts';
import { tapSurvey } from './tap-survey.ts';

/** What follows a tap: the answered question, and the next one. */
interface Answered {
  edited: Content;
  next: Content;
}

export function answerTaps(bot: Bot): void {
  const answersIn = (['zh', 'en', 'es'] as const).map(prepareAnswers);
  bot.on('callback_query:data', async (ctx) => {
    const { id, data, message, from } = ctx.callbackQuery;
    const [, , responseId = '', step = ''] = data.split(':');
    const answered = answersIn[(from.id - FIRST_CHAT) % answersIn.length]?.get(step);
    if (!answered || !message) return;
    const { edited, next } = answered;
    // Through the bot: the context's Api is a new one an update, over the stock client whatever the bot has.
    await bot.api.answerCallbackQuery(id);
    await bot.api.editMessageText(from.id, message.message_id, edited.text, extras(edited, responseId));
    await bot.api.sendMessage(from.id, next.text, extras(next, responseId));
  });
}

/** Everything the survey can say in a language, found by answering it once. */
function prepareAnswers(locale: Locale): Map<string, Answered> {
  const definition = tapSurvey();
  const reader = { locale, t: translator(locale) };
  const answers = new Map<string, Answered>();
  let flow = startFlow(definition);
  for (const { id, options: choices } of definition.questions) {
    const code = choices?.[0]?.code ?? '';
    const outcome = applyEvent(definition, flow, { kind: 'choose', step: id, code });
    const step = findStep(definition, flow.answers, id);
    if (outcome.kind !== 'moved' || !step) throw new Error(`"${id}" is not answered by one tap`);
    flow = outcome.flow;
    const response = { id: 0, definition, flow };
    const answer = flow.answers.get(id) ?? NO_ANSWER;
    answers.set(id, {
      edited: answeredContent(response, step, answer, reader),
      next: currentContent(response, reader),
    });
  }
  return answers;
}

/** The rest of a message, its buttons turned into those of this response. */
function extras(content: Content, responseId: string) {
  const keyboard = content.keyboard?.map((row) =>
    row.map((button) =>
      'callback_data' in button
        ? { ...button, callback_data: ofResponse(button.callback_data, responseId) }
        : button,
    ),
  );
  return messageOptions({ ...content, ...(keyboard && { keyboard }) });
}

function ofResponse(data: string, responseId: string): string {
  const [noun = '', verb = '', , ...args] = data.split(':');
  return [noun, verb, responseId, ...args].join(':');
}
