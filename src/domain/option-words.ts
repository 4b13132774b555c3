import { LOCALES } from './locale.ts';
import { fold } from './plain-words.ts';
import { SURVEY_TEMPLATES } from './survey-templates.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';
import words from './templates/words.json' with { type: 'json' };

type WordLists = Partial<Record<string, Partial<Record<string, Partial<Record<string, Said>>>>>>;
type Said = { zh: string; en: string; es: string };

const LISTS: WordLists = words;

/** Found words by option; a survey's options never change once it is open. */
const known = new WeakMap<SurveyOption, string[]>();

/**
 * The words people use for an option, folded: those listed for the ready survey it comes from, as far as the option still
 * says the same, and the telling words of its own label.
 */
export function wordsOf(
  definition: SurveyDefinition,
  question: SurveyQuestion,
  option: SurveyOption,
): string[] {
  const before = known.get(option);
  if (before) return before;
  const found = [...listedWords(definition, question, option), ...labelWords(option)];
  known.set(option, found);
  return found;
}

function listedWords(
  { id }: SurveyDefinition,
  question: SurveyQuestion,
  { code, label }: SurveyOption,
): string[] {
  const said = LISTS[id]?.[question.id]?.[code];
  const original = SURVEY_TEMPLATES.find((template) => template.id === id)
    ?.questions.find((candidate) => candidate.id === question.id)
    ?.options?.find((candidate) => candidate.code === code);
  if (!said || !original) return [];
  return LOCALES.filter((locale) => original.label[locale] === label[locale]).flatMap((locale) =>
    said[locale].split(', ').map(fold),
  );
}

const SHORTEST_LATIN = 6;
const EMPTY_WORDS = new Set(['people', 'almost', 'something', 'nothing', 'another', 'person', 'prefer']);

/** "Parking and traffic": parking, traffic. 「停车、行车」: 停车, 行车. */
function labelWords({ label }: SurveyOption): string[] {
  return Object.values(label).flatMap((text) =>
    fold(text)
      .split(/[^\p{L}\p{N}]+|[和的]/u)
      .filter((word) =>
        /\p{Script=Han}/u.test(word)
          ? word.length >= 2 && word.length <= 4
          : word.length >= SHORTEST_LATIN && !EMPTY_WORDS.has(word),
      ),
  );
}
