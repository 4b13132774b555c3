import { describe, expect, it } from 'vitest';
import { decideRsvp } from '../../src/domain/rsvp.ts';

const open = { status: 'published', version: 2, hasEnded: false };

describe('an answer to a notice', () => {
  it('counts for the version it was printed on', () => {
    const tap = { version: 2, choice: 'going' as const, previous: undefined };
    expect(decideRsvp(open, tap)).toEqual({ kind: 'recorded', choice: 'going', isChanged: true });
    expect(decideRsvp(open, { ...tap, version: 1 })).toEqual({ kind: 'moved' });
    expect(decideRsvp(open, { ...tap, version: Number.NaN })).toEqual({ kind: 'moved' });
  });

  it('given twice is one answer', () => {
    const again = decideRsvp(open, { version: 2, choice: 'going', previous: 'going' });
    expect(again).toMatchObject({ isChanged: false });
  });

  it('can be changed, and confirms after a move', () => {
    expect(decideRsvp(open, { version: 2, choice: 'declined', previous: 'going' })).toMatchObject({
      isChanged: true,
    });
    expect(decideRsvp(open, { version: 2, choice: 'going', previous: 'to_confirm' })).toMatchObject({
      isChanged: true,
    });
  });

  it('to a cancelled, ended or unpublished meeting is not taken', () => {
    const tap = { version: 2, choice: 'going' as const, previous: undefined };
    expect(decideRsvp({ ...open, status: 'cancelled', hasEnded: true }, tap).kind).toBe('cancelled');
    expect(decideRsvp({ ...open, hasEnded: true }, tap).kind).toBe('over');
    expect(decideRsvp({ ...open, status: 'draft' }, tap).kind).toBe('over');
  });
});
