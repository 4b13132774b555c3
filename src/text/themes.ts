import { type HeardTheme, THEMES, type Theme } from '../domain/theme.ts';
import { isAbusive } from './abuse.ts';
import { type Stance, areOpposed, negationsIn, stanceOf } from './stance.ts';
import { MATTERS, NOTHING } from './theme-words.ts';
import { type Words, hasTerm, readWords } from './words.ts';

/** Something a person wrote. `person` tells people apart and nothing else. */
export interface Comment {
  person: string;
  text: string;
}

/** Texts that say much the same, under the first of them, and how many people wrote them. */
export interface Saying {
  text: string;
  people: number;
}

/** Everything about a theme; `other` is what no theme was found in, `unkind` abuse and advertising. */
export interface CommentGroup {
  theme: Theme | 'other' | 'unkind';
  people: number;
  sayings: Saying[];
}

const MATTER_TERMS = MATTERS.map((matter) => ({
  ...matter,
  all: matter.all.map((terms) => terms.split('|')),
}));

/** The themes of a text, in the order of {@link THEMES}. None for "nothing", and for what we have no words for. */
export function themesOf(text: string): Theme[] {
  return [...readMatters(readText(text)).themes];
}

/** Whether somebody only says that they have nothing to say: "没意见", "Nothing, thanks", "nada". */
export function isNothing(text: string): boolean {
  const clauses = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^\p{L}\p{N} ]+/u)
    .map((clause) => clause.trim().replace(/ +/g, ' '))
    .filter((clause) => clause !== '');
  return clauses.join(' ') === 'n a' || clauses.every((clause) => NOTHING.has(clause));
}

/**
 * Groups comments by theme, most people first. A person counts once in a theme, however much they wrote; what says much
 * the same is one saying. The same comments in the same order always give the same groups.
 */
export function groupComments(comments: Comment[]): CommentGroup[] {
  const read = comments.filter(({ text }) => !isNothing(text)).map((comment) => readComment(comment));
  const groups = new Map<CommentGroup['theme'], ReadComment[]>();
  for (const comment of read)
    for (const theme of placesOf(comment)) groups.set(theme, [...(groups.get(theme) ?? []), comment]);
  return ORDER.flatMap((theme) => {
    const own = groups.get(theme) ?? [];
    return own.length > 0 ? [{ theme, people: countPeople(own), sayings: sayingsOf(own) }] : [];
  }).toSorted((one, other) => rankOf(other) - rankOf(one));
}

/** The themes of comments with how many people wrote of each, most first. */
export function heardThemes(comments: Comment[]): HeardTheme[] {
  return groupComments(comments).flatMap(({ theme, people }) =>
    theme === 'other' || theme === 'unkind' ? [] : [{ theme, people }],
  );
}

/** Merges what says much the same; gives the places of the texts in each group. */
export function mergeNearDuplicates(texts: string[]): number[][] {
  return merge(texts.map((text) => readText(text)));
}

const ORDER = [...THEMES, 'other', 'unkind'] as const;

function rankOf({ theme, people }: CommentGroup): number {
  if (theme === 'unkind') return -2;
  return theme === 'other' ? -1 : people;
}

interface ReadText {
  text: string;
  words: Words;
  stance: Stance;
  negations: number;
  features: ReadonlyMap<string, number>;
  weight: number;
  codes: ReadonlySet<string>;
  themes: ReadonlySet<Theme>;
}

type ReadComment = ReadText & { person: string };

function placesOf({ themes, text }: ReadComment): CommentGroup['theme'][] {
  if (themes.size > 0) return [...themes];
  return [isAbusive(text) ? 'unkind' : 'other'];
}

function readComment({ person, text }: Comment): ReadComment {
  return { ...readText(text), person };
}

/** Longer than any answer that is kept. */
const MOST_CHARACTERS = 4_000;

function readText(text: string): ReadText {
  const beginning = text.slice(0, MOST_CHARACTERS);
  const words = withAge(readWords(beginning), beginning);
  const features = featuresOf(words);
  const weight = [...features.values()].reduce((sum, one) => sum + one, 0);
  const read = { text, words, stance: stanceOf(words), negations: negationsIn(words), features, weight };
  return { ...read, ...readMatters({ ...read, codes: new Set(), themes: new Set() }) };
}

function readMatters({ words }: ReadText): { codes: Set<string>; themes: Set<Theme> } {
  const found = MATTER_TERMS.filter(({ all }) =>
    all.every((terms) => terms.some((term) => hasTerm(words, term))),
  );
  const themes = new Set(found.flatMap((matter) => matter.themes));
  const codes = found.flatMap(({ code }) => (code === undefined ? [] : [code]));
  return { codes: new Set(codes), themes: new Set(THEMES.filter((theme) => themes.has(theme))) };
}

const OLD_AGE =
  /(?:[789]\d|七十|八十|九十)[一二三四五六七八九多来几]{0,2}岁|(?:都|已经|今年|快|妈|爸|娘|爹)(?:[789]\d|[七八九]十)| (?:is|tiene|im|i am|tengo) [789]\d |[七八九]十[一二三四五六七八九]了/;

/** An age of seventy and more is a word of its own: "my mother is 82". */
function withAge(words: Words, text: string): Words {
  return OLD_AGE.test(words.latin) || OLD_AGE.test(text)
    ? { ...words, latin: `${words.latin || ' '}oldage ` }
    : words;
}

const FUNCTION_WORDS = new Set(
  '的了吗呢吧啊呀是在有和也都就还又很太我你他她们个这那着过给把被让跟与及 the a an is are was were to of in on at for and or we i my our it be has have with there this that el la los las un una de del en y a que se lo mi nuestro es son con por para'
    .split(' ')
    .flatMap((word) => (word.charCodeAt(0) > 0x7f ? [...word] : [word])),
);

/** What a text is made of, weighted by how telling it is: words without their endings, and pairs of Chinese characters. */
function featuresOf({ tokens }: Words): Map<string, number> {
  const features = new Map<string, number>();
  for (const token of tokens) {
    if (FUNCTION_WORDS.has(token)) continue;
    const stem = stemOf(token);
    features.set(stem, Math.min(stem.length, MOST_WEIGHT));
  }
  return features;
}

const MOST_WEIGHT = 4;

/** English and Spanish words without the commonest endings; enough to see "bins" and "bin" as one. */
function stemOf(token: string): string {
  return token.length < 5 || token.charCodeAt(0) > 0x7f
    ? token
    : token.replace(/(?:ing|ed|es|s|as|os|a|o|e)$/, '');
}

const NEAR = 0.5;
/** A text this short says nothing beside its matter. */
const SHORT_WEIGHT = 12;

function areNear(one: ReadText, other: ReadText): boolean {
  if (areOpposed(one.stance, other.stance)) return sameWords(one, other);
  const likeness = likenessOf(one, other);
  if (likeness >= NEAR && one.negations % 2 === other.negations % 2) return true;
  return sharesMatter(one, other);
}

function sameWords(one: ReadText, other: ReadText): boolean {
  return one.words.tokens.join(' ') === other.words.tokens.join(' ');
}

/** About the same matters, none on one side only; a short text may leave some out. */
function sharesMatter(one: ReadText, other: ReadText): boolean {
  const [fewer, more] = one.codes.size <= other.codes.size ? [one, other] : [other, one];
  if (fewer.codes.size === 0) return false;
  const isInside = [...fewer.codes].every((code) => more.codes.has(code));
  return isInside && (fewer.codes.size === more.codes.size || fewer.weight <= SHORT_WEIGHT);
}

/** Weighted Jaccard: what two texts share in what they have together. */
function likenessOf(one: ReadText, other: ReadText): number {
  const [smaller, larger] = one.features.size <= other.features.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [feature, weight] of smaller.features) if (larger.features.has(feature)) shared += weight;
  const together = one.weight + other.weight - shared;
  return together === 0 ? 0 : shared / together;
}

/**
 * A text joins the first group whose first text it is near to, unless anybody in the group says the opposite: nearness
 * does not carry over from one text to the next, so two opposed ones can never meet through a third.
 */
function merge(texts: ReadText[]): number[][] {
  const groups: number[][] = [];
  texts.forEach((text, place) => {
    const home = groups.find((members) => {
      const group = members.flatMap((member) => texts[member] ?? []);
      const [first] = group;
      if (!first || !areNear(first, text)) return false;
      return group.every((member) => !areOpposed(member.stance, text.stance) || sameWords(member, text));
    });
    if (home) home.push(place);
    else groups.push([place]);
  });
  return groups;
}

function sayingsOf(comments: ReadComment[]): Saying[] {
  return merge(comments).flatMap((places) => {
    const group = places.flatMap((place) => comments[place] ?? []);
    const [first] = group;
    return first ? [{ text: first.text, people: countPeople(group) }] : [];
  });
}

function countPeople(comments: { person: string }[]): number {
  return new Set(comments.map(({ person }) => person)).size;
}
