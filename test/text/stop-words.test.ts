import { expect, test } from 'vitest';
import { isStopWord } from '../../src/text/stop-words.ts';

test.each(['停止', ' 退出。', 'Stop', 'STOP!', '/cancel', 'parar', 'Salir.', 'ｃａｎｃｅｌ'])(
  '"%s" means stop',
  (text) => {
    expect(isStopWord(text)).toBe(true);
  },
);

test.each(['', 'the lift has stopped', '/stop', '停止供水了', 'bus stop'])(
  '"%s" means something else',
  (text) => {
    expect(isStopWord(text)).toBe(false);
  },
);
