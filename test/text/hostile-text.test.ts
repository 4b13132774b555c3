import { beforeAll, expect, test } from 'vitest';
import { isAbusive } from '../../src/text/abuse.ts';
import { alarmsIn } from '../../src/text/alarms.ts';
import { findPersonal } from '../../src/text/masking.ts';
import { mergeNearDuplicates } from '../../src/text/near-duplicates.ts';
import { isNothing } from '../../src/text/read-text.ts';
import { themesOf } from '../../src/text/themes.ts';

/** Far above the 50 ms it takes, far below what a pattern that backtracks would need. */
const HANG_GUARD_MS = 5_000;
const CHARACTERS = 10_000;

const FUNCTIONS = {
  isAbusive,
  alarmsIn,
  findPersonal,
  isNothing,
  themesOf,
  merge: (text: string) => mergeNearDuplicates([text, `${text}1`]),
};

const PIECES = [
  [
    '1',
    '1 ',
    '1-',
    '1\u200b',
    '+',
    '(',
    '3-2-',
    '12/',
    '1000 ',
    '3º ',
    'one ',
    '幺',
    '一',
    '\ud800',
    '\u202e',
    '😀',
    '\n',
    '\0',
  ],
  [
    'a',
    'a@',
    'a@a.',
    '@',
    'wx ',
    'http://',
    'T',
    'Tom ',
    'Mr ',
    'I am ',
    'don ',
    'piso ',
    'flat ',
    'the ',
    'no ',
    "n't ",
  ],
  [
    '没',
    '没吃',
    '天没',
    '打',
    '摔倒',
    '孩子',
    '电话',
    '王',
    '老',
    '王阿姨',
    '3号楼',
    '不想',
    'fell ',
    'not seen ',
    'cayo ',
  ],
  [
    'nino ',
    'child a ',
    'dias no ',
    'left the kids ',
    'vecino ',
    'hasnt been seen ',
    '修',
    '一个人',
    '要',
    '活着',
  ],
].flat();

beforeAll(() => {
  themesOf('暖气');
});

test.each(Object.entries(FUNCTIONS))(
  'a text of 10,000 hostile characters hangs nothing: %s',
  (_name, read) => {
    for (const piece of PIECES) {
      const text = piece.repeat(Math.ceil(CHARACTERS / piece.length)).slice(0, CHARACTERS);
      const startedAt = performance.now();
      read(text);
      expect(performance.now() - startedAt, JSON.stringify(piece)).toBeLessThan(HANG_GUARD_MS);
    }
  },
  60_000,
);
