import { type HeardTheme, THEMES, type Theme } from '../domain/theme.ts';
import { isAbusive } from './abuse.ts';
import { mergeRead } from './near-duplicates.ts';
import { type ReadText, isNothing, readText } from './read-text.ts';

/** Something a person wrote. `person` tells people apart and nothing else. */
export interface Comment {
  person: string;
  text: string;
}

/** Texts that say much the same, by the first of them, and how many people wrote them. */
export interface Saying {
  text: string;
  people: number;
}

/** `other`: no theme was found; `unkind`: nothing but abuse or advertising. */
export type Heading = Theme | 'other' | 'unkind';

export interface CommentGroup {
  heading: Heading;
  people: number;
  sayings: Saying[];
}

/** The themes of a text, in the order of {@link THEMES}. None for "nothing", and for what we have no words for. */
export function themesOf(text: string): Theme[] {
  return [...readText(text).themes];
}

/**
 * Groups comments by theme, most people first. A person counts once under a heading, however much they wrote; what says
 * much the same is one saying. The same comments in the same order always give the same groups.
 */
export function groupComments(comments: readonly Comment[]): CommentGroup[] {
  const placed = readComments(comments).flatMap((comment) =>
    headingsOf(comment).map((heading) => ({ heading, comment })),
  );
  const groups = Map.groupBy(placed, ({ heading }) => heading);
  return HEADINGS.flatMap((heading) => {
    const own = (groups.get(heading) ?? []).map(({ comment }) => comment);
    return own.length > 0 ? [{ heading, people: countPeople(own), sayings: sayingsOf(own) }] : [];
  }).toSorted((one, other) => rankOf(other) - rankOf(one));
}

/** The themes of comments with how many people wrote of each, most first. */
export function heardThemes(comments: readonly Comment[]): HeardTheme[] {
  const read = readComments(comments);
  return THEMES.flatMap((theme) => {
    const people = countPeople(read.filter(({ themes }) => themes.has(theme)));
    return people > 0 ? [{ theme, people }] : [];
  }).toSorted((one, other) => other.people - one.people);
}

export const HEADINGS = [...THEMES, 'other', 'unkind'] as const satisfies Heading[];

/** What has no theme comes after all that has one, abuse last. */
function rankOf({ heading, people }: CommentGroup): number {
  if (heading === 'unkind') return -2;
  return heading === 'other' ? -1 : people;
}

type ReadComment = ReadText & { person: string };

function readComments(comments: readonly Comment[]): ReadComment[] {
  return comments
    .filter(({ text }) => !isNothing(text))
    .map(({ person, text }) => ({ ...readText(text), person }));
}

function headingsOf({ themes, text }: ReadComment): Heading[] {
  if (themes.size > 0) return [...themes];
  return [isAbusive(text) ? 'unkind' : 'other'];
}

function sayingsOf(comments: ReadComment[]): Saying[] {
  return mergeRead(comments).flatMap((places) => {
    const group = places.flatMap((place) => comments[place] ?? []);
    const [first] = group;
    return first ? [{ text: first.text, people: countPeople(group) }] : [];
  });
}

function countPeople(comments: { person: string }[]): number {
  return new Set(comments.map(({ person }) => person)).size;
}
