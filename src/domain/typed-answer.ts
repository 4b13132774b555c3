import { ageBandOf } from './age-bands.ts';
import { fold } from './plain-words.ts';
import type { Flow } from './question-flow.ts';
import { type Step, isOpenStep, stepsOf } from './question-steps.ts';
import { matchOptions, numberedOptions, optionsSpokenOf } from './survey-words.ts';
import type { SurveyDefinition } from './survey.ts';

/** What words typed under a question with options mean. */
export type Typed =
  /** These options, beyond doubt. */
  | { kind: 'options'; codes: string[] }
  /** More than one option is called so. */
  | { kind: 'several' }
  /** Words worth keeping, which speak of these options: they are offered, never taken. */
  | { kind: 'spoken'; codes: string[] }
  /** These options, and words beside them. */
  | { kind: 'mixed'; codes: string[]; rest: string }
  /** The answer to an earlier step was wrong, and this one seems to be right. */
  | { kind: 'correction'; step: string; code: string }
  /** Somebody says only that the answer before was wrong. */
  | { kind: 'slip' }
  /** Not a word in it, such as a thumb. */
  | { kind: 'wordless' };

/** Reads words typed at a step with options. `count` is the one number they hold, in whatever script it was written. */
export function readTyped(
  definition: SurveyDefinition,
  flow: Flow,
  step: Step,
  text: string,
  count: number | undefined,
): Typed {
  const band = readAge(step, text, count);
  if (band) return band;
  const match = matchOptions(step.question, text, definition);
  if (match.kind === 'options') return match;
  if (fold(text) === '') return { kind: 'wordless' };
  const mixed = readMixed(step, text);
  if (mixed) return mixed;
  const correction = readCorrection(definition, flow, step, text, count);
  if (correction) return correction;
  if (match.kind === 'several') return match;
  return { kind: 'spoken', codes: optionsSpokenOf(definition, step.question, text) };
}

const NUMBERS_AND_MORE =
  /^(?<numbers>\S*?\d.*?)[\s,，、;；]*(?:还有|另外|以及|and also|and|plus|y también|y además|y)\s*(?<rest>[^\d\s].*)$/isu;

/** "1和2还有狗太吵": two numbers or more, then something else. One number alone may count anything: "2 dogs". */
function readMixed({ question }: Step, text: string): Typed | undefined {
  if (question.type !== 'multi') return undefined;
  const { numbers = '', rest = '' } = NUMBERS_AND_MORE.exec(text.trim())?.groups ?? {};
  if (!/\d\D+\d/.test(numbers)) return undefined;
  const match = matchOptions(question, numbers);
  return match.kind === 'options' && match.codes.length > 1
    ? { kind: 'mixed', codes: match.codes, rest }
    : undefined;
}

/** At the question about age: a number too high to be an option's number is an age. */
function readAge({ question }: Step, text: string, count: number | undefined): Typed | undefined {
  if (count === undefined || count <= numberedOptions(question).length) return undefined;
  const code = ageBandOf(question, count);
  if (code === undefined) return undefined;
  return { kind: isNothingButAge(text) ? 'options' : 'spoken', codes: [code] };
}

function readCorrection(
  definition: SurveyDefinition,
  flow: Flow,
  step: Step,
  text: string,
  count: number | undefined,
): Typed | undefined {
  const { isSlip, rest } = withoutSlip(text);
  const before = stepBefore(definition, flow, step);
  if (!before || (!isSlip && !isNothingButAge(text))) return undefined;
  if (isSlip && rest === '') return { kind: 'slip' };
  const age = count === undefined ? undefined : findAge(definition, flow, count);
  if (age && isNothingButAge(rest)) return { kind: 'correction', ...age };
  const match = isSlip && !isOpenStep(before) ? matchOptions(before.question, rest, definition) : undefined;
  const [code, ...others] = match?.kind === 'options' ? match.codes : [];
  if (code === undefined || others.length > 0 || before.question.type === 'multi') return undefined;
  return { kind: 'correction', step: before.key, code };
}

/** The answered question about age, and the band of this age when it is another one than was answered. */
function findAge(
  definition: SurveyDefinition,
  { answers }: Flow,
  years: number,
): { step: string; code: string } | undefined {
  for (const { key, question } of stepsOf(definition, answers)) {
    const code = answers.get(key)?.isSettled ? ageBandOf(question, years) : undefined;
    if (code !== undefined && !answers.get(key)?.codes.includes(code)) return { step: key, code };
  }
  return undefined;
}

function stepBefore(definition: SurveyDefinition, { answers }: Flow, step: Step): Step | undefined {
  const steps = stepsOf(definition, answers);
  const before = steps[steps.findIndex(({ key }) => key === step.key) - 1];
  return before && answers.get(before.key)?.isSettled ? before : undefined;
}

const SLIPS =
  /点错了?|选错了?|按错了?|弄错了?|搞错了?|错了|不对|by mistake|my mistake|i made a mistake|mistake|wrong|sorry|me he? equivoque|me equivoque|equivocad[oa]|error|perdon/g;

/** Whether a text says that something went wrong, and what else it says. */
function withoutSlip(text: string): { isSlip: boolean; rest: string } {
  const said = fold(text);
  const rest = fold(said.replace(SLIPS, ' '));
  return { isSlip: rest !== said, rest };
}

const AGE_WORDS = ['years', 'year', 'old', 'im', 'i', 'am', 'tengo', 'anos', 'de', 'edad', 'its', 'it', 'is'];
const AGE_SIGNS = /[\d零〇一二两三四五六七八九十百]|应该|我|今年|都|是|岁|了/g;

/** "63", "我六十三岁", "I am 63 years old", «tengo 63 años»: an age and not a word more. */
function isNothingButAge(text: string): boolean {
  const said = fold(text);
  if (!/[\d一二三四五六七八九十]/.test(said)) return false;
  const rest = said
    .replace(AGE_SIGNS, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return rest.every((word) => AGE_WORDS.includes(word));
}
