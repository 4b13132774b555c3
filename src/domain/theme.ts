/** What comments are about: the concerns of the general survey by their codes, and what else people write of. */
export const THEMES = [
  'health',
  'eldercare',
  'children',
  'parking',
  'waste',
  'repairs',
  'safety',
  'space',
  'jobs',
  'noise',
  'green',
  'transport',
  'costs',
] as const;
export type Theme = (typeof THEMES)[number];

/** How many people wrote of a theme. */
export interface HeardTheme {
  theme: Theme;
  people: number;
}
