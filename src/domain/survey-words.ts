import { wordsOf } from './option-words.ts';
import { fold, hasWord } from './plain-words.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/** What plain words ask for, in all three languages, in any survey. */
export type ControlWord = 'stop' | 'back' | 'skip' | 'done' | 'next' | 'send' | 'call' | 'change';

const CONTROL_WORDS: Record<ControlWord, string> = {
  stop:
    '停止, 退出, 停, 先停, 不答了, 不想答了, 不说了, 不想说了, 不弄了, 不想弄了, 取消, 算了, stop, quit, exit, cancel, ' +
    'i dont want to answer, i do not want to answer, i dont want to, i dont want to answer any more, parar, salir, ' +
    'cancelar, no quiero contestar, no quiero responder, no quiero seguir, no quiero contestar mas',
  back: '返回, 上一题, 上一个, 回去, 后退, back, go back, previous, atras, volver, anterior',
  skip: '跳过, 过, 不想答, 不知道, skip, pass, i dont know, saltar, omitir, no se',
  done: '选好了, 好了, 完了, done, ready, listo, lista, ya esta',
  next: '下一题, 下一个, next, siguiente',
  send: '没错,交了, 交了, 提交, 交, send, submit, enviar',
  call:
    '给我打电话, 打电话给我, 给我打个电话, 麻烦给我打个电话, call me, call me please, please call me, llameme, llamame, ' +
    'llamenme, llamenme por favor, llameme por favor',
  change: '改, 改一下, 改一改, 我要改, 我想改, change, change it, change something, cambiar, cambiar algo',
};

const WORDS_OF = Object.entries(CONTROL_WORDS).map(
  ([word, list]) => [word as ControlWord, new Set(list.split(', '))] as const,
);

/** The command that a text asks for in plain words, if it is nothing but that. */
export function controlWordOf(text: string): ControlWord | undefined {
  const said = fold(text);
  return WORDS_OF.find(([, words]) => words.has(said))?.[0];
}

export type OptionMatch = { kind: 'none' } | { kind: 'options'; codes: string[] } | { kind: 'several' };

/**
 * Which options of the question a typed text means: their numbers ("1", "一", "1 and 3"), a label in any language, its
 * emoji, a part of a label, or a known word for it. A part that stands in more than one label is `several`.
 */
export function matchOptions(
  question: SurveyQuestion,
  text: string,
  definition?: SurveyDefinition,
): OptionMatch {
  const said = fold(text);
  if (said === '') return byEmoji(question, text);
  const codes = byNumbers(question, said) ?? byLabel(question, said) ?? byWord(definition, question, said);
  if (codes) return { kind: 'options', codes };
  if (!isTellingPart(said)) return NONE;
  const partly = (question.options ?? []).filter((option) =>
    labelsOf(option).some((label) => label.includes(said)),
  );
  if (partly.length > 1) return { kind: 'several' };
  return partly.length === 1 ? { kind: 'options', codes: partly.map(({ code }) => code) } : NONE;
}

const NONE: OptionMatch = { kind: 'none' };

/** The options that a whole sentence speaks of, found by the words known for them; "nothing" and "other" are not guessed. */
export function optionsSpokenOf(
  definition: SurveyDefinition,
  question: SurveyQuestion,
  text: string,
): string[] {
  const said = fold(text);
  return (question.options ?? [])
    .filter((option) => !option.exclusive && !option.other)
    .filter((option) => wordsOf(definition, question, option).some((word) => hasWord(said, word)))
    .map(({ code }) => code);
}

/** The options that carry a number, in the order of their numbers; "prefer not to say" and the like carry none. */
export function numberedOptions(question: SurveyQuestion) {
  return (question.options ?? []).filter((option) => !option.exclusive);
}

function byNumbers(question: SurveyQuestion, said: string): string[] | undefined {
  const numbered = numberedOptions(question);
  const codes = numbersIn(said)?.map((number) => numbered[number - 1]?.code);
  if (!codes || (codes.length > 1 && question.type !== 'multi')) return undefined;
  const known = codes.filter((code) => code !== undefined);
  return known.length === codes.length ? [...new Set(known)] : undefined;
}

function byLabel(question: SurveyQuestion, said: string): string[] | undefined {
  const numbered = numberedOptions(question);
  const found = (question.options ?? []).find((option, index) => {
    const number = numbered.indexOf(option) + 1 || index + 1;
    return labelsOf(option).some((label) => label === said || `${number} ${label}` === said);
  });
  return found && [found.code];
}

function byWord(
  definition: SurveyDefinition | undefined,
  question: SurveyQuestion,
  said: string,
): string[] | undefined {
  if (!definition) return undefined;
  const found = (question.options ?? []).filter((option) =>
    wordsOf(definition, question, option).includes(said),
  );
  return found.length === 1 ? found.map(({ code }) => code) : undefined;
}

/** A text of nothing but an emoji means the option whose label begins with it. */
function byEmoji(question: SurveyQuestion, text: string): OptionMatch {
  const emoji = text.trim();
  const found = (question.options ?? []).find(
    ({ label }) => emoji !== '' && Object.values(label).some((one) => one.startsWith(emoji)),
  );
  return found ? { kind: 'options', codes: [found.code] } : NONE;
}

function labelsOf({ label }: SurveyOption): string[] {
  return Object.values(label).map(fold);
}

/** Two Chinese characters, two digits or four letters say enough to look for them inside labels. */
function isTellingPart(said: string): boolean {
  return /^\p{Script=Han}{2,}/u.test(said) || /^\d{2,}$/.test(said) || said.length >= 4;
}

const CHINESE_NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'];

/** "2", "1 and 3", "1、3", "第一个": undefined when the text holds anything but numbers. */
function numbersIn(said: string): number[] | undefined {
  const parts = said
    .replace(/^the\s+/, '')
    .split(/\s*(?:[,，、;和]|\by\b|\band\b|\s)\s*/u)
    .filter((part) => part !== '');
  const numbers = parts.map(numberOf);
  return numbers.length > 0 && numbers.every((number) => number !== undefined) ? numbers : undefined;
}

const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  uno: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
};

function numberOf(part: string): number | undefined {
  const bare = part.replace(/^第/, '').replace(/[个個样题]$/, '');
  if (/^\d{1,2}$/.test(bare)) return Number(bare);
  const index = CHINESE_NUMBERS.indexOf(bare);
  if (index !== -1) return index + 1;
  return Object.hasOwn(ORDINALS, bare) ? ORDINALS[bare] : undefined;
}
