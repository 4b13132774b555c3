import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ballotAnswers, modesAtEnd, modesToMix } from '../../src/domain/ballot.ts';
import { type Answer, NO_ANSWER, type ResponseMode } from '../../src/domain/survey.ts';
import { SHORT_SURVEY } from '../support/anonymity.ts';

const counts = (record: Partial<Record<ResponseMode, number>>) =>
  new Map(Object.entries(record) as [ResponseMode, number][]);

const answered = (answer: Partial<Answer>): Answer => ({ ...NO_ANSWER, isSettled: true, ...answer });

describe('a ballot', () => {
  test('has what was settled and said, in the order of the questions, and nothing of a step no longer asked', () => {
    const answers = new Map([
      ['words', answered({ comment: 'a word' })],
      ['worry~other', answered({ comment: 'of an option since unticked' })],
      ['worry', answered({ codes: ['heat'] })],
      ['mood', answered({ isSkipped: true })],
    ]);
    expect(ballotAnswers(SHORT_SURVEY, answers)).toEqual([
      { step: 'mood', codes: [], isSkipped: true, comment: null, attachments: [] },
      { step: 'worry', codes: ['heat'], isSkipped: false, comment: null, attachments: [] },
      { step: 'words', codes: [], isSkipped: false, comment: 'a word', attachments: [] },
    ]);
  });

  test('of somebody in the middle has their words, and no tick that was not settled', () => {
    const unsettled = answered({ codes: ['heat'], isSettled: false });
    expect(ballotAnswers(SHORT_SURVEY, new Map([['worry', unsettled]]))).toEqual([]);
    const withWords = { ...unsettled, comment: 'cold' };
    expect(ballotAnswers(SHORT_SURVEY, new Map([['worry', withWords]]))).toMatchObject([
      { codes: [], comment: 'cold' },
    ]);
  });

  test('keeps no number of an album, no exact place and no character that could not be stored', () => {
    const answer = answered({
      comment: 'a\0b\uD800',
      attachments: [
        { kind: 'photo', fileId: 'f', groupId: 'album 7' },
        { kind: 'location', fileId: '39.904211,116.407395' },
        { kind: 'voice', fileId: 'v', durationS: 23 },
      ],
    });
    expect(ballotAnswers(SHORT_SURVEY, new Map([['words', answer]]))).toMatchObject([
      {
        comment: 'ab\uFFFD',
        attachments: [
          { kind: 'photo', fileId: 'f' },
          { kind: 'location', fileId: '39.904,116.407' },
          { kind: 'voice', fileId: 'v', durationS: 23 },
        ],
      },
    ]);
    expect(JSON.stringify(ballotAnswers(SHORT_SURVEY, new Map([['words', answer]])))).not.toContain('album');
  });
});

describe('while a survey is open', () => {
  test.each([
    [{ self: 9 }, {}, []],
    [{ self: 10 }, {}, ['self']],
    [{ self: 12, leader: 9 }, {}, ['self']],
    [{ self: 19 }, { self: 200 }, []],
    [{ self: 20 }, { self: 200 }, ['self']],
  ])('of %j waiting beside the ballots %j the kinds %j are mixed', (waiting, mixed, modes) => {
    expect(modesToMix(counts(waiting), counts(mixed))).toEqual(modes);
  });
});

describe('at the end of a survey', () => {
  test.each([
    [{ self: 9 }, {}, undefined],
    [{ self: 5, leader: 5 }, {}, { self: 'self', leader: 'self' }],
    [{ self: 12, relative: 3 }, {}, { self: 'self', relative: 'self' }],
    [{ self: 12, relative: 10 }, {}, { self: 'self', relative: 'relative' }],
    [
      { self: 1, leader: 2 },
      { self: 10, leader: 10 },
      { self: 'self', leader: 'leader' },
    ],
    [{ self: 2 }, { leader: 10 }, { self: 'leader', leader: 'leader' }],
  ])('the rest %j beside the ballots %j count as %j', (waiting, mixed, modes) => {
    const decided = modesAtEnd(counts(waiting), counts(mixed));
    expect(decided && Object.fromEntries(decided)).toEqual(modes);
  });

  const count = fc.nat({ max: 30 });
  const batch = fc.record({ self: count, relative: count, leader: count, paper: count });

  test('no kind of ballot is ever smaller than ten, and none is lost', () => {
    fc.assert(
      fc.property(batch, (waiting) => {
        const present = counts(
          Object.fromEntries(Object.entries(waiting).filter(([, number]) => number > 0)),
        );
        const modes = modesAtEnd(present, new Map());
        const total = [...present.values()].reduce((sum, number) => sum + number, 0);
        if (!modes) return expect(total).toBeLessThan(10);
        const sizes = new Map<string, number>();
        for (const [mode, number] of present) {
          const as = modes.get(mode) ?? 'lost';
          sizes.set(as, (sizes.get(as) ?? 0) + number);
        }
        expect([...sizes.values()].reduce((sum, number) => sum + number, 0)).toBe(total);
        expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(10);
        expect(sizes.has('lost')).toBe(false);
      }),
    );
  });
});
