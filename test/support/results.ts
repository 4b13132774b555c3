import { findTemplate } from '../../src/domain/survey-templates.ts';
import type { QuestionResult, RankedConcern, SurveyResults } from '../../src/domain/survey-results.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from '../../src/domain/survey.ts';

const NAMED: [code: string, named: number, severity: number, band: number][] = [
  ['repairs', 41, 2.6, 1],
  ['eldercare', 39, 2.5, 1],
  ['health', 30, 2.1, 2],
  ['parking', 19, 1.9, 3],
  ['children', 15, 2.4, 3],
  ['waste', 12, 1.6, 3],
  ['jobs', 10, 2.7, 3],
];
const ANSWERED = 74;

export function generalNeeds(): SurveyDefinition {
  const template = findTemplate('general_needs');
  if (!template) throw new Error('there is no ready survey general_needs');
  return template;
}

/** The results of 74 neighbours: repairs and care for the old first, people from elsewhere hardly heard. */
export function neighbourhoodResults(changes: Partial<SurveyResults> = {}): SurveyResults {
  const { questions } = generalNeeds();
  const concerns = questions.find(({ type }) => type === 'multi');
  if (!concerns) throw new Error('nobody is asked what troubles them');
  const optionOf = (code: string): SurveyOption => {
    const option = concerns.options?.find((one) => one.code === code);
    if (!option) throw new Error(`no option ${code}`);
    return option;
  };
  const ranked = NAMED.map(([code, named, severity, band], index): RankedConcern => {
    const need = (100 * named * severity) / (3 * ANSWERED);
    return { option: optionOf(code), rank: index + 1, band, named, severity, need };
  });
  return {
    view: 'public',
    anonymity: 'named',
    answered: ANSWERED,
    funnelByBuilding: [],
    questions: questions.filter(({ repeat_for }) => !repeat_for).map(questionResult),
    breakdowns: [],
    ranking: {
      question: concerns,
      n: ANSWERED,
      precision: 'few',
      concerns: ranked,
      rarelyNamed: [optionOf('space')],
      namedByMost: ranked.map(({ option }) => option),
      worstForThoseWhoHaveIt: ranked.map(({ option }) => option),
      mattersTo: [{ group: { dimension: 'registration', value: 'elsewhere' }, option: optionOf('jobs') }],
    },
    sample: [
      {
        dimension: 'registration',
        source: 'community',
        likeness: 'so_so',
        groups: [
          { value: 'local', answered: 64, hearing: 'fine', ratio: 1.1 },
          { value: 'elsewhere', answered: null, hearing: 'hardly_heard', ratio: null },
        ],
      },
      {
        dimension: 'age_band',
        source: 'statistics',
        likeness: 'poor',
        groups: [
          { value: 'u45', answered: 12, hearing: 'hardly_heard', ratio: 0.4 },
          { value: '45_59', answered: 18, hearing: 'under_heard', ratio: 0.7 },
          { value: '60p', answered: 44, hearing: 'over_heard', ratio: 2.4 },
        ],
      },
    ],
    modes: [],
    isMostlyByLeaders: false,
    ...changes,
  };
}

function questionResult(question: SurveyQuestion): QuestionResult {
  const options = (question.options ?? []).map((option, index) => {
    return { option, count: index < 4 ? 24 - 4 * index : index === 4 ? 0 : null };
  });
  return { key: question.id, question, reached: ANSWERED, skipped: 0, precision: 'few', options };
}
