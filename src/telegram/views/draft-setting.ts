import type { Locale } from '../../domain/locale.ts';
import { addDays } from '../../domain/time.ts';
import { type Timing, isoDay } from '../../domain/survey-timing.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t as say } from '../i18n.ts';
import { type ShownDraft, askButton, backTo, changeButton, screenButton } from './draft-button.ts';
import { audienceText } from './draft-sheet.ts';
import { missingLabel } from './draft-text.ts';
import { dateText, momentText } from './moment.ts';
import type { Reader } from './survey.ts';

/** Days and weeks are given from the opening. */
const WEEKS = [1, 2, 3];

/** When the survey opens and ends, and by when results are promised. */
export function whenContent(
  draft: ShownDraft,
  { opens, ends, resultsBy }: Timing,
  isForLater: boolean,
  reader: Reader,
): Content {
  const { t, locale } = reader;
  const weeks = WEEKS.map((count) => {
    const day = addDays(opens, 7 * count);
    const label = t('survey-draft-when-weeks', { weeks: count, date: dateText(day, locale) });
    return changeButton(label, draft, 'ends', 'when', isoDay(day));
  });
  return {
    text: t('survey-draft-when-screen', {
      opens: isForLater ? momentText(opens, locale) : t('survey-draft-when-now'),
      ends: dateText(ends, locale),
      results: dateText(resultsBy, locale),
    }),
    keyboard: [
      ...(isForLater ? [changeButton(t('survey-draft-when-set-now'), draft, 'now', 'when')] : []),
      askButton(t('survey-draft-when-set-later'), draft, 'opens', 'when'),
      ...weeks,
      askButton(t('survey-draft-when-set-end'), draft, 'closes', 'when'),
      askButton(t('survey-draft-when-set-results'), draft, 'results', 'when'),
      backTo(draft, 's', reader),
    ],
  };
}

/** Everyone, or some buildings. */
export function audienceContent(
  draft: ShownDraft,
  community: string,
  counts: string,
  reader: Reader,
): Content {
  const { t } = reader;
  const isEveryone = draft.audience.kind === 'everyone';
  return {
    text: [t('survey-draft-audience-screen'), audienceText(draft, community, t), counts].join('\n'),
    keyboard: [
      ...(isEveryone ? [] : [changeButton(t('survey-draft-audience-pick-all'), draft, 'everyone', 'who')]),
      screenButton(t('survey-draft-audience-pick'), draft, 'who0'),
      backTo(draft, 's', reader),
    ],
  };
}

const ON_A_PAGE = 8;

/** The buildings people have told, to be ticked; eight on a page. */
export function buildingsContent(
  draft: ShownDraft,
  buildings: string[],
  page: number,
  reader: Reader,
): Content {
  const { t } = reader;
  const { audience } = draft;
  const chosen = audience.kind === 'buildings' ? audience.buildings : [];
  const shown = buildings.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE);
  const rows = shown.map((building) => {
    const mark = chosen.includes(building) ? '☑' : '☐';
    const label = `${mark} ${t('survey-draft-audience-building', { building })}`;
    return changeButton(label, draft, 'building', `who${page}`, building);
  });
  const isMore = buildings.length > (page + 1) * ON_A_PAGE;
  return {
    text: t(buildings.length > 0 ? 'survey-draft-audience-pick-ask' : 'survey-draft-audience-no-buildings'),
    keyboard: [
      ...rows,
      ...(isMore ? [screenButton(t('survey-draft-language-more'), draft, `who${page + 1}`)] : []),
      backTo(draft, 'who', reader),
    ],
  };
}

/** With the account until the end, or anonymous; some surveys leave no choice. */
export function secrecyContent(draft: ShownDraft, reader: Reader): Content {
  const { t } = reader;
  const isFixed = draft.definition.privacy === 'anonymous_only';
  const rows = (['named', 'anonymous'] as const).map((anonymity) => {
    const label = t(`survey-draft-secrecy-${anonymity}`);
    return changeButton(draft.anonymity === anonymity ? `✔ ${label}` : label, draft, anonymity, 'sec');
  });
  return {
    text: [t('survey-draft-secrecy-screen'), ...(isFixed ? [t('survey-draft-secrecy-only')] : [])].join('\n'),
    keyboard: [...(isFixed ? [] : rows), backTo(draft, 's', reader)],
  };
}

export interface Fallback {
  missing: Locale;
  /** The language they get where theirs is missing. */
  instead: Locale;
  /** How many of those asked read the missing language. */
  people: number;
}

/** Some texts are missing in a language: how many people that is for, and the choice. */
export function fallbackContent(draft: ShownDraft, fallbacks: Fallback[], reader: Reader): Content {
  const { t } = reader;
  const lines = fallbacks.map(({ missing, instead, people }) =>
    t('survey-draft-fallback', {
      missing: missingLabel(draft.definition, missing, t),
      count: people,
      instead: say(instead, 'language-name'),
    }),
  );
  const translate = fallbacks.map(({ missing }) =>
    screenButton(
      t('survey-draft-fallback-translate', { language: say(missing, 'language-name') }),
      draft,
      `l-${missing}`,
    ),
  );
  return {
    text: lines.join('\n'),
    keyboard: [
      ...translate,
      [button(t('survey-draft-fallback-open'), 'draft', 'open', draft.code, draft.revision, 'anyway')],
      backTo(draft, 's', reader),
    ],
  };
}
