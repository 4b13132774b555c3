import { type Survey, findSurvey, isTakingAnswers } from '../../db/surveys.ts';
import { isInterviewerIn } from '../../domain/role.ts';
import type { BotContext } from '../context.ts';
import { type ButtonContext, dropPressedKeyboard, toast } from '../route.ts';

/** Whether somebody may take down answers of others to this survey now. */
export function mayAsk({ scope }: BotContext, survey: Survey): boolean {
  return isTakingAnswers(survey, scope.now) && isInterviewerIn(scope.powers, survey.communityId);
}

/** A button that names a survey which its presser may ask neighbours about; for anybody else it is an old button. */
export function onOwnSurvey(
  handle: (ctx: ButtonContext, survey: Survey, argument: string | undefined) => Promise<void> | void,
) {
  return async (ctx: ButtonContext, [code = '', argument]: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    if (survey && ctx.scope.resident && mayAsk(ctx, survey)) return await handle(ctx, survey, argument);
    dropPressedKeyboard(ctx);
    toast(ctx, ctx.scope.t(survey && mayHaveAsked(ctx, survey) ? 'survey-ended-toast' : 'old-button'));
  };
}

/** Whether only the survey's end stands in the way. */
function mayHaveAsked({ scope }: BotContext, survey: Survey): boolean {
  return isInterviewerIn(scope.powers, survey.communityId);
}
