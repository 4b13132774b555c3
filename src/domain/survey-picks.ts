import { stepsOf } from './question-steps.ts';
import type { Answers, SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/*
 * What one response chose, packed into a few bytes, so that a survey of a whole sub-district is counted in one pass. A
 * slot is a question, or its repetition for one option. Bit 0 says that the person reached it, bit 1 that they did not
 * skip it, and the bits after these are the options in their order. The layout follows from the definition alone, which
 * is frozen before the first answer.
 */

export const REACHED = 0;
export const ANSWERED = 1;
export const FIRST_OPTION = 2;

export interface Slot {
  /** As the step is called: `age`, `severity:repairs`. */
  key: string;
  question: SurveyQuestion;
  /** What a repeated question is about. */
  subject?: SurveyOption;
  /** Bytes from the beginning of a response. */
  offset: number;
  /** Bytes. */
  width: number;
  options: SurveyOption[];
}

export interface PickLayout {
  slots: Slot[];
  /** Bytes a response. */
  size: number;
}

const known = new WeakMap<SurveyDefinition, PickLayout>();

export function layoutOf(definition: SurveyDefinition): PickLayout {
  const before = known.get(definition);
  if (before) return before;
  const slots: Slot[] = [];
  let offset = 0;
  for (const question of definition.questions) {
    const options = question.options ?? [];
    const width = Math.ceil((FIRST_OPTION + options.length) / 8);
    for (const subject of subjectsOf(definition, question)) {
      const key = subject ? `${question.id}:${subject.code}` : question.id;
      slots.push({ key, question, ...(subject && { subject }), offset, width, options });
      offset += width;
    }
  }
  const layout = { slots, size: offset };
  known.set(definition, layout);
  return layout;
}

/** Packs the settled answers to the steps that are shown; what a later change has hidden does not count. */
export function packAnswers(definition: SurveyDefinition, answers: Answers): Uint8Array {
  const { slots, size } = layoutOf(definition);
  const packed = new Uint8Array(size);
  const slotOf = new Map(slots.map((slot) => [slot.key, slot]));
  for (const step of stepsOf(definition, answers)) {
    const slot = step.kind === 'question' ? slotOf.get(step.key) : undefined;
    const answer = answers.get(step.key);
    if (!slot || !answer?.isSettled) continue;
    setBit(packed, slot.offset, REACHED);
    if (answer.isSkipped) continue;
    setBit(packed, slot.offset, ANSWERED);
    slot.options.forEach(({ code }, index) => {
      if (answer.codes.includes(code)) setBit(packed, slot.offset, FIRST_OPTION + index);
    });
  }
  return packed;
}

function subjectsOf(definition: SurveyDefinition, question: SurveyQuestion): (SurveyOption | undefined)[] {
  if (!question.repeat_for) return [undefined];
  const about = definition.questions.find(({ id }) => id === question.repeat_for);
  return (about?.options ?? []).filter(({ code }) => !question.repeat_skip?.includes(code));
}

function setBit(bytes: Uint8Array, offset: number, bit: number): void {
  const at = offset + (bit >> 3);
  bytes[at] = (bytes[at] ?? 0) | (1 << (bit & 7));
}
