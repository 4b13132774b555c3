import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invitationState } from '../../src/domain/invitation.ts';
import { pageOf } from '../../src/domain/page.ts';
import { buttonLabel, plainLine } from '../../src/domain/plain.ts';
import { PROJECT_STAGES, nextStage } from '../../src/domain/project.ts';
import {
  type SignupStatus,
  canRelease,
  decideAnswer,
  decideClaim,
  decideSignUp,
} from '../../src/domain/volunteer.ts';

const WANG_MEI = 11;
const LI_NA = 12;
const free = { needed: 5, accepted: 2 };

function signup(status: SignupStatus, by: number | null = null) {
  return { status, claimedByTelegramId: by, claimedByName: by === null ? null : 'Wang Mei' };
}

describe('claiming', () => {
  test('the first tap has the sign-up, the second person is told who was first', () => {
    expect(decideClaim(signup('submitted'), WANG_MEI)).toEqual({ kind: 'claimed' });
    expect(decideClaim(signup('claimed', WANG_MEI), LI_NA)).toEqual({ kind: 'taken', byName: 'Wang Mei' });
  });

  test("a double tap of the first stays the first one's", () => {
    expect(decideClaim(signup('claimed', WANG_MEI), WANG_MEI)).toEqual({ kind: 'already_yours' });
  });

  test('what the volunteer took back can be claimed by nobody', () => {
    expect(decideClaim(signup('withdrawn', WANG_MEI), WANG_MEI)).toEqual({ kind: 'over' });
  });

  test('only the claimer can leave it to others, and only before answering', () => {
    expect(canRelease(signup('claimed', WANG_MEI), WANG_MEI)).toBe(true);
    expect(canRelease(signup('claimed', WANG_MEI), LI_NA)).toBe(false);
    expect(canRelease(signup('accepted', WANG_MEI), WANG_MEI)).toBe(false);
  });
});

describe('answering', () => {
  test('only the claimer answers', () => {
    expect(decideAnswer(signup('claimed', WANG_MEI), WANG_MEI, 'accepted', free)).toEqual({
      kind: 'answered',
    });
    expect(decideAnswer(signup('claimed', WANG_MEI), LI_NA, 'accepted', free)).toEqual({
      kind: 'not_yours',
      byName: 'Wang Mei',
    });
  });

  test.each(['submitted', 'accepted', 'declined', 'withdrawn'] as const)(
    'nothing is answered when %s',
    (status) => {
      expect(decideAnswer(signup(status, WANG_MEI), WANG_MEI, 'declined', free)).toEqual({ kind: 'over' });
    },
  );

  test('with no place left nobody is taken on, and saying so stays possible', () => {
    const full = { needed: 5, accepted: 5 };
    expect(decideAnswer(signup('claimed', WANG_MEI), WANG_MEI, 'accepted', full)).toEqual({ kind: 'full' });
    expect(decideAnswer(signup('claimed', WANG_MEI), WANG_MEI, 'declined', full)).toEqual({
      kind: 'answered',
    });
  });
});

test('already signed up, closed and full each have their own answer', () => {
  const role = { needed: 2, accepted: 1, isClosed: false, hasOpenSignup: false };
  expect(decideSignUp(role)).toEqual({ kind: 'submitted' });
  expect(decideSignUp({ ...role, accepted: 2 })).toEqual({ kind: 'full' });
  expect(decideSignUp({ ...role, isClosed: true })).toEqual({ kind: 'closed' });
  expect(decideSignUp({ ...role, accepted: 2, isClosed: true, hasOpenSignup: true })).toEqual({
    kind: 'already',
  });
});

test('a project walks through the five stages and ends', () => {
  expect(PROJECT_STAGES.map(nextStage)).toEqual(['discussed', 'decided', 'doing', 'judged', undefined]);
});

describe('an invitation', () => {
  const expiresAt = new Date('2026-03-09T02:00:00Z');
  const before = new Date('2026-03-09T01:59:59Z');
  const fresh = { expiresAt, redeemedAt: null, redeemedBy: null };

  test('is open until the moment it expires', () => {
    expect(invitationState(fresh, 1, before)).toBe('open');
    expect(invitationState(fresh, 1, expiresAt)).toBe('expired');
  });

  test('once used is its user’s and nobody else’s, also after it expired or its user is forgotten', () => {
    const used = { expiresAt, redeemedAt: before, redeemedBy: 1 };
    expect(invitationState(used, 1, expiresAt)).toBe('already_yours');
    expect(invitationState(used, 2, before)).toBe('used');
    expect(invitationState({ ...used, redeemedBy: null }, 1, before)).toBe('used');
  });
});

describe('names and labels', () => {
  test('control and direction-turning characters of a name are gone', () => {
    expect(plainLine('  \u202eWang\u0000\u200f Mei\n\u2066x\u2069 ', 64)).toBe('Wang Mei x');
    expect(plainLine('\u202e\u200b', 64)).toBe('');
  });

  test('a name is cut between characters, never inside one', () => {
    expect(plainLine('👵'.repeat(70), 64)).toBe('👵'.repeat(64));
  });

  test('whatever somebody writes becomes one clean line of the allowed length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 80 }), (text, most) => {
        const line = plainLine(text, most);
        expect([...line].length).toBeLessThanOrEqual(most);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|^\s|\s$/u);
      }),
    );
  });

  test('a Chinese character takes two of the forty columns of a button', () => {
    expect(buttonLabel('帮'.repeat(20))).toBe('帮'.repeat(20));
    expect(buttonLabel('帮'.repeat(21))).toBe(`${'帮'.repeat(19)}…`);
    expect(buttonLabel('a'.repeat(41))).toBe(`${'a'.repeat(39)}…`);
  });
});

test('a page number out of range, or none at all, shows the nearest page', () => {
  const all = [1, 2, 3, 4, 5];
  expect(pageOf(all, 1, 2)).toEqual({ items: [3, 4], number: 1, hasPrevious: true, hasNext: true });
  expect(pageOf(all, 99, 2)).toEqual({ items: [5], number: 2, hasPrevious: true, hasNext: false });
  expect(pageOf(all, NaN, 2)).toEqual({ items: [1, 2], number: 0, hasPrevious: false, hasNext: true });
  expect(pageOf([], -1, 2)).toEqual({ items: [], number: 0, hasPrevious: false, hasNext: false });
});
