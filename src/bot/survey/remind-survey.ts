import type { Composer } from 'grammy';
import { startSurveyReminder } from '../../db/survey-reminders.ts';
import { findSurvey, isTakingAnswers } from '../../db/surveys.ts';
import { quietUntil } from '../../domain/quiet.ts';
import { isStaffOf } from '../../domain/role.ts';
import { remindedContent } from '../../telegram/views/survey-reminder.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';

/** [Remind who has not finished]: staff remind those who were invited and did not answer, or stopped; each person once. */
export function surveyReminding(): Composer<BotContext> {
  return onButtons('survey-staff', { remind: async (ctx, [code = '']) => await remind(ctx, code) });
}

async function remind(ctx: ButtonContext, code: string): Promise<void> {
  const { tx, now, t, powers, resident } = ctx.scope;
  const survey = await findSurvey(tx, { code });
  const isOwn = survey && isStaffOf(powers, survey.communityId) && isTakingAnswers(survey, now);
  if (!isOwn || !resident) return toast(ctx, t('old-button'));
  const heldUntil = quietUntil(instantToWall(now, survey.timeZone));
  const round = {
    slot: `staff ${now.toISOString()}`,
    audience: { kind: 'survey_unanswered' as const, surveyId: survey.id },
    createdBy: resident.id,
    ...(heldUntil && { startsAt: wallToInstant(heldUntil, survey.timeZone) }),
  };
  const started = await startSurveyReminder(tx, survey, round, now);
  if (started) ctx.scope.afterCommit.push((queues) => queues.sendBroadcast(started.id));
  reply(ctx, remindedContent(started?.recipients ?? 0, survey.anonymity, t));
}
