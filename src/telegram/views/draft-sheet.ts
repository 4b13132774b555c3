import { type AudienceCounts, recipientsOf } from '../../domain/audience.ts';
import type { DraftFault } from '../../domain/draft-faults.ts';
import type { Forecast } from '../../domain/forecast.ts';
import { inLocale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import type { Timing, TimingFault } from '../../domain/survey-timing.ts';
import { incompleteLocales, missingSlots } from '../../domain/survey-text.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { type ShownDraft, screenButton } from './draft-button.ts';
import { dateText, momentText } from './moment.ts';
import { type Reader, short } from './survey.ts';

/** A draft with everything that is to be known before it opens. */
export interface DraftSheet {
  draft: ShownDraft;
  community: string;
  counts: AudienceCounts;
  forecast: Forecast;
  timing: Timing;
  /** It waits for its hour once it is opened. */
  isForLater: boolean;
  faults: (DraftFault | TimingFault)[];
}

/** The first page of a draft: what it is, who gets it, what to expect, and the way to everything else. */
export function sheetContent(sheet: DraftSheet, reader: Reader): Content {
  const { t, locale } = reader;
  const { draft, counts, forecast, faults, timing } = sheet;
  const { definition } = draft;
  const title = draftTitle(draft, reader);
  const questions = definition.questions.length;
  const isEmpty = questions === 0;
  const lines = [
    isEmpty
      ? t('survey-draft-list-item', { title })
      : t('survey-draft-sheet', { title, questions, minutes: definition.est_minutes }),
    audienceText(draft, sheet.community, t),
    sheet.isForLater
      ? t('survey-draft-sheet-opens', { moment: momentText(timing.opens, locale) })
      : t('survey-draft-sheet-opens-now'),
    t('survey-draft-sheet-ends', {
      date: dateText(timing.ends, locale),
      results: dateText(timing.resultsBy, locale),
    }),
    t(`survey-draft-sheet-${draft.anonymity}`),
    countsText(counts, t),
    ...(isEmpty ? [] : [t('survey-draft-forecast', { ...forecast })]),
    ...(faults.length > 0 ? [t('survey-draft-sheet-not-ready', { count: faults.length })] : []),
  ];
  return { text: lines.join('\n'), keyboard: rows(sheet, reader) };
}

function draftTitle({ definition }: Pick<ShownDraft, 'definition'>, { t, locale }: Reader): string {
  return inLocale(definition.title, locale) || t('survey-draft-untitled');
}

/** A plan can be called off, so it is made at once; opening cannot, so that is asked about first. */
function openRow({ draft, counts, timing, isForLater }: DraftSheet, { t, locale }: Reader) {
  if (!isForLater)
    return screenButton(t('survey-draft-open', { count: recipientsOf(counts) }), draft, 'open');
  const label = t('survey-draft-plan', { moment: momentText(timing.opens, locale) });
  return [button(label, 'draft', 'open', draft.code, draft.revision)];
}

/** What is to be put right comes first; opening comes last, away from a hasty finger. */
function rows(sheet: DraftSheet, reader: Reader) {
  const { t, locale } = reader;
  const { draft, faults } = sheet;
  const { code, revision, definition } = draft;
  const isReady = faults.length === 0;
  const incomplete = incompleteLocales(definition);
  const count = incomplete.reduce((sum, one) => sum + missingSlots(definition, one).length, 0);
  const languages =
    incomplete.length > 0 ? t('survey-draft-languages-missing', { count }) : t('survey-draft-languages');
  const walk =
    definition.questions.length > 0
      ? [
          [button(t('survey-draft-preview'), 'draft', 'look', code, locale, 0)],
          [button(t('survey-draft-try'), 'draft', 'try', code, revision)],
        ]
      : [];
  return [
    ...(isReady ? [] : [screenButton(t('survey-draft-fix', { count: faults.length }), draft, 'fix')]),
    screenButton(t('survey-draft-questions', { count: definition.questions.length }), draft, 'qs'),
    screenButton(t('survey-draft-words'), draft, 'w'),
    screenButton(languages, draft, 'ls'),
    ...walk,
    screenButton(t('survey-draft-audience'), draft, 'who'),
    screenButton(t('survey-draft-when'), draft, 'when'),
    screenButton(t('survey-draft-secrecy'), draft, 'sec'),
    screenButton(t('survey-draft-delete'), draft, 'del'),
    ...(isReady ? [openRow(sheet, reader)] : []),
    [button(t('survey-draft-back'), 'survey-staff', 'list')],
  ];
}

const LONGEST_BUILDINGS = 60;

export function audienceText({ audience }: ShownDraft, community: string, t: Translate): string {
  if (audience.kind === 'everyone') return t('survey-draft-audience-everyone', { community });
  return t('survey-draft-audience-buildings', {
    buildings: short(audience.buildings.join(', '), LONGEST_BUILDINGS),
  });
}

/** "Matches 412; 38 left out (…), 9 in the middle of another survey (asked later), 21 cannot be reached." */
export function countsText(counts: AudienceCounts, t: Translate): string {
  const { matched, leftOut, inTheMiddle, overLimit, unreachable } = counts;
  const parts = [
    ...(leftOut > 0 ? [t('survey-draft-left-out', { count: leftOut, days: POLICY.surveyRestDays })] : []),
    ...(inTheMiddle > 0 ? [t('survey-draft-in-the-middle', { count: inTheMiddle })] : []),
    ...(overLimit > 0
      ? [t('survey-draft-over-limit', { count: overLimit, most: POLICY.unaskedPerWeek })]
      : []),
    ...(unreachable > 0 ? [t('survey-draft-unreachable', { count: unreachable })] : []),
  ];
  const all = t('survey-draft-matches', { count: matched });
  return t('survey-draft-counts', { parts: parts.length, all, rest: parts.join(t('survey-draft-comma')) });
}

/** Whether a draft is really to be opened. */
export function openQuestionContent(draft: ShownDraft, counts: AudienceCounts, reader: Reader): Content {
  const { t } = reader;
  return {
    text: t('survey-draft-open-ask', { count: recipientsOf(counts) }),
    keyboard: [
      [button(t('survey-draft-open-yes'), 'draft', 'open', draft.code, draft.revision)],
      screenButton(t('survey-draft-back'), draft, 's'),
    ],
  };
}

/** Whether a draft is really to be thrown away. */
export function deleteDraftContent(draft: ShownDraft, reader: Reader): Content {
  const { t } = reader;
  return {
    text: t('survey-draft-delete-ask', { title: draftTitle(draft, reader) }),
    keyboard: [
      [button(t('survey-draft-delete-yes'), 'draft', 'drop', draft.code, draft.revision)],
      screenButton(t('survey-draft-back'), draft, 's'),
    ],
  };
}
