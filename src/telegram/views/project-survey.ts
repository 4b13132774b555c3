import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { POLICY } from '../../domain/policy.ts';
import { type AskedFirst, PROJECT_LIMITS } from '../../domain/project.ts';
import type { WallDate } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { dateText } from './moment.ts';

/** "Asked first: 74 answers, …", or that nobody was asked, with the reason that was given. */
export function askedFirstText(t: Translate, locale: Locale, asked: AskedFirst): string {
  if (asked.kind === 'no_survey') {
    const reason = asked.reason && inLocale(asked.reason, locale);
    return reason ? t('project-survey-none-because', { reason }) : t('project-survey-none');
  }
  const { answers, from, to } = asked;
  const minimum = POLICY.publicMinimumCount;
  const count =
    answers < minimum ? t('project-survey-few', { minimum }) : t('project-survey-count', { answers });
  return t('project-survey-asked', { count, from: dateText(from, locale), to: dateText(to, locale) });
}

/** The surveys that ended before the project was proposed, to choose from; or to say why there was none. */
export function linkSurveyContent(
  t: Translate,
  locale: Locale,
  project: { code: string; asked: AskedFirst },
  surveys: { code: string; title: Localized; endedOn: WallDate }[],
): Content {
  const lead = surveys.length > 0 ? t('project-survey-choose') : t('project-survey-nothing-before');
  return {
    text: `${askedFirstText(t, locale, project.asked)}\n\n${lead}`,
    keyboard: [
      ...surveys.map(({ code, title, endedOn }) => {
        const label = t('project-survey-item', {
          date: dateText(endedOn, locale),
          title: inLocale(title, locale),
        });
        return [button(buttonLabel(label), 'project-survey', 'link', project.code, code)];
      }),
      [button(t('project-survey-say-why'), 'project-survey', 'why', project.code)],
      [button(t('project-survey-back'), 'team-project', 'open', project.code)],
    ],
  };
}

/** Asks for the reason; `length` is that of one which was too long. */
export function whyQuestion(t: Translate, length?: number): Content {
  const most = PROJECT_LIMITS.reason;
  const question = t('project-survey-why', { most });
  return { text: length ? `${t('project-too-long', { length, most })}\n\n${question}` : question };
}
