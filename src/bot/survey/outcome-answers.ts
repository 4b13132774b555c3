import { answeredByLocale, saveNextStepText, surveyOutcome } from '../../db/survey-outcomes.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { type Locale, isLocale } from '../../domain/locale.ts';
import { lengthOf, plainLine } from '../../domain/plain.ts';
import { isStaffOf } from '../../domain/role.ts';
import { type WallDate, addDays, compareDates } from '../../domain/time.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  MOST_NEXT_STEP,
  dayConfirmation,
  nextStepDayQuestion,
  nextStepQuestion,
  tellingContent,
} from '../../telegram/views/outcome.ts';
import { type MomentReading, understandMoment } from '../../text/dates.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { instantToWall } from '../../text/zones.ts';
import type { Heard, NextAnswer } from '../ask-next.conversation.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';

export const NEXT_STEP_TEXT = 'next_step_text';
export const NEXT_STEP_DAY = 'next_step_day';

const WAIT_MINUTES = 24 * 60;
const FARTHEST_DAYS = 366;

/** What staff type about what comes of a survey: the sentence in one language, and by which day. */
export const outcomeAnswers: Record<string, NextAnswer> = {
  [NEXT_STEP_TEXT]: {
    waitMinutes: WAIT_MINUTES,
    hear: async (ctx, [code, written]) =>
      await forSurvey(ctx, code, async (survey, text) =>
        isLocale(written) ? await hearText(ctx, survey, written, text) : 'not_ours',
      ),
  },
  [NEXT_STEP_DAY]: {
    waitMinutes: WAIT_MINUTES,
    hear: async (ctx, [code]) =>
      await forSurvey(ctx, code, async (survey, text) => hearDay(ctx, survey, text)),
  },
};

/** The survey must still be one of the writer's own, and not told yet. */
async function forSurvey(
  ctx: BotContext,
  code: string | undefined,
  hear: (survey: Survey, text: string) => Promise<Heard>,
): Promise<Heard> {
  const { tx, t, powers } = ctx.scope;
  const survey = code ? await findSurvey(tx, { code }) : undefined;
  const isOurs = survey && survey.status === 'closed' && isStaffOf(powers, survey.communityId);
  if (!isOurs || (await surveyOutcome(tx, survey.id)).toldAt) return 'not_ours';
  const text = plainLine(ctx.message?.text ?? '');
  if (!isStopWord(text)) return await hear(survey, text);
  reply(ctx, sentence(t, 'outcome-left'));
  return 'done';
}

async function hearText(ctx: BotContext, survey: Survey, written: Locale, text: string): Promise<Heard> {
  const { tx, locale } = ctx.scope;
  const length = lengthOf(text);
  if (length === 0 || length > MOST_NEXT_STEP) {
    reply(ctx, nextStepQuestion(written, locale, length));
    return 'again';
  }
  await saveNextStepText(tx, survey.id, written, text);
  const { nextStep } = await surveyOutcome(tx, survey.id);
  const readers = await answeredByLocale(tx, survey.id);
  reply(
    ctx,
    tellingContent({ code: survey.code, title: survey.definition.title, nextStep, readers }, locale),
  );
  return 'done';
}

function hearDay(ctx: BotContext, survey: Survey, text: string): Heard {
  const { locale, now } = ctx.scope;
  const zone = survey.timeZone;
  const days = daysOf(understandMoment(text, { locale, zone, now }));
  const today = instantToWall(now, zone);
  const [first] = days;
  const again = (key: 'outcome-day-unclear' | 'outcome-day-past' | 'outcome-day-far'): Heard => {
    reply(ctx, nextStepDayQuestion(locale, { key, ...(first && { day: first }) }));
    return 'again';
  };
  if (!first) return again('outcome-day-unclear');
  const ahead = days.filter((day) => compareDates(day, today) >= 0);
  if (ahead.length === 0) return again('outcome-day-past');
  const near = ahead.filter((day) => compareDates(day, addDays(today, FARTHEST_DAYS)) <= 0);
  if (near.length === 0) return again('outcome-day-far');
  reply(ctx, dayConfirmation(survey.code, near, locale));
  return 'done';
}

/** The days somebody may have meant; hours do not matter here. */
function daysOf(reading: MomentReading): WallDate[] {
  switch (reading.kind) {
    case 'understood':
    case 'past':
      return [reading.start];
    case 'missing_time':
      return [reading.date];
    case 'ambiguous':
    case 'ambiguous_date':
      return distinct(reading.choices);
    case 'weekday_mismatch':
      return distinct([reading.date, reading.nearest]);
    default:
      return [];
  }
}

function distinct(days: WallDate[]): WallDate[] {
  return days.filter((day, index) => days.findIndex((other) => compareDates(day, other) === 0) === index);
}
