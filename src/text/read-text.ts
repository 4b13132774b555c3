import { THEMES, type Theme } from '../domain/theme.ts';
import { type Stance, negationsIn, stanceOf } from './stance.ts';
import { type Term, hasTerm, readTerms } from './terms.ts';
import data from './theme-words.json' with { type: 'json' };
import { type Words, readWords } from './words.ts';

/** What we understand of a text. */
export interface ReadText {
  text: string;
  words: Words;
  stance: Stance;
  negations: number;
  /** What it is made of, weighted by how telling it is, and the sum of the weights. */
  features: ReadonlyMap<string, number>;
  weight: number;
  /** The matters it is about; two texts about the same ones say much the same. */
  codes: ReadonlySet<string>;
  themes: ReadonlySet<Theme>;
}

/** Longer than any answer that is kept. */
const MOST_CHARACTERS = 4_000;

/** Reads a text of any of our languages, or of several at once. */
export function readText(text: string): ReadText {
  const beginning = text.slice(0, MOST_CHARACTERS);
  const words = withAge(readWords(beginning), beginning);
  const features = featuresOf(words);
  return {
    text,
    words,
    stance: stanceOf(words),
    negations: negationsIn(words),
    features,
    weight: [...features.values()].reduce((sum, one) => sum + one, 0),
    ...mattersIn(words),
  };
}

/**
 * One matter that people write about, as neighbours name it in three languages (`theme-words.json`). A text is about it
 * when it has a term of every group, as {@link hasTerm} reads them. A matter without a code only tells the theme.
 */
interface Matter {
  themes: Theme[];
  code: string | undefined;
  all: Term[][];
}

const MATTERS: Matter[] = data.matters.map(({ themes, code, all }) => ({
  themes: THEMES.filter((theme) => themes.includes(theme)),
  code,
  all: all.map((terms) => readTerms(terms)),
}));

function mattersIn(words: Words): Pick<ReadText, 'codes' | 'themes'> {
  const found = MATTERS.filter(({ all }) => all.every((terms) => terms.some((term) => hasTerm(words, term))));
  const themes = new Set(found.flatMap((matter) => matter.themes));
  const codes = found.flatMap(({ code }) => (code === undefined ? [] : [code]));
  return { codes: new Set(codes), themes: new Set(THEMES.filter((theme) => themes.has(theme))) };
}

const OLD_AGE =
  /(?:[789]\d|七十|八十|九十)[一二三四五六七八九多来几]{0,2}岁|(?:都|已经|今年|快|妈|爸|娘|爹)(?:[789]\d|[七八九]十)| (?:is|tiene|im|i am|tengo) [789]\d |[七八九]十[一二三四五六七八九]了/;

/** An age of seventy and more is a word of its own: "my mother is 82". */
function withAge(words: Words, text: string): Words {
  const isOld = OLD_AGE.test(words.latin) || OLD_AGE.test(text);
  return isOld ? { ...words, has: new Set([...words.has, 'oldage']) } : words;
}

const FUNCTION_WORDS = new Set([
  ...'的了吗呢吧啊呀是在有和也都就还又很太我你他她们个这那着过给把被让跟与及',
  ...'the a an is are was were to of in on at for and or we i my our it be has have with there this that'.split(
    ' ',
  ),
  ...'el la los las un una de del en y a que se lo mi nuestro es son con por para'.split(' '),
]);
const MOST_WEIGHT = 4;

function featuresOf({ tokens }: Words): Map<string, number> {
  const telling = tokens.filter((token) => !FUNCTION_WORDS.has(token)).map((token) => stemOf(token));
  return new Map(telling.map((stem) => [stem, Math.min(stem.length, MOST_WEIGHT)]));
}

const LEAST_LETTERS = 5;
const ENDING = /(?:ing|ed|es|s|as|os|a|o|e)$/;

/** English and Spanish words without the commonest endings; enough to see "lamps" and "lamp" as one. */
function stemOf(token: string): string {
  return token.length < LEAST_LETTERS ? token : token.replace(ENDING, '');
}

/** What says that there is nothing to say. */
const NOTHING = new Set(data.nothing.split('|'));

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
  return NOTHING.has(clauses.join(' ')) || clauses.every((clause) => NOTHING.has(clause));
}
