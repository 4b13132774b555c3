import type { DraftChange, SurveyDraft } from '../../db/survey-drafts.ts';
import {
  type DraftTiming,
  dayOfIso,
  isoDay,
  lastMinuteOf,
  timingFaults,
} from '../../domain/survey-timing.ts';
import type { WallDate, WallTime } from '../../domain/time.ts';
import { faultText } from '../../telegram/views/draft-fault.ts';
import { confirmContent, whenQuestionContent } from '../../telegram/views/draft-write.ts';
import { dateText, momentText } from '../../telegram/views/moment.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import {
  type WhenSetting,
  hearDay,
  hearPickedDay,
  hearPickedMoment,
  hearWhen,
  readDay,
} from '../when-question.ts';
import { applySetting } from './draft-desk.ts';
import { draftTiming } from './draft-facts.ts';
import { readerOf } from './show-answer.ts';
import type { WriteHeard, WriteState, Written } from './draft-ask.ts';

const YES = /^(yes|y|yep|ok|right|correct|对|对的|是|是的|好|好的|行|没错|sí|si|vale|correcto)[.!。！]?$/iu;
const NO = /^(no|n|nope|wrong|不|不是|不对|错|错了|没|incorrecto)[.!。！]?$/iu;

/** Yes or no to what was understood; undefined: neither. */
export function hearYesNo(written: Written): boolean | undefined {
  if (written.kind === 'press') return { yes: true, no: false }[written.verb];
  if (YES.test(written.text)) return true;
  return NO.test(written.text) ? false : undefined;
}

function settingOf(ctx: BotContext, { timeZone }: SurveyDraft): WhenSetting {
  return { locale: ctx.scope.locale, zone: timeZone, now: ctx.scope.now };
}

/** A last day, or the day by which results are promised: read, said back with its weekday, kept after a yes. */
export async function hearDraftDay(
  ctx: BotContext,
  draft: SurveyDraft,
  what: 'closes' | 'results',
  { pending }: WriteState,
  written: Written,
): Promise<WriteHeard> {
  const answer = pending === undefined ? undefined : hearYesNo(written);
  if (answer === false) return { kind: 'ask', content: whenQuestionContent(what, readerOf(ctx)) };
  if (answer && pending !== undefined)
    return await keep(ctx, draft, dayChange(draft, what, dayOfIso(pending)));
  const heard = readDayAnswer(ctx, draft, written);
  if (!heard) return { kind: 'stay' };
  if (heard.kind === 'ask') return heard;
  const { day } = heard;
  const refusal = refusalOf(ctx, draft, what === 'closes' ? { ends: day } : { resultsBy: day });
  if (refusal) return refusal;
  const text = ctx.scope.t('survey-draft-when-confirm', { moment: dateText(day, ctx.scope.locale) });
  return { kind: 'ask', content: confirmContent(text, readerOf(ctx)), pending: isoDay(day) };
}

function readDayAnswer(ctx: BotContext, draft: SurveyDraft, written: Written) {
  if (written.kind === 'text') return hearDay(written.text, settingOf(ctx, draft));
  const day = written.verb === 'day' ? readDay(written.args[0] ?? '') : undefined;
  return day && { kind: 'day' as const, day };
}

function dayChange({ timeZone }: SurveyDraft, what: 'closes' | 'results', day: WallDate): DraftChange {
  if (what === 'results') return { resultsBy: isoDay(day) };
  return { closesAt: wallToInstant(lastMinuteOf(day), timeZone) };
}

/** When it is to open: read, said back, kept after a yes. */
export async function hearDraftMoment(
  ctx: BotContext,
  draft: SurveyDraft,
  { pending, words }: WriteState,
  written: Written,
): Promise<WriteHeard> {
  const answer = pending === undefined ? undefined : hearYesNo(written);
  if (answer === false) return { kind: 'ask', content: whenQuestionContent('opens', readerOf(ctx)) };
  if (answer && pending !== undefined) return await keep(ctx, draft, { opensAt: new Date(pending) });
  const heard = readMomentAnswer(ctx, draft, words, written);
  if (!heard) return { kind: 'stay' };
  if (heard.kind === 'ask') return heard;
  const { start } = heard;
  const refusal = refusalOf(ctx, draft, { opens: start });
  if (refusal) return refusal;
  const text = ctx.scope.t('survey-draft-when-confirm', { moment: momentText(start, ctx.scope.locale) });
  const opensAt = wallToInstant(start, draft.timeZone);
  return { kind: 'ask', content: confirmContent(text, readerOf(ctx)), pending: opensAt.toISOString() };
}

function readMomentAnswer(ctx: BotContext, draft: SurveyDraft, words: string | undefined, written: Written) {
  const setting = settingOf(ctx, draft);
  if (written.kind === 'text') return hearWhen(written.text, words, setting);
  const [first = '', second = ''] = written.args;
  if (written.verb === 'when') return hearPickedMoment(first, second, setting);
  return written.verb === 'day' ? hearPickedDay(first, setting) : undefined;
}

/** What would be wrong with it, said at once; the author is asked on. */
function refusalOf(
  ctx: BotContext,
  draft: SurveyDraft,
  change: { opens?: WallTime; ends?: WallDate; resultsBy?: WallDate },
): WriteHeard | undefined {
  const before = draftTiming(draft);
  // Results are promised anew with a new end, unless a day was set for them.
  const timing: DraftTiming = { ...before, ...change };
  const now = instantToWall(ctx.scope.now, draft.timeZone);
  const concerned = timingFaults(timing, now).filter(({ why }) =>
    change.ends || change.opens ? why !== 'results_before_end' : why === 'results_before_end',
  );
  const [fault] = concerned;
  return fault && { kind: 'ask', content: { text: faultText(fault, ctx.scope.t) } };
}

async function keep(ctx: BotContext, draft: SurveyDraft, change: DraftChange): Promise<WriteHeard> {
  return { kind: 'done', draft: await applySetting(ctx, draft, change), screen: 'when' };
}
