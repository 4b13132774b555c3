import type { Composer } from 'grammy';
import { type Response, saveFlow } from '../../db/responses.ts';
import { type Survey, isTakingAnswers } from '../../db/surveys.ts';
import { easyOptionOf, replyToOption } from '../../domain/easy-mode.ts';
import { type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { type Step, findStep } from '../../domain/question-steps.ts';
import type { SurveyOption } from '../../domain/survey.ts';
import { easyRepliedContent } from '../../telegram/views/easy.ts';
import { stepOfArgument } from '../../telegram/views/survey.ts';
import { yesOrNo } from '../../text/yes-words.ts';
import type { BotContext } from '../context.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { answerSurvey } from './answer-survey.ts';
import { beginResponse } from './begin-response.ts';
import { holdResponse } from './hold-response.ts';
import { type Origin, ask, askAgain, closeCopies, pressOf, readerOf } from './show-answer.ts';
import { onSurvey, sayEnded, sayMixed } from './show-survey.ts';
import { onResponse } from './on-response.ts';

/** [Big steps]: one option a message with Yes and No, four questions at most. */
export function easySteps(): Composer<BotContext> {
  return onButtons('easy', {
    start: onSurvey(startEasy),
    yes: onOption(true),
    no: onOption(false),
  });
}

/** Yes or no in words, at a step that asks for it; false: the text means something else. */
export async function hearYesOrNo(ctx: BotContext, response: Response, text: string): Promise<boolean> {
  const said = response.manner.style === 'easy' ? yesOrNo(text) : undefined;
  const asked = said && askedOption(response);
  if (!asked) return false;
  await answer(ctx, response, asked, said === 'yes', { kind: 'typed' });
  return true;
}

async function startEasy(ctx: ButtonContext, survey: Survey, place?: string): Promise<void> {
  const { now, t, resident } = ctx.scope;
  if (!resident) return;
  if (!isTakingAnswers(survey, now)) {
    dropPressedKeyboard(ctx);
    toast(ctx, t('survey-ended-toast'));
    return sayEnded(ctx, survey, false);
  }
  const start = { mode: 'self' as const, style: 'easy' as const, ...(place && { place }) };
  // Whoever has begun already goes on as they began: no answer is lost.
  const response =
    (await beginResponse(ctx, survey, start)) ?? (await holdResponse(ctx, { surveyId: survey.id }));
  if (response?.isMixed) return sayMixed(ctx);
  if (response) askAgain(ctx, response, pressOf(ctx));
}

interface AskedOption {
  step: Step;
  option: SurveyOption;
}

/** The option the response waits for; undefined at an open question and at the review. */
function askedOption({ definition, flow }: Response): AskedOption | undefined {
  const step = findStep(definition, flow.answers, flow.position);
  const option = step && easyOptionOf(step, flow.easyOption);
  return step && option && { step, option };
}

function onOption(isYes: boolean) {
  return onResponse(async (ctx, response, [argument = '', code = '']) => {
    const asked = askedOption(response);
    const isAsked = asked?.step.key === stepOfArgument(argument) && asked.option.code === code;
    if (isAsked && response.manner.style === 'easy')
      return await answer(ctx, response, asked, isYes, pressOf(ctx));
    toast(ctx, ctx.scope.t('survey-toast-noted'));
    // A second tap is no news; an older message is answered by where they are now.
    if (response.questionMessageId !== ctx.callbackQuery.message?.message_id) dropPressedKeyboard(ctx);
  });
}

async function answer(
  ctx: BotContext,
  response: Response,
  { step, option }: AskedOption,
  isYes: boolean,
  origin: Origin,
): Promise<void> {
  const { t } = ctx.scope;
  const before = response.flow.answers.get(step.key);
  const { events, next, isAnotherRound } = replyToOption(step, before, option, isYes);
  if (next === undefined) return await answerSurvey(ctx, response, events, origin);
  const flow = await keep(ctx, response, events, next);
  closeCopies(ctx, response, origin, easyRepliedContent(option, isYes, readerOf(ctx)));
  ask(ctx, { ...response, flow }, isAnotherRound ? t('easy-once-more') : undefined);
}

/** Stores ticks without going on: the step asks about its next option. */
async function keep({ scope }: BotContext, response: Response, events: FlowEvent[], easyOption: string) {
  const decision = applyEvents(response.definition, response.flow, events);
  const changed = 'changed' in decision ? decision.changed : undefined;
  const flow = { ...decision.flow, easyOption };
  await saveFlow(scope.tx, response, flow, changed, scope.now);
  return flow;
}
