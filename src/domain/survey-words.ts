import type { SurveyQuestion } from './survey.ts';

/** What plain words ask for, in all three languages, in any survey. */
export type ControlWord = 'stop' | 'back' | 'skip' | 'done' | 'send';

const CONTROL_WORDS: Record<ControlWord, string[]> = {
  stop: ['停止', '退出', '停', '不答了', 'stop', 'parar', 'salir', 'cancel'],
  back: ['返回', '上一题', 'back', 'atrás', 'atras'],
  skip: ['跳过', 'skip', 'saltar'],
  done: ['选好了', '下一题', 'done', 'next', 'listo', 'siguiente'],
  send: ['没错,交了', '交了', '提交', 'send', 'enviar'],
};

export function controlWordOf(text: string): ControlWord | undefined {
  const said = plain(text);
  return (['stop', 'back', 'skip', 'done', 'send'] as const).find((word) =>
    CONTROL_WORDS[word].includes(said),
  );
}

export type OptionMatch = { kind: 'none' } | { kind: 'options'; codes: string[] } | { kind: 'several' };

/**
 * Which options of the question a typed text means: their numbers ("1", "一", "1 and 3"), a label in any language, or a
 * part of a label. A part that stands in more than one label is `several`.
 */
export function matchOptions(question: SurveyQuestion, text: string): OptionMatch {
  const options = question.options ?? [];
  const said = plain(text);
  if (said === '') return { kind: 'none' };
  const numbered = numberedOptions(question);
  const numbers = numbersIn(said);
  const byNumber = numbers?.map((number) => numbered[number - 1]?.code);
  if (byNumber?.length === 1 || question.type === 'multi') {
    const codes = byNumber?.filter((code) => code !== undefined) ?? [];
    if (codes.length > 0 && codes.length === byNumber?.length)
      return { kind: 'options', codes: [...new Set(codes)] };
  }
  const labels = options.map((option, index) => ({
    code: option.code,
    labels: Object.values(option.label).map((label) => plain(label)),
    number: numbered.indexOf(option) + 1 || index + 1,
  }));
  const exact = labels.filter((option) =>
    option.labels.some((label) => label === said || `${option.number} ${label}` === said),
  );
  if (exact.length > 0) return { kind: 'options', codes: exact.slice(0, 1).map((option) => option.code) };
  if (!isTellingPart(said)) return { kind: 'none' };
  const partly = labels.filter((option) => option.labels.some((label) => label.includes(said)));
  if (partly.length > 1) return { kind: 'several' };
  return partly.length === 1
    ? { kind: 'options', codes: partly.map((option) => option.code) }
    : { kind: 'none' };
}

/** The options that carry a number, in the order of their numbers; "prefer not to say" and the like carry none. */
export function numberedOptions(question: SurveyQuestion) {
  return (question.options ?? []).filter((option) => !option.exclusive);
}

/** Lower case, half width, without emoji and without punctuation at the ends. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}

/** Two Chinese characters, two digits or four letters say enough to look for them inside labels. */
function isTellingPart(said: string): boolean {
  return /^\p{Script=Han}{2,}/u.test(said) || /^\d{2,}$/.test(said) || said.length >= 4;
}

const CHINESE_NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'];

/** "2", "1 and 3", "1、3", "第一个": undefined when the text holds anything but numbers. */
function numbersIn(said: string): number[] | undefined {
  const parts = said.split(/\s*(?:[,，、;和]|\by\b|\band\b|\s)\s*/u).filter((part) => part !== '');
  const numbers = parts.map(numberOf);
  return numbers.length > 0 && numbers.every((number) => number !== undefined) ? numbers : undefined;
}

function numberOf(part: string): number | undefined {
  const bare = part.replace(/^第/, '').replace(/[个個样题]$/, '');
  if (/^\d{1,2}$/.test(bare)) return Number(bare);
  const index = CHINESE_NUMBERS.indexOf(bare);
  return index === -1 ? undefined : index + 1;
}
