import { describe, expect, test } from 'vitest';
import { createSeal } from '../../src/db/sealing.ts';
import type { Flow } from '../../src/domain/question-flow.ts';
import { NO_ANSWER } from '../../src/domain/survey.ts';

const unreadable: number[] = [];
const hear = (responseId: number) => void unreadable.push(responseId);
const seal = createSeal('7000000001:a-token-of-this-test', hear);

const flowOf = (comment: string): Flow => ({
  position: 'severity:repairs',
  answers: new Map([['concerns', { ...NO_ANSWER, codes: ['repairs'], comment }]]),
});

describe('what is sealed', () => {
  test('comes back as it was, whatever was written', () => {
    for (const comment of ['', '电梯坏了九天了', '\0 \uD800 "\\', 'x'.repeat(9_000)]) {
      expect(seal.open(5, seal.close(5, flowOf(comment)))).toEqual(flowOf(comment));
    }
  });

  test('opens with no other token, for no other response, and not when a single bit was changed', () => {
    unreadable.length = 0;
    const sealed = seal.close(5, flowOf('x'));
    expect(createSeal('7000000001:another-token', hear).open(5, sealed)).toBeUndefined();
    expect(seal.open(6, sealed)).toBeUndefined();
    for (const place of [0, 1, 13, 400, sealed.length - 1]) {
      const bent = Buffer.from(sealed);
      bent.writeUInt8(bent.readUInt8(place) ^ 1, place);
      expect(seal.open(5, bent)).toBeUndefined();
    }
    expect(seal.open(5, Buffer.alloc(3))).toBeUndefined();
    expect(unreadable).toHaveLength(8);
  });

  test('looks different each time, and its length says nothing of ordinary answers', () => {
    const [one, again] = [seal.close(5, flowOf('x')), seal.close(5, flowOf('x'))];
    expect(one.equals(again)).toBe(false);
    const lengths = [0, 100, 1_000].map((length) => seal.close(5, flowOf('语'.repeat(length))).length);
    expect(new Set(lengths)).toEqual(new Set([one.length]));
  });
});
