import type { InlineKeyboardButton } from 'grammy/types';
import { type Response, questionPost } from '../../db/responses.ts';
import { fold } from '../../domain/plain-words.ts';
import { findStep, isOpenStep } from '../../domain/question-steps.ts';
import { parseCallbackData } from '../../telegram/callback-data.ts';
import { deleteContent } from '../../telegram/views/survey-invitation.ts';
import { changeContent, currentContent, receivedContent } from '../../telegram/views/survey.ts';
import { askNumber } from '../call-request.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { answerSurvey } from './answer-survey.ts';
import { type Origin, closeCopies, readerOf } from './show-answer.ts';
import { STEP_BUTTONS, stepEvent } from './step-buttons.ts';

const TYPED: Origin = { kind: 'typed' };

/** Options are left out: typed options are read by what they mean, and never untick. */
const MOVES = ['done', 'skip', 'back', 'again', 'send'] as const;

/** Whoever types what stands on a button means the button; false: no button is called so. */
export async function hearLabel(ctx: BotContext, response: Response, text: string): Promise<boolean> {
  const said = fold(text);
  const found = buttonsOf(ctx, response).find((button) => said !== '' && fold(button.text) === said);
  if (!found || !('callback_data' in found)) return false;
  const { noun, verb, args } = parseCallbackData(found.callback_data);
  const move = MOVES.find((candidate) => candidate === verb);
  if (noun === 'call') await askNumber(ctx, args);
  else if (noun !== 'survey') return false;
  else if (move) await answerSurvey(ctx, response, [stepEvent(STEP_BUTTONS[move], args.slice(1))], TYPED);
  else if (verb === 'pick') showChanges(ctx, response);
  else if (verb === 'delete') instead(ctx, response, deleteContent(response, readerOf(ctx)));
  else return false;
  return true;
}

/** Every answer to choose from, as a message of its own below what was typed. */
export function showChanges(ctx: BotContext, response: Response): void {
  instead(ctx, response, changeContent(response, readerOf(ctx)));
}

function instead(ctx: BotContext, response: Response, content: ReturnType<typeof changeContent>): void {
  closeCopies(ctx, response, TYPED);
  reply(ctx, content, questionPost(response.id));
}

/** The buttons of what the response waits for, and those under "Got it" at an open question. */
function buttonsOf(ctx: BotContext, response: Response): InlineKeyboardButton[] {
  const { definition, flow } = response;
  const reader = readerOf(ctx);
  const step = findStep(definition, flow.answers, flow.position);
  const hasReceived = step && isOpenStep(step) && flow.answers.has(step.key);
  const shown = [
    currentContent(response, reader),
    ...(hasReceived ? [receivedContent(response, step, '', reader)] : []),
  ];
  return shown.flatMap(({ keyboard }) => keyboard?.flat() ?? []);
}
