import { communityName } from '../../db/communities.ts';
import { buildingsOf } from '../../db/survey-audience.ts';
import type { SurveyDraft } from '../../db/survey-drafts.ts';
import { isReferable } from '../../domain/draft-faults.ts';
import { type Place, placeAt, slotAt } from '../../domain/draft-place.ts';
import { isLocale } from '../../domain/locale.ts';
import type { Content } from '../../telegram/effect.ts';
import { faultListContent } from '../../telegram/views/draft-fault.ts';
import { scheduledContent } from '../../telegram/views/draft-opening.ts';
import { optionContent, optionListContent } from '../../telegram/views/draft-option.ts';
import {
  conditionContent,
  conditionOptionsContent,
  draftQuestionContent,
  kindContent,
  maxContent,
  newQuestionContent,
  questionListContent,
  repeatContent,
} from '../../telegram/views/draft-question.ts';
import {
  audienceContent,
  buildingsContent,
  secrecyContent,
  whenContent,
} from '../../telegram/views/draft-setting.ts';
import {
  countsText,
  deleteDraftContent,
  openQuestionContent,
  sheetContent,
} from '../../telegram/views/draft-sheet.ts';
import {
  besideContent,
  languageContent,
  languagesContent,
  wordsContent,
} from '../../telegram/views/draft-text.ts';
import type { BotContext } from '../context.ts';
import { rewritePressed } from '../reply.ts';
import type { ButtonContext } from '../route.ts';
import { allFaults, audienceOf, communityOf, draftTiming, forecastOf, timingOf } from './draft-facts.ts';
import { readerOf } from './show-answer.ts';

/*
 * Screens of a draft by their names: `s` the sheet, `fix` what is to be put right, `del` whether to throw it away, `open`
 * whether to open it; `qs`
 * the questions, `add` a new one, `q3` one of them with `q3k` its kind, `q3m` its limit, `q3c` its condition (`q3c1` on
 * question 1), `q3r` its repetition, `q3os` its answers, `q3o2` one of them; `w` title and greeting, `ls` the languages,
 * `l-es-0` a page of one, `t-es-q3` one text; `who` and `who0` the audience, `when`, `sec`.
 */

/** Shows a screen in the pressed message; the sheet when the screen is not there (any more). */
export async function showScreen(ctx: ButtonContext, draft: SurveyDraft, name: string): Promise<void> {
  rewritePressed(ctx, await screenContent(ctx, draft, name));
}

export async function screenContent(ctx: BotContext, draft: SurveyDraft, name: string): Promise<Content> {
  if (draft.status === 'scheduled') return waitingContent(ctx, draft);
  if (name === 'open') return await openScreen(ctx, draft);
  return (
    plainScreen(ctx, draft, name) ??
    questionScreen(ctx, draft, name) ??
    textScreen(ctx, draft, name) ??
    (await audienceScreen(ctx, draft, name)) ??
    (await sheet(ctx, draft))
  );
}

/** A draft that is not ready, or that has its hour, has no such question. */
async function openScreen(ctx: BotContext, draft: SurveyDraft): Promise<Content> {
  if (draft.opensAt || allFaults(ctx, draft).length > 0) return await sheet(ctx, draft);
  return openQuestionContent(draft, await audienceOf(ctx, draft), readerOf(ctx));
}

async function sheet(ctx: BotContext, draft: SurveyDraft): Promise<Content> {
  const counts = await audienceOf(ctx, draft);
  return sheetContent(
    {
      draft,
      community: communityName(await communityOf(ctx, draft), ctx.scope.locale),
      counts,
      forecast: await forecastOf(ctx, draft, counts),
      timing: timingOf(ctx, draft),
      isForLater: draft.opensAt !== null,
      faults: allFaults(ctx, draft),
    },
    readerOf(ctx),
  );
}

function waitingContent(ctx: BotContext, draft: SurveyDraft): Content {
  const { opens, ends } = draftTiming(draft);
  const timing = timingOf(ctx, draft);
  return scheduledContent(draft, opens ?? timing.opens, ends ?? timing.ends, readerOf(ctx));
}

function plainScreen(ctx: BotContext, draft: SurveyDraft, name: string): Content | undefined {
  const reader = readerOf(ctx);
  switch (name) {
    case 'fix':
      return faultListContent(draft, allFaults(ctx, draft), reader);
    case 'del':
      return deleteDraftContent(draft, reader);
    case 'qs':
      return questionListContent(draft, reader);
    case 'add':
      return newQuestionContent(draft, reader);
    case 'w':
      return wordsContent(draft, reader);
    case 'ls':
      return languagesContent(draft, reader);
    case 'sec':
      return secrecyContent(draft, reader);
    case 'when':
      return whenContent(draft, timingOf(ctx, draft), draft.opensAt !== null, reader);
    default:
      return undefined;
  }
}

const QUESTION_SCREEN = /^(q\d{1,2})(k|m|c|r|os|c(\d{1,2})|o\d{1,2})?$/;

function questionScreen(ctx: BotContext, draft: SurveyDraft, name: string): Content | undefined {
  const [, question = '', part, about] = QUESTION_SCREEN.exec(name) ?? [];
  const place = placeAt(draft.definition, question);
  if (!place) return undefined;
  const reader = readerOf(ctx);
  if (about !== undefined) return conditionScreen(ctx, draft, place, Number(about));
  switch (part) {
    case 'k':
      return kindContent(draft, place, reader);
    case 'm':
      return maxContent(draft, place, reader);
    case 'c':
      return conditionContent(draft, place, reader);
    case 'r':
      return repeatContent(draft, place, reader);
    case 'os':
      return optionListContent(draft, place, reader);
    case undefined:
      return draftQuestionContent(draft, place, reader);
    default: {
      const option = placeAt(draft.definition, name)?.option;
      return option ? optionContent(draft, place, option, reader) : optionListContent(draft, place, reader);
    }
  }
}

function conditionScreen(ctx: BotContext, draft: SurveyDraft, place: Place, about: number): Content {
  const target = placeAt(draft.definition, `q${about}`);
  const reader = readerOf(ctx);
  if (!target || about >= place.number || !isReferable(target.question))
    return conditionContent(draft, place, reader);
  return conditionOptionsContent(draft, place, target, reader);
}

function textScreen(ctx: BotContext, draft: SurveyDraft, name: string): Content | undefined {
  const [kind, locale, rest] = name.split('-');
  if (!isLocale(locale)) return undefined;
  const reader = readerOf(ctx);
  if (kind === 'l') return languageContent(draft, locale, Number(rest) || 0, reader);
  const slot = kind === 't' ? slotAt(draft.definition, rest ?? '') : undefined;
  return slot && besideContent(draft, slot, locale, reader);
}

async function audienceScreen(
  ctx: BotContext,
  draft: SurveyDraft,
  name: string,
): Promise<Content | undefined> {
  const reader = readerOf(ctx);
  if (name === 'who') {
    const community = communityName(await communityOf(ctx, draft), ctx.scope.locale);
    const counts = countsText(await audienceOf(ctx, draft), ctx.scope.t);
    return audienceContent(draft, community, counts, reader);
  }
  const [, page] = /^who(\d{1,2})$/.exec(name) ?? [];
  if (page === undefined) return undefined;
  return buildingsContent(draft, await buildingsOf(ctx.scope.tx, draft.communityId), Number(page), reader);
}
