import { HEADINGS, type Heading, type HeardTheme, type Theme } from '../domain/theme.ts';
import { isAbusive } from './abuse.ts';
import { isAlarming } from './alarms.ts';
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

/** The themes of a text, in the order of {@link THEMES}. None for "nothing", and for what we have no words for. */
export function themesOf(text: string): Theme[] {
  return [...readText(text).themes];
}

/**
 * How many people wrote under each heading, most first; what has no theme comes after all that has one, abuse last. A
 * person counts once under a heading, however much they wrote. "Nothing" is under none.
 */
export function countHeadings(comments: readonly Comment[]): { heading: Heading; people: number }[] {
  const placed = readComments(comments).flatMap((comment) =>
    headingsOf(comment).map((heading) => ({ heading, comment })),
  );
  const groups = Map.groupBy(placed, ({ heading }) => heading);
  return HEADINGS.flatMap((heading) => {
    const people = countPeople((groups.get(heading) ?? []).map(({ comment }) => comment));
    return people > 0 ? [{ heading, people }] : [];
  }).toSorted((one, other) => rankOf(other) - rankOf(one));
}

/** What was written under a heading: what says much the same once, by its first text, in the order of the comments. */
export function sayingsUnder(comments: readonly Comment[], heading: Heading): Saying[] {
  const own = readComments(comments).filter((comment) => headingsOf(comment).includes(heading));
  return mergeRead(own).flatMap((places) => {
    const group = places.flatMap((place) => own[place] ?? []);
    const [first] = group;
    return first ? [{ text: first.text, people: countPeople(group) }] : [];
  });
}

/** The themes of comments for a digest. Alarms never get there: they went to the person named for them. */
export function heardThemes(comments: readonly Comment[]): HeardTheme[] {
  return countHeadings(comments.filter(({ text }) => !isAlarming(text))).flatMap(({ heading, people }) =>
    heading === 'other' || heading === 'unkind' ? [] : [{ theme: heading, people }],
  );
}

function rankOf({ heading, people }: { heading: Heading; people: number }): number {
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

function countPeople(comments: { person: string }[]): number {
  return new Set(comments.map(({ person }) => person)).size;
}
