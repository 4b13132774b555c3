import type { Db } from '../../db/client.ts';
import { surveyOutcome } from '../../db/survey-outcomes.ts';
import { loadResultFacts } from '../../db/survey-results.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { compileResults } from '../../domain/compile-results.ts';
import type { Locale } from '../../domain/locale.ts';
import type { SurveyResults } from '../../domain/survey-results.ts';
import { DRAWINGS, type DrawOrder, type Drawing, type Drawn } from '../../telegram/effect.ts';
import type { Draw } from '../../telegram/perform.ts';
import { funnelChart, heardChart, rankingChart } from '../../telegram/views/result-chart.ts';
import {
  answersTable,
  nothingToDrawText,
  resultTables,
  tableCaption,
} from '../../telegram/views/result-table.ts';

/**
 * Draws what effects ask for when they are performed, with the numbers of that moment. Nothing drawn is kept. What draws
 * is loaded at the first order: it is larger than all the rest of the bot.
 */
export function createDraw(db: Db): Draw {
  return async (order) => {
    const survey = await findSurvey(db, { id: order.surveyId });
    const results = survey && (await resultsFor(db, survey, order));
    const drawn = results && (await drawResults(survey, results, order));
    return drawn ?? { as: 'words', text: nothingToDrawText(order.drawing, order.locale) };
  };
}

async function resultsFor(db: Db, survey: Survey, { view }: DrawOrder): Promise<SurveyResults | undefined> {
  if (view === 'public') return (await surveyOutcome(db, survey.id)).released ?? undefined;
  const facts = await loadResultFacts(db, survey.id);
  return facts && compileResults(facts, 'staff');
}

const CHARTS = { ranking: rankingChart, funnel: funnelChart, heard: heardChart } as const;

/** What staff can have drawn of a survey now: tables always, a picture only when there is something in it. */
export async function drawingsFor(db: Db, survey: Survey, locale: Locale): Promise<Drawing[]> {
  const facts = await loadResultFacts(db, survey.id);
  if (!facts) return [];
  const results = compileResults(facts, 'staff');
  return DRAWINGS.filter(
    (drawing) =>
      drawing === 'csv' ||
      drawing === 'xlsx' ||
      CHARTS[drawing](results, survey.definition.title, locale) !== undefined,
  );
}

async function drawResults(
  { code, definition }: Survey,
  results: SurveyResults,
  { drawing, locale }: DrawOrder,
): Promise<Drawn | undefined> {
  const { title } = definition;
  if (drawing === 'csv' || drawing === 'xlsx') {
    const { csvFile, xlsxFile } = await import('../../documents/table.ts');
    const bytes =
      drawing === 'csv'
        ? csvFile(answersTable(results, locale))
        : await xlsxFile(resultTables(results, title, locale));
    const fileName = `survey-${code}.${drawing}`;
    return { as: 'document', fileName, bytes, caption: tableCaption(title, locale) };
  }
  const worded = CHARTS[drawing](results, title, locale);
  if (!worded) return undefined;
  const { drawChart } = await import('../../documents/chart.ts');
  return {
    as: 'photo',
    fileName: `survey-${code}-${drawing}.png`,
    bytes: await drawChart(worded.chart),
    caption: worded.caption,
  };
}
