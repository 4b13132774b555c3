import { Composer } from 'grammy';
import { communityName } from '../../db/communities.ts';
import { type SurveyDraft, deleteDraft } from '../../db/survey-drafts.ts';
import { QUESTION_TYPES } from '../../domain/draft-edit.ts';
import { placeAt, slotAt } from '../../domain/draft-place.ts';
import { isLocale } from '../../domain/locale.ts';
import { choicesOf, isChoice } from '../../domain/survey-text.ts';
import { MOST_OPTIONS } from '../../domain/draft-edit.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { previewContent } from '../../telegram/views/survey-preview.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { rewritePressed } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';
import { type DraftAsk, askAuthor, askForText } from './draft-ask.ts';
import { onRevision, onSurveyToBe } from './draft-desk.ts';
import { communityOf } from './draft-facts.ts';
import { showScreen } from './draft-screens.ts';
import { changeDraft } from './edit-draft.ts';
import { launchDraft, unplan } from './open-draft.ts';
import { readerOf } from './show-answer.ts';
import { tryDraft } from './try-draft.ts';

/** The buttons of a survey being written. */
export function surveyDrafts(deps: BotDeps): Composer<BotContext> {
  return new Composer<BotContext>(
    onButtons('draft', {
      at: onSurveyToBe(async (ctx, draft, [screen = 's']) => await showScreen(ctx, draft, screen)),
      do: onRevision(
        changeDraft,
        async (ctx, draft, [, screen = 's']) => await showScreen(ctx, draft, screen),
      ),
      ask: onRevision(ask, async (ctx, draft, [, place = 's']) => await showScreen(ctx, draft, place)),
      open: onRevision(async (ctx, draft, args) => await launchDraft(ctx, deps, draft, args), showSheet),
      unplan: onSurveyToBe(unplan),
      drop: onRevision(drop, showSheet),
      try: onRevision(tryDraft, showSheet),
      look: onSurveyToBe(look),
      only: onSurveyToBe(async (ctx) => toast(ctx, ctx.scope.t('survey-draft-look-only'))),
    }),
  );
}

async function showSheet(ctx: ButtonContext, draft: SurveyDraft): Promise<void> {
  await showScreen(ctx, draft, 's');
}

async function drop(ctx: ButtonContext, draft: SurveyDraft): Promise<void> {
  const { tx, now, resident, t } = ctx.scope;
  if (!resident) return;
  await deleteDraft(tx, draft, resident.id, now);
  rewritePressed(ctx, sentence(t, 'survey-draft-deleted'));
}

async function look(ctx: ButtonContext, draft: SurveyDraft, [locale, page = '0']: string[]): Promise<void> {
  if (!isLocale(locale) || !/^\d{1,2}$/.test(page)) return toast(ctx, ctx.scope.t('old-button'));
  const community = communityName(await communityOf(ctx, draft), locale);
  rewritePressed(ctx, previewContent(draft, community, locale, Number(page), readerOf(ctx)));
}

async function ask(
  ctx: ButtonContext,
  draft: SurveyDraft,
  [what = '', place = '', locale]: string[],
): Promise<void> {
  const wanted = askOf(draft, what, place, locale);
  if (!wanted) return toast(ctx, ctx.scope.t('old-button'));
  await askAuthor(ctx, draft.id, wanted);
}

/** Undefined: no button of ours asks that. */
function askOf(
  draft: SurveyDraft,
  what: string,
  name: string,
  locale: string | undefined,
): DraftAsk | undefined {
  switch (what) {
    case 'text':
    case 'chain': {
      const slot = slotAt(draft.definition, name);
      return slot && isLocale(locale) ? askForText(draft, slot, locale, what === 'chain') : undefined;
    }
    case 'question': {
      const type = QUESTION_TYPES.find((one) => one === name);
      return type && { what, type };
    }
    case 'options': {
      const question = placeAt(draft.definition, name)?.question;
      const isRoom = question && isChoice(question) && choicesOf(question).length < MOST_OPTIONS;
      return isRoom ? { what, question: question.id } : undefined;
    }
    case 'opens':
    case 'closes':
    case 'results':
      return { what };
    default:
      return undefined;
  }
}
