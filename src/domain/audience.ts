import { type Locale, LOCALES } from './locale.ts';

/** How many people a survey would go to, and how many of those it matches it would not, or not at once. */
export interface AudienceCounts {
  matched: number;
  /** Answered another survey a few days ago: not asked. */
  leftOut: number;
  /** In the middle of another survey: asked later. */
  inTheMiddle: number;
  /** Got enough unasked messages this week: asked when they may be. */
  overLimit: number;
  /** Blocked the bot or wanted no messages. */
  unreachable: number;
  /** Whoever gets it, at once or later, by the language they read. */
  recipientsByLocale: Record<Locale, number>;
}

/** Whoever gets the invitation, at once or later. */
export function recipientsOf({ recipientsByLocale }: AudienceCounts): number {
  return LOCALES.reduce((sum, locale) => sum + recipientsByLocale[locale], 0);
}
