import type { Composer } from 'grammy';
import { surveyOutcome } from '../../db/survey-outcomes.ts';
import { loadResultFacts } from '../../db/survey-results.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { compileResults } from '../../domain/compile-results.ts';
import { isStaffOf } from '../../domain/role.ts';
import type { SurveyResults } from '../../domain/survey-results.ts';
import type { Content } from '../../telegram/effect.ts';
import { noResultsText } from '../../telegram/views/anonymity.ts';
import {
  buildingsContent,
  isSplitBy,
  questionContent,
  splitContent,
} from '../../telegram/views/survey-result-tables.ts';
import {
  type ResultSubject,
  ordersContent,
  rankingContent,
  resultsContent,
} from '../../telegram/views/survey-results.ts';
import { heardContent, weightedContent } from '../../telegram/views/survey-sample.ts';
import type { Reader } from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { readerOf } from './show-answer.ts';

/** What a screen is made of; undefined when there is no such screen for this survey. */
type Screen = (shown: Shown, args: string[], reader: Reader) => Content | undefined;

interface Shown {
  survey: Survey;
  subject: ResultSubject;
  results: SurveyResults;
}

const SCREENS: Record<string, Screen> = {
  see: ({ subject, results }, _, reader) => resultsContent(subject, results, reader),
  ranking: ({ subject, results: { ranking } }, [page], reader) =>
    ranking && rankingContent(subject, ranking, Number(page), reader),
  orders: ({ subject, results: { ranking } }, _, reader) =>
    ranking && ordersContent(subject, ranking, reader),
  heard: ({ survey, subject, results }, _, reader) =>
    heardContent(subject, survey.communityId, results, reader),
  weighted: ({ subject, results: { weighted, ranking } }, _, reader) =>
    weighted && ranking && weightedContent(subject, weighted, ranking, reader),
  questions: ({ subject, results }, [page], reader) =>
    questionContent(subject, results, Number(page), reader),
  split: ({ subject, results }, [slot, dimension, page], reader) => {
    const key = results.questions[Number(slot)]?.key;
    const breakdown = results.breakdowns.find((one) => isSplitBy(one, key, dimension));
    return breakdown && splitContent(subject, Number(slot), breakdown, Number(page), reader);
  },
  buildings: ({ subject, results }, [page], reader) =>
    buildingsContent(subject, results, Number(page), reader),
};

/** What staff see of the answers to a survey of their own community. */
export function surveyResults(): Composer<BotContext> {
  const handlers = Object.entries(SCREENS).map(([verb, screen]) => [verb, onOwnResults(screen)] as const);
  return onButtons('results', Object.fromEntries(handlers));
}

function onOwnResults(screen: Screen) {
  return async (ctx: ButtonContext, [code = '', ...args]: string[]) => {
    const { tx, powers } = ctx.scope;
    const survey = await findSurvey(tx, { code });
    const isOwn = survey !== undefined && isStaffOf(powers, survey.communityId);
    const facts = isOwn ? await loadResultFacts(tx, survey.id) : undefined;
    if (!survey || !facts) return refuse(ctx);
    if (facts.anonymity === 'anonymous' && facts.tallies.overall.responses === 0)
      return toast(ctx, noResultsText(survey.status === 'open', ctx.scope.t), true);
    const { publishedAt } = await surveyOutcome(tx, survey.id);
    const subject = {
      code,
      title: survey.definition.title,
      isOpen: survey.status === 'open',
      isPublished: publishedAt !== null,
    };
    const content = screen({ survey, subject, results: compileResults(facts, 'staff') }, args, readerOf(ctx));
    if (!content) return refuse(ctx);
    rewritePressed(ctx, content);
  };
}

function refuse(ctx: ButtonContext): void {
  dropPressedKeyboard(ctx);
  toast(ctx, ctx.scope.t('old-button'));
}
