import { inLocale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import type { QuestionCounts } from '../../domain/survey-counts.ts';
import { numberedOptions } from '../../domain/survey-words.ts';
import type { SurveyDefinition, SurveyQuestion } from '../../domain/survey.ts';
import type { WallDate, WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { dateText, momentText } from './moment.ts';
import { speakingRows } from './recording.ts';
import type { Reader } from './survey.ts';
import { remindButton } from './survey-reminder.ts';

/** A place staff act for. */
interface Place {
  id: number;
  name: string;
}

export interface StaffSurvey {
  code: string;
  isOpen: boolean;
  definition: SurveyDefinition;
}

/** The surveys of one's communities, and a new one for each community. */
export function staffListContent(surveys: StaffSurvey[], places: Place[], { t, locale }: Reader): Content {
  const rows = surveys.map(({ code, isOpen, definition }) => {
    const title = inLocale(definition.title, locale);
    return [button(isOpen ? title : t('survey-staff-item-closed', { title }), 'survey-staff', 'see', code)];
  });
  const fresh = places.map(({ id, name }) => {
    const label = places.length > 1 ? t('survey-staff-new-for', { community: name }) : t('survey-staff-new');
    return [button(label, 'survey-staff', 'new', id)];
  });
  return {
    text: surveys.length > 0 ? t('survey-staff-list') : t('survey-staff-list-empty'),
    keyboard: [...rows, ...fresh],
  };
}

export function templatesContent(
  communityId: number,
  templates: readonly SurveyDefinition[],
  { t, locale }: Reader,
): Content {
  const rows = templates.map(({ id, title }) => [
    button(inLocale(title, locale), 'survey-staff', 'preview', communityId, id),
  ]);
  return {
    text: t('survey-staff-choose'),
    keyboard: [...rows, [button(t('survey-staff-back'), 'survey-staff', 'list')]],
  };
}

/** What residents will see first, and to how many it goes. Nothing is sent before this. */
export function previewContent(
  communityId: number,
  template: SurveyDefinition,
  recipients: number,
  closesOn: WallDate,
  { t, locale }: Reader,
): Content {
  const facts = t('survey-staff-preview', {
    title: inLocale(template.title, locale),
    questions: template.questions.length,
    minutes: template.est_minutes,
    recipients,
    date: dateText(closesOn, locale),
  });
  return {
    text: `${facts}\n\n${inLocale(template.intro, locale)}`,
    keyboard: [
      [button(t('survey-staff-open', { recipients }), 'survey-staff', 'launch', communityId, template.id)],
      [button(t('survey-staff-questions'), 'survey-staff', 'read', communityId, template.id, 1)],
      [button(t('survey-staff-back'), 'survey-staff', 'new', communityId)],
    ],
  };
}

/** One question of a template as residents will read it. */
export function templateQuestionContent(
  communityId: number,
  template: SurveyDefinition,
  number: number,
  reader: Reader,
): Content {
  const { t } = reader;
  const question = template.questions[number - 1];
  const isLast = number >= template.questions.length;
  const next = button(t('survey-next'), 'survey-staff', 'read', communityId, template.id, number + 1);
  const back = button(t('survey-staff-back'), 'survey-staff', 'preview', communityId, template.id);
  return {
    text: question
      ? questionText(question, number, template.questions.length, reader)
      : t('survey-staff-gone'),
    keyboard: [isLast ? [back] : [back, next]],
  };
}

export function openedContent(
  survey: { code: string; title: string; link: string },
  recipients: number,
  heldUntil: WallTime | undefined,
  { t, locale }: Reader,
): Content {
  const { code, title, link } = survey;
  const held = heldUntil ? [t('survey-staff-held', { moment: momentText(heldUntil, locale) })] : [];
  return {
    text: [t('survey-staff-opened', { title, recipients }), ...held, t('survey-staff-link', { link })].join(
      '\n',
    ),
    keyboard: [[button(t('survey-staff-see'), 'survey-staff', 'see', code)]],
  };
}

export function alreadyOpenContent(code: string, { t }: Reader): Content {
  return {
    text: t('survey-staff-already-open'),
    keyboard: [[button(t('survey-staff-see'), 'survey-staff', 'see', code)]],
  };
}

/** How a survey goes: the whole way from invited to finished, in numbers. */
export function overviewContent(
  survey: StaffSurvey & { link: string; closesOn: WallDate },
  funnel: { invited: number; reached: number; started: number; finished: number },
  { t, locale }: Reader,
): Content {
  const title = inLocale(survey.definition.title, locale);
  const date = dateText(survey.closesOn, locale);
  const state = survey.isOpen
    ? `${t('survey-staff-until', { date })}\n${t('survey-staff-link', { link: survey.link })}`
    : t('survey-staff-is-closed');
  const open = [
    [button(t('survey-staff-refresh'), 'survey-staff', 'see', survey.code)],
    remindButton(survey.code, t),
    ...speakingRows(survey.code, locale, t),
    [button(t('survey-staff-close'), 'survey-staff', 'close', survey.code)],
  ];
  return {
    text: `${title}\n${t('survey-staff-funnel', funnel)}\n${state}`,
    keyboard: [
      [button(t('survey-staff-answers'), 'survey-staff', 'counts', survey.code, 1)],
      ...(survey.isOpen ? open : []),
      [button(t('survey-staff-back'), 'survey-staff', 'list')],
    ],
  };
}

/** The counts of one question. Small numbers are hidden, because few people are easily recognised. */
export function countsContent(
  survey: StaffSurvey,
  number: number,
  counts: QuestionCounts | undefined,
  reader: Reader,
): Content {
  const { t } = reader;
  const { code, definition } = survey;
  const question = definition.questions[number - 1];
  const back = button(t('survey-staff-back'), 'survey-staff', 'see', code);
  const isLast = number >= definition.questions.length;
  const next = button(t('survey-next'), 'survey-staff', 'counts', code, number + 1);
  const text =
    question && counts
      ? `${questionText(question, number, definition.questions.length, reader, counts)}\n${t('survey-staff-answered', { count: shownCount(counts.answered, t) })}`
      : t('survey-staff-gone');
  return { text, keyboard: [isLast ? [back] : [back, next]] };
}

export function closeQuestionContent(code: string, { t }: Reader): Content {
  return {
    text: t('survey-staff-close-ask'),
    keyboard: [
      [button(t('survey-staff-close-yes'), 'survey-staff', 'closenow', code)],
      [button(t('survey-staff-back'), 'survey-staff', 'see', code)],
    ],
  };
}

function questionText(
  question: SurveyQuestion,
  number: number,
  total: number,
  { t, locale }: Reader,
  counts?: QuestionCounts,
): string {
  const about = t('survey-staff-each');
  const text = inLocale(question.text, locale).replace('{option}', () => about);
  const numbered = numberedOptions(question);
  const lines = (question.options ?? []).map((option) => {
    const place = numbered.indexOf(option) + 1;
    const label = `${place > 0 ? `${place} ` : ''}${inLocale(option.label, locale)}`;
    return counts ? `${label}: ${shownCount(counts.byOption.get(option.code) ?? 0, t)}` : label;
  });
  return [t('survey-header', { number, total }), text, ...lines].join('\n');
}

function shownCount(count: number, t: Translate): string {
  if (count > 0 && count < POLICY.staffMinimumCount) {
    return t('survey-staff-few', { minimum: POLICY.staffMinimumCount });
  }
  return String(count);
}
