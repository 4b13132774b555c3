import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '../../domain/locale.ts';
import { type Page, pageOf } from '../../domain/page.ts';
import { buttonLabel, plainLine } from '../../domain/plain.ts';
import { POLICY } from '../../domain/policy.ts';
import type { Heading, HeardTheme } from '../../domain/theme.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Translate, t as sentenceIn } from '../i18n.ts';

/** What stands in place of what leads to a person, by kind. */
export function maskLabels(t: Translate) {
  return {
    name: t('survey-comments-masked-name'),
    phone: t('survey-comments-masked-phone'),
    flat: t('survey-comments-masked-flat'),
    handle: t('survey-comments-masked-handle'),
    link: t('survey-comments-masked-link'),
    email: t('survey-comments-masked-email'),
    document: t('survey-comments-masked-document'),
  };
}

/** "repairs (12 people), parking (fewer than 5 people)", for the line of a digest. */
export function heardText(themes: HeardTheme[], locale: Locale): string {
  const t: Translate = (key, variables) => sentenceIn(locale, key, variables);
  const parts = themes.map(({ theme, people }) =>
    t('survey-comments-counted', { theme: headingText(theme, t), people: peopleText(people, t) }),
  );
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}

interface CommentedSurvey {
  code: string;
  title: string;
}

const HEADINGS_A_PAGE = 8;

/** What people wrote of: a button for each theme. `sampled`: only so many of all comments were looked at. */
export function headingsContent(
  survey: CommentedSurvey,
  counts: { heading: Heading; people: number }[],
  { page, sampled }: { page: number; sampled?: number },
  t: Translate,
): Content {
  const shown = pageOf(counts, page, HEADINGS_A_PAGE);
  const rows = shown.items.map(({ heading, people }) => {
    const label = t('survey-comments-button', {
      theme: headingText(heading, t),
      people: peopleText(people, t),
    });
    return [button(buttonLabel(label), 'survey-comments', 'under', survey.code, heading, 0)];
  });
  const lines = [
    plainLine(survey.title),
    counts.length > 0 ? t('survey-comments-lead') : t('survey-comments-none'),
    ...(sampled === undefined ? [] : [t('survey-comments-sample', { count: sampled })]),
  ];
  return {
    text: lines.join('\n'),
    keyboard: [...rows, ...turning(shown, t, ['list', survey.code]), toSurvey(survey.code, t)],
  };
}

/** An anonymous survey that has not ended, or that too few have answered. */
export function notYetContent({ code, title }: CommentedSurvey, t: Translate): Content {
  return {
    text: `${plainLine(title)}\n${t('survey-comments-later', { minimum: POLICY.ballotsAtLeast })}`,
    keyboard: [toSurvey(code, t)],
  };
}

/** The comments behind a theme, a few on a page. They are quoted as they are: nothing in them is markup or command. */
export function sayingsContent(
  { code, title }: CommentedSurvey,
  heading: Heading,
  sayings: { text: string; people: number }[],
  pageNumber: number,
  t: Translate,
): Content {
  const page = pageOf(pagesOf(sayings, t), pageNumber, 1);
  return {
    text: [`${plainLine(title)} · ${headingText(heading, t)}`, ...page.items.flat()].join('\n\n'),
    keyboard: [
      ...turning(page, t, ['under', code, heading]),
      [button(t('survey-comments-back'), 'survey-comments', 'list', code)],
    ],
  };
}

function toSurvey(code: string, t: Translate): InlineKeyboardButton[] {
  return [button(t('survey-comments-to-survey'), 'survey-staff', 'see', code)];
}

function turning(
  page: Page<unknown>,
  t: Translate,
  [verb = '', ...args]: string[],
): InlineKeyboardButton[][] {
  const to = (label: string, number: number) => button(label, 'survey-comments', verb, ...args, number);
  const row = [
    ...(page.hasPrevious ? [to(t('survey-comments-previous'), page.number - 1)] : []),
    ...(page.hasNext ? [to(t('survey-comments-next'), page.number + 1)] : []),
  ];
  return row.length > 0 ? [row] : [];
}

const HEADING_KEYS = {
  health: 'survey-comments-theme-health',
  eldercare: 'survey-comments-theme-eldercare',
  children: 'survey-comments-theme-children',
  parking: 'survey-comments-theme-parking',
  waste: 'survey-comments-theme-waste',
  repairs: 'survey-comments-theme-repairs',
  safety: 'survey-comments-theme-safety',
  space: 'survey-comments-theme-space',
  jobs: 'survey-comments-theme-jobs',
  noise: 'survey-comments-theme-noise',
  green: 'survey-comments-theme-green',
  transport: 'survey-comments-theme-transport',
  costs: 'survey-comments-theme-costs',
  other: 'survey-comments-theme-other',
  unkind: 'survey-comments-theme-unkind',
} as const satisfies Record<Heading, string>;

function headingText(heading: Heading, t: Translate): string {
  return t(HEADING_KEYS[heading]);
}

function peopleText(people: number, t: Translate): string {
  return people < POLICY.staffMinimumCount
    ? t('survey-comments-few', { minimum: POLICY.staffMinimumCount })
    : t('survey-comments-people', { count: people });
}

const PAGE_CHARACTERS = 450;

/** A comment longer than a page goes on on the next. */
function pagesOf(sayings: { text: string; people: number }[], t: Translate): string[][] {
  const pages: string[][] = [[]];
  let length = 0;
  for (const quote of sayings.flatMap((saying) => quotesOf(saying, t))) {
    if (length > 0 && length + quote.length > PAGE_CHARACTERS) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)?.push(quote);
    length += quote.length;
  }
  return pages;
}

function quotesOf({ text, people }: { text: string; people: number }, t: Translate): string[] {
  const characters = [...plainLine(text)];
  const parts = Array.from({ length: Math.ceil(characters.length / PART_CHARACTERS) }, (_, part) =>
    characters.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS).join(''),
  );
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const words = `${index > 0 ? '…' : ''}${part}${isLast ? '' : '…'}`;
    if (!isLast || people === 1) return t('survey-comments-words', { words });
    return t('survey-comments-same', { words, people: peopleText(people, t) });
  });
}

const PART_CHARACTERS = 400;
