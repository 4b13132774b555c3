import type { Composer } from 'grammy';
import { MOST_COMMENTS, type SurveyComment, surveyComments as commentsOf } from '../../db/survey-comments.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { inLocale } from '../../domain/locale.ts';
import { isStaffOf } from '../../domain/role.ts';
import { HEADINGS } from '../../domain/theme.ts';
import {
  headingsContent,
  maskLabels,
  notYetContent,
  sayingsContent,
} from '../../telegram/views/survey-comments.ts';
import { maskPersonal } from '../../text/masking.ts';
import { countHeadings, sayingsUnder } from '../../text/themes.ts';
import type { BotContext } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';

/** [What people wrote]: open answers and comments of a survey by theme, for the staff of its community. */
export function surveyComments(): Composer<BotContext> {
  return onButtons('survey-comments', {
    list: onOwnSurvey(async (ctx, survey, [page]) => {
      const content = await listContent(ctx, survey, Number(page ?? 0));
      // Opened from a digest or the survey it is a message of its own; turned over it stays where it is.
      if (page === undefined) return reply(ctx, content);
      rewritePressed(ctx, content);
    }),
    under: onOwnSurvey(async (ctx, survey, [argument, page]) => {
      const heading = HEADINGS.find((known) => known === argument);
      if (!heading) return toast(ctx, ctx.scope.t('old-button'));
      const sayings = sayingsUnder(await commentsOf(ctx.scope.tx, survey.id), heading);
      const shown = sayings.map((saying) => ({ ...saying, text: shownText(ctx, saying.text) }));
      rewritePressed(ctx, sayingsContent(titled(ctx, survey), heading, shown, Number(page), ctx.scope.t));
    }),
  });
}

async function listContent(ctx: ButtonContext, survey: Survey, page: number) {
  const { t } = ctx.scope;
  const comments: SurveyComment[] = await commentsOf(ctx.scope.tx, survey.id);
  if (comments.length === 0 && survey.anonymity === 'anonymous') return notYetContent(titled(ctx, survey), t);
  const isSample = comments.length === MOST_COMMENTS;
  const options = { page, ...(isSample && { sampled: MOST_COMMENTS }) };
  return headingsContent(titled(ctx, survey), countHeadings(comments), options, t);
}

/** Covered in a named survey as well: the screen promises that nobody is named, and a writer may name a neighbour. */
function shownText({ scope }: ButtonContext, text: string): string {
  return maskPersonal(text, maskLabels(scope.t));
}

function titled({ scope }: ButtonContext, { code, definition }: Survey) {
  return { code, title: inLocale(definition.title, scope.locale) };
}

/** A survey of the presser's own community; any other is, for them, none. */
function onOwnSurvey(handle: (ctx: ButtonContext, survey: Survey, args: string[]) => Promise<void>) {
  return async (ctx: ButtonContext, [code = '', ...args]: string[]) => {
    const { tx, t, powers } = ctx.scope;
    const survey = await findSurvey(tx, { code });
    if (!survey || !isStaffOf(powers, survey.communityId)) return toast(ctx, t('old-button'));
    await handle(ctx, survey, args);
  };
}
