import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Flow, type FlowEvent, applyEvent, startFlow } from '../../src/domain/question-flow.ts';
import { findStep } from '../../src/domain/question-steps.ts';
import { withWords } from '../../src/domain/said-words.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { controlWordOf } from '../../src/domain/survey-words.ts';
import { NO_ANSWER } from '../../src/domain/survey.ts';
import { type Typed, readTyped } from '../../src/domain/typed-answer.ts';
import { readCount } from '../../src/text/count.ts';

const found = findTemplate('general_needs');
if (!found) throw new Error('there is no ready survey general_needs');
const NEEDS = found;

const ANSWERS: FlowEvent[] = [
  { kind: 'choose', step: 'age', code: '45_59' },
  { kind: 'choose', step: 'status', code: 'local' },
  { kind: 'tick', step: 'concerns', code: 'repairs', isOn: true },
  { kind: 'done', step: 'concerns' },
  { kind: 'choose', step: 'severity:repairs', code: '2' },
];

function at(position: string): Flow {
  let flow = startFlow(NEEDS);
  for (const event of ANSWERS) {
    if (flow.position === position) break;
    const outcome = applyEvent(NEEDS, flow, event);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    flow = outcome.flow;
  }
  return flow;
}

function read(position: string, text: string): Typed {
  const flow = at(position);
  const step = findStep(NEEDS, flow.answers, position);
  if (!step) throw new Error(position);
  return readTyped(NEEDS, flow, step, text, readCount(text));
}

describe('words typed under a question with options', () => {
  test.each([
    ['age', '63', '60_69'],
    ['age', '六十三', '60_69'],
    ['age', '我今年六十三岁了', '60_69'],
    ['age', "I'm 63 years old", '60_69'],
    ['age', 'tengo 81 años', '80p'],
    ['age', '29', 'u30'],
    ['age', '30', '30_44'],
    ['age', '3', '45_59'],
    ['status', 'the first', 'local'],
    ['status', '外地', 'outside'],
    ['concerns', '电梯', 'repairs'],
    ['concerns', 'elevator', 'repairs'],
    ['concerns', 'ascensor', 'repairs'],
    ['concerns', '没意见', 'none'],
    ['concerns', 'Nada', 'none'],
    ['severity:repairs', '受不了', '3'],
    ['severity:repairs', 'insoportable', '3'],
    ['overall', '😐', '3'],
    ['overall', '凑合', '3'],
    ['overall', 'so so', '3'],
    ['overall', 'terrible', '1'],
  ])('at %s “%s” is taken as %s', (position, text, code) => {
    expect(read(position, text)).toEqual({ kind: 'options', codes: [code] });
  });

  test.each([
    ['the lift has been broken for nine days!!', ['repairs']],
    ['电梯坏了九天了，也没人管！', ['repairs']],
    ['El ascensor lleva nueve días roto', ['repairs']],
    ['cars are parked everywhere and it smells of rubbish', ['parking', 'waste']],
    ['没地方停车，垃圾也没人收', ['parking', 'waste']],
    ['I would rather not', []],
    ['说来话长', []],
  ])('“%s” is kept, and speaks of %j', (text, codes) => {
    expect(read('concerns', text)).toEqual({ kind: 'spoken', codes });
  });

  test.each([
    ['点错了 六十三', 'age', '60_69'],
    ['点错了，应该是63岁', 'age', '60_69'],
    ['sorry, wrong: 63', 'age', '60_69'],
    ['me equivoqué, tengo 63 años', 'age', '60_69'],
    ['63', 'age', '60_69'],
  ])('“%s” under the second question corrects the first', (text, step, code) => {
    expect(read('status', text)).toEqual({ kind: 'correction', step, code });
  });

  test('a slip may name the right option of the answer before, or nothing at all', () => {
    expect(read('concerns', '点错了，外地')).toEqual({ kind: 'correction', step: 'status', code: 'outside' });
    expect(read('concerns', '点错了')).toEqual({ kind: 'slip' });
    expect(read('concerns', 'my mistake')).toEqual({ kind: 'slip' });
    expect(read('status', '点错了 四十八')).toEqual({ kind: 'spoken', codes: [] });
  });

  test('a thumb is no answer and no comment; a sentence with an age is not taken without asking', () => {
    expect(read('status', '👍🏽')).toEqual({ kind: 'wordless' });
    expect(read('age', 'my mother is 63 and lives here')).toEqual({ kind: 'spoken', codes: ['60_69'] });
  });

  test('reads whatever anybody types, and offers only options that there are', () => {
    const codes = NEEDS.questions.flatMap(({ options }) => (options ?? []).map((option) => option.code));
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.constantFrom('点错了', '63', '电梯', 'lift', '1', '和', ' ', '!', '没', 'mistake'))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom('age', 'status', 'concerns', 'overall'), text, (position, typed) => {
        const result = read(position, typed);
        if ('codes' in result) for (const code of result.codes) expect(codes).toContain(code);
      }),
      { numRuns: 500 },
    );
  });

  test('ten thousand characters are read at once', () => {
    for (const piece of ['点错了', ' lift', '1,', '六十', '(', 'mistake ']) {
      const startedAt = performance.now();
      read('concerns', piece.repeat(10_000 / piece.length));
      expect(performance.now() - startedAt, `hang guard: ${piece}`).toBeLessThan(2_000);
    }
  });
});

test.each([
  ['stop', ['停止', '退出', '不答了', 'Stop!', 'parar', 'Salir', '/cancel', 'quit']],
  ['back', ['返回', '上一题', '回去', 'back', 'Atrás', 'go back', 'volver']],
  ['skip', ['跳过', '不知道', 'Skip', 'saltar', 'I don’t know', 'No sé']],
  ['done', ['选好了', 'done', 'listo']],
  ['next', ['下一题', 'Next.', 'siguiente']],
  ['stop', ['不想答了', '不想说了', "I don't want to answer", 'No quiero contestar.']],
  ['call', ['给我打电话', 'Call me!', 'Llámeme']],
  ['change', ['改一下', 'change', 'cambiar']],
  ['send', ['没错，交了', '提交', 'send', 'Enviar']],
] as const)('%s is said in many plain words, in three languages', (word, said) => {
  expect(said.map(controlWordOf)).toEqual(said.map(() => word));
});

describe('the words of a comment', () => {
  const words = fc.array(
    fc.record({
      messageId: fc.integer({ min: 1, max: 6 }),
      text: fc.string({ unit: 'grapheme', maxLength: 12 }),
    }),
    { maxLength: 12 },
  );

  test('each message has its own line, an edit changes that line and no other, and nothing grows beyond its limit', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 30 }), (said, longest) => {
        let answer = NO_ANSWER;
        for (const one of said) ({ answer } = withWords(answer, one, longest));
        expect([...(answer.comment ?? '')].length).toBeLessThanOrEqual(longest);
        const counted = (answer.said ?? []).reduce((sum, [, count]) => sum + count + 1, -1);
        expect(Math.max(0, counted)).toBe([...(answer.comment ?? '')].length);
      }),
    );
    const [first, second] = [
      { messageId: 1, text: 'the lift' },
      { messageId: 2, text: 'and the roof' },
    ];
    let { answer } = withWords(
      withWords({ ...NO_ANSWER, comment: 'before' }, first, 100).answer,
      second,
      100,
    );
    expect(answer.comment).toBe('before\nthe lift\nand the roof');
    ({ answer } = withWords(answer, { messageId: 1, text: 'both lifts' }, 100));
    expect(answer.comment).toBe('before\nboth lifts\nand the roof');
    ({ answer } = withWords(answer, { messageId: 2, text: ' ' }, 100));
    expect(answer.comment).toBe('before\nboth lifts');
  });
});
