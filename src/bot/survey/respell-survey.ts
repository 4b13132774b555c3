import { type Survey, isTakingAnswers } from '../../db/surveys.ts';
import { slotAt } from '../../domain/draft-place.ts';
import { isLocale } from '../../domain/locale.ts';
import { textAt } from '../../domain/survey-text.ts';
import { spellingContent } from '../../telegram/views/survey-spelling.ts';
import { rewritePressed } from '../reply.ts';
import { type ButtonContext, toast } from '../route.ts';
import { askAuthor } from './draft-ask.ts';
import { readerOf } from './show-answer.ts';

/** The texts of an open survey: from its opening on only their spelling may change. */
export async function showSpelling(
  ctx: ButtonContext,
  survey: Survey,
  [locale, page = '0']: string[],
): Promise<void> {
  const isOpen = isTakingAnswers(survey, ctx.scope.now);
  if (!isOpen || !isLocale(locale) || !/^\d{1,2}$/.test(page)) return toast(ctx, ctx.scope.t('old-button'));
  rewritePressed(ctx, spellingContent(survey, locale, Number(page), readerOf(ctx)));
}

/** Asks for the new spelling of one of them. */
export async function respell(
  ctx: ButtonContext,
  survey: Survey,
  [locale, name = '']: string[],
): Promise<void> {
  const slot = slotAt(survey.definition, name);
  const isOpen = isTakingAnswers(survey, ctx.scope.now);
  if (!isOpen || !slot || !isLocale(locale)) return toast(ctx, ctx.scope.t('old-button'));
  const was = textAt(survey.definition, slot)?.[locale] ?? null;
  await askAuthor(ctx, survey.id, { what: 'respell', slot, locale, was });
}
