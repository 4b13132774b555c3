import { inLocale } from '../../domain/locale.ts';
import { type SurveyDefinition, keptPromises } from '../../domain/survey.ts';
import type { WallDate } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { anonymousSent } from './anonymity.ts';
import { dateText } from './moment.ts';
import { type Reader, type ShownResponse, answersText } from './survey.ts';

export interface SentSurvey {
  id: number;
  definition: SurveyDefinition;
  /** Which answer this one is; undefined when nobody is told, because the survey is anonymous. */
  finished: number | undefined;
  /** The day by which results are promised. */
  resultsBy: WallDate | undefined;
  /** The community's code, for somebody who is no member of it yet. */
  joinCode?: string;
}

/** The survey's own thanks, which place the person has, what follows, and what they want to hear of. */
export function sentContent(survey: SentSurvey, { t, locale }: Reader): Content {
  const { id, definition, finished, resultsBy, joinCode } = survey;
  const by = resultsBy && dateText(resultsBy, locale);
  const lines = [
    keptPromises(inLocale(definition.outro, locale), by),
    finished === undefined ? anonymousSent(t) : placeText(finished, { t, locale }),
    ...(by ? [t('survey-sent-quiet')] : []),
  ];
  return {
    text: lines.join('\n'),
    keyboard: [
      [button(t('survey-tell-results'), 'survey', 'tell', id)],
      [
        joinCode
          ? button(t('survey-tell-meetings'), 'join', 'in', joinCode)
          : button(t('survey-tell-meetings'), 'survey', 'news', id),
      ],
      [button(t('survey-tell-nothing'), 'survey', 'quiet', id)],
    ],
  };
}

function placeText(finished: number, { t, locale }: Reader): string {
  const rank = new Intl.PluralRules(locale, { type: 'ordinal' }).select(finished);
  return t('survey-sent', { rank, count: finished });
}

/** The review once it was sent: it stays as the record of what was said, and can be changed. */
export function sentReviewContent(response: ShownResponse, reader: Reader): Content {
  return {
    text: `${reader.t('survey-sent-review')}\n${answersText(response, reader)}`,
    keyboard: [[button(reader.t('survey-change-something'), 'survey', 'pick', response.id)]],
  };
}

/** A survey that takes no answers any more. Whoever had begun it hears that what they said counts. */
export function endedContent(
  survey: { code: string; definition: SurveyDefinition; closedOn: WallDate; resultsBy: WallDate | undefined },
  hasAnswered: boolean,
  { t, locale }: Reader,
): Content {
  const about = {
    title: inLocale(survey.definition.title, locale),
    date: dateText(survey.closedOn, locale),
  };
  const lines = [
    t(hasAnswered ? 'survey-ended' : 'survey-ended-plain', about),
    ...(survey.resultsBy ? [t('survey-results-by', { date: dateText(survey.resultsBy, locale) })] : []),
  ];
  return {
    text: lines.join('\n'),
    keyboard: [[button(t('outcome-see'), 'outcome', 'see', survey.code)]],
  };
}
