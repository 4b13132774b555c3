import type { EditRefusal } from '../../domain/draft-edit.ts';
import type { DraftFault } from '../../domain/draft-faults.ts';
import type { TimingFault } from '../../domain/survey-timing.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { type ShownDraft, backTo, screenButton } from './draft-button.ts';
import type { Reader } from './survey.ts';

/** Why an edit was refused, and what would be right. */
export function refusalText(refusal: EditRefusal, t: Translate): string {
  switch (refusal.why) {
    case 'gone':
      return t('survey-draft-refused-gone');
    case 'empty':
      return t('survey-draft-refused-empty');
    case 'too_long':
      return t('survey-draft-refused-too-long', { count: refusal.count, most: refusal.most });
    case 'too_many_questions':
      return t('survey-draft-refused-too-many-questions', { most: refusal.most });
    case 'too_many_options':
      return t('survey-draft-refused-too-many-options', { count: refusal.count, most: refusal.most });
    case 'duplicate':
      return t('survey-draft-refused-duplicate', { label: refusal.label });
  }
}

const MOST_FAULTS = 5;

/** Everything that is to be put right, each with the way to where that is done. */
export function faultListContent(
  draft: ShownDraft,
  faults: (DraftFault | TimingFault)[],
  reader: Reader,
): Content {
  const { t } = reader;
  const shown = faults.slice(0, MOST_FAULTS);
  const places = [...new Map(shown.map((fault) => [placeOf(fault), labelOf(draft, fault, t)])).entries()];
  const text =
    faults.length > 0
      ? [t('survey-draft-fault-list'), ...shown.map((fault) => `• ${faultText(fault, t)}`)].join('\n')
      : t('survey-draft-fault-none');
  return {
    text,
    keyboard: [
      ...places.map(([place, label]) => screenButton(label, draft, place)),
      backTo(draft, 's', reader),
    ],
  };
}

/** What is wrong with a draft, and what would be right, in words. */
export function faultText(fault: DraftFault | TimingFault, t: Translate): string {
  const { why, ...variables } = fault;
  return t(`survey-draft-fault-${why.replaceAll('_', '-')}`, variables);
}

/** The screen on which a fault is put right. */
function placeOf(fault: DraftFault | TimingFault): string {
  switch (fault.why) {
    case 'no_title':
      return 'w';
    case 'no_questions':
    case 'too_many_questions':
    case 'refers_to_later':
      return 'qs';
    case 'opens_past':
    case 'ends_past':
    case 'ends_before_opening':
    case 'results_before_end':
      return 'when';
    case 'too_few_options':
    case 'too_many_options':
    case 'option_empty':
    case 'duplicate_options':
      return `q${fault.number}os`;
    default:
      return `q${fault.number}`;
  }
}

function labelOf({ definition }: ShownDraft, fault: DraftFault | TimingFault, t: Translate): string {
  const place = placeOf(fault);
  if (place === 'w') return t('survey-draft-words');
  if (place === 'when') return t('survey-draft-when');
  return 'number' in fault && place !== 'qs'
    ? t('survey-draft-at-question', { number: fault.number })
    : t('survey-draft-questions', { count: definition.questions.length });
}
