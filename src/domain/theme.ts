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

/** Where a comment is put: `other`, no theme was found; `unkind`, nothing but abuse or advertising. */
export const HEADINGS = [...THEMES, 'other', 'unkind'] as const;
export type Heading = (typeof HEADINGS)[number];

/** How many people wrote of a theme. */
export interface HeardTheme {
  theme: Theme;
  people: number;
}
