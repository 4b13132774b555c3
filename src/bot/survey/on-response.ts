import { takeEndedQuestion } from '../../db/own-responses.ts';
import type { Response } from '../../db/responses.ts';
import { isInterviewerIn } from '../../domain/role.ts';
import { isInterview } from '../../domain/survey.ts';
import { readId } from '../arguments.ts';
import type { BotContext } from '../context.ts';
import { type ButtonContext, dropPressedKeyboard, toast } from '../route.ts';
import { holdResponse } from './hold-response.ts';
import { sayEnded, sayMixed } from './show-survey.ts';

/** A button of a response: it must belong to the presser, and its survey must still be open. */
export function onResponse(
  handle: (ctx: ButtonContext, response: Response, args: string[]) => Promise<void>,
) {
  return async (ctx: ButtonContext, [argument, ...args]: string[]) => {
    const { t, tx, now, resident } = ctx.scope;
    const id = readId(argument);
    const response = id ? await holdResponse(ctx, { id }) : undefined;
    const closed = response && whyClosed(ctx, response);
    if (closed !== undefined) {
      dropPressedKeyboard(ctx);
      return toast(ctx, closed);
    }
    if (response?.isOpen && response.isMixed) return sayMixed(ctx);
    if (response?.isOpen) return await handle(ctx, response, args);
    dropPressedKeyboard(ctx);
    toast(ctx, response ? t('survey-ended-toast') : t('old-button'));
    if (!response || !resident) return;
    sayEnded(ctx, { ...response, code: response.surveyCode }, true);
    // Said once: what is written after this is about something else.
    await takeEndedQuestion(tx, resident.id, now);
  };
}

/** An interview that was sent is closed for good, and nobody goes on with one who may not interview any more. */
function whyClosed(
  { scope }: BotContext,
  { manner, isCompleted, communityId }: Response,
): string | undefined {
  if (!isInterview(manner)) return undefined;
  if (isCompleted) return scope.t('interview-closed');
  return isInterviewerIn(scope.powers, communityId) ? undefined : scope.t('interview-no-leader');
}
