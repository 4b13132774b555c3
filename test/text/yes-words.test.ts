import { expect, test } from 'vitest';
import { yesOrNo } from '../../src/text/yes-words.ts';

test.each([
  ['yes', ['Yes', 'yes!', 'y', '是', '是的。', '对', '嗯', 'Sí', 'si', 'ＹＥＳ']],
  ['no', ['No', 'no.', '不是', '没有', '不', 'n']],
  [undefined, ['maybe', '也许', 'quizás', 'no idea what that is', '3', '']],
])('hears %s in words', (meant, words) => {
  for (const word of words) expect([word, yesOrNo(word)]).toEqual([word, meant]);
});
