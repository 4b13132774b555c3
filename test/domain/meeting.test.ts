import { describe, expect, it } from 'vitest';
import {
  type CompleteMeetingDetails,
  isComplete,
  missingFields,
  readContact,
  readItems,
  readLine,
} from '../../src/domain/meeting.ts';
import { decideCancel, decideMove, decidePublish, leadTime, sendNoticeAt } from '../../src/domain/notice.ts';
import type { WallTime } from '../../src/domain/time.ts';
import { wallToInstant } from '../../src/text/zones.ts';

const ZONE = 'Asia/Shanghai';
const toInstant = (wall: WallTime) => wallToInstant(wall, ZONE);
const at = (day: number, hour: number, minute = 0): WallTime => ({ year: 2026, month: 3, day, hour, minute });
const instant = (day: number, hour: number, minute = 0) => toInstant(at(day, hour, minute));
const DETAILS: CompleteMeetingDetails = {
  title: 'Shop',
  start: at(14, 14, 30),
  end: at(14, 16),
  place: 'Block 3',
  toDecide: ['Hours', 'Accounts'],
  contact: 'Ms Zhang, 6924 0000',
};

describe('the fields of a notice', () => {
  it('are asked for in their order until none is missing', () => {
    expect(missingFields({})).toEqual(['title', 'when', 'place', 'toDecide', 'contact']);
    const { end: _, ...withoutEnd } = DETAILS;
    expect(missingFields(withoutEnd)).toEqual(['when']);
    expect(isComplete(DETAILS)).toBe(true);
  });

  it('take things to decide by line, by number and by Chinese numerals', () => {
    const items = ['小店几点开门', '谁来管账', '暑假班收不收钱'];
    expect(readItems(items.join('\n'))).toEqual({ kind: 'items', items });
    expect(readItems('① 小店几点开门 ② 谁来管账 ③ 暑假班收不收钱')).toEqual({ kind: 'items', items });
    expect(readItems('小店几点开门；谁来管账；暑假班收不收钱')).toEqual({ kind: 'items', items });
    expect(readItems('1) Hours 2) Who keeps the accounts')).toEqual({
      kind: 'items',
      items: ['Hours', 'Who keeps the accounts'],
    });
  });

  it('leave numbers inside an item alone', () => {
    expect(readItems('Open at 9.30 or 10.00\nClose at 18.00')).toEqual({
      kind: 'items',
      items: ['Open at 9.30 or 10.00', 'Close at 18.00'],
    });
  });

  it('refuse one item, six items, and an item that is a speech', () => {
    expect(readItems('Only this')).toEqual({ kind: 'too_few', count: 1 });
    expect(readItems('a\nb\nc\nd\ne\nf')).toEqual({ kind: 'too_many', count: 6 });
    expect(readItems(`a\n${'b'.repeat(81)}`)).toEqual({ kind: 'too_long', count: 81, most: 80 });
  });

  it('want a name and a phone number, in full-width digits too', () => {
    expect(readContact('张老师 ６９２４００００').kind).toBe('line');
    expect(readContact('Ms Zhang').kind).toBe('no_phone');
    expect(readContact('6924 0000').kind).toBe('no_name');
  });

  it('make one line of what was typed in several', () => {
    expect(readLine(' Activity room,\n Block 3 ')).toEqual({ kind: 'line', line: 'Activity room, Block 3' });
    expect(readLine('x'.repeat(121))).toEqual({ kind: 'too_long', count: 121, most: 120 });
  });
});

describe('lead time', () => {
  it('is enough at exactly 7 days, short below, and urgent under 72 hours', () => {
    const start = instant(14, 14, 30);
    expect(leadTime(start, instant(7, 14, 30))).toEqual({ kind: 'enough' });
    expect(leadTime(start, instant(7, 14, 31))).toEqual({ kind: 'short', days: 6 });
    expect(leadTime(start, instant(11, 14, 30))).toEqual({ kind: 'short', days: 3 });
    expect(leadTime(start, instant(11, 14, 31))).toEqual({ kind: 'urgent', hours: 71 });
  });
});

describe('publishing', () => {
  const draft = { status: 'draft' as const, details: {}, draft: DETAILS, draftRevision: 7 };
  const startsAt = instant(14, 14, 30);

  it('happens for the preview that shows the draft as it is', () => {
    const decision = decidePublish(draft, 7, startsAt, instant(2, 10));
    expect(decision).toEqual({ kind: 'publish', details: DETAILS });
    expect(decidePublish(draft, 6, startsAt, instant(2, 10)).kind).toBe('outdated');
  });

  it('happens once', () => {
    const published = { ...draft, status: 'published' as const, draft: null };
    expect(decidePublish(published, 7, startsAt, instant(2, 10)).kind).toBe('already');
  });

  it('is refused for the past and for a missing field', () => {
    expect(decidePublish(draft, 7, startsAt, instant(14, 14, 30)).kind).toBe('past');
    expect(decidePublish({ ...draft, draft: {} }, 7, startsAt, instant(2, 10)).kind).toBe('incomplete');
  });

  it('under 72 hours needs a reason, and prints it', () => {
    const now = instant(12, 10);
    expect(decidePublish(draft, 7, startsAt, now).kind).toBe('needs_reason');
    const withReason = { ...draft, draft: { ...DETAILS, reason: 'The pump broke' } };
    const decision = decidePublish(withReason, 7, startsAt, now);
    expect(decision).toEqual({ kind: 'publish', details: DETAILS, reason: 'The pump broke' });
  });
});

describe('moving and cancelling', () => {
  const state = {
    status: 'published' as const,
    details: DETAILS,
    draft: { ...DETAILS, start: at(15, 9, 30), end: at(15, 11), reason: 'The room floods' },
    draftRevision: 3,
    hasEnded: false,
  };
  const now = instant(10, 10);

  it('need a reason and a real change', () => {
    const moved = decideMove(state, 3, instant(15, 9, 30), now);
    expect(moved).toMatchObject({ kind: 'change', reason: 'The room floods' });
    const same = { ...state, draft: { ...DETAILS, reason: 'Why not' } };
    expect(decideMove(same, 3, instant(14, 14, 30), now).kind).toBe('nothing_changed');
    expect(decideMove({ ...state, draft: DETAILS }, 3, instant(15, 9, 30), now).kind).toBe('incomplete');
    expect(decideCancel({ ...state, draft: DETAILS }, 3).kind).toBe('incomplete');
    expect(decideCancel({ ...state, draft: { ...DETAILS, reason: 'No room' } }, 3).kind).toBe('change');
  });

  it('are over when the meeting is cancelled or ended, whatever the preview shows', () => {
    expect(decideMove({ ...state, status: 'cancelled' }, 3, instant(15, 9, 30), now).kind).toBe('cancelled');
    expect(decideMove({ ...state, hasEnded: true }, 3, instant(15, 9, 30), now).kind).toBe('over');
    expect(decideCancel({ ...state, status: 'cancelled' }, 3).kind).toBe('cancelled');
    expect(decideMove(state, 2, instant(15, 9, 30), now).kind).toBe('outdated');
  });

  it('never move a meeting into the past', () => {
    expect(decideMove(state, 3, instant(9, 9), now).kind).toBe('past');
  });
});

describe('quiet hours of notices', () => {
  const sendAt = (now: WallTime, starts: Date[]) => sendNoticeAt(toInstant(now), now, starts, toInstant);

  it('hold a notice from 21:00 until 8:00', () => {
    expect(sendAt(at(10, 20, 59), [instant(14, 14)])).toBeUndefined();
    expect(sendAt(at(10, 21), [instant(14, 14)])).toEqual(instant(11, 8));
    expect(sendAt(at(11, 7, 59), [instant(14, 14)])).toEqual(instant(11, 8));
    expect(sendAt(at(11, 8), [instant(14, 14)])).toBeUndefined();
  });

  it('do not hold what starts within 12 hours, by its old time or by its new one', () => {
    expect(sendAt(at(10, 22), [instant(11, 10)])).toBeUndefined();
    expect(sendAt(at(10, 22), [instant(11, 9), instant(14, 14)])).toBeUndefined();
    expect(sendAt(at(10, 22), [instant(11, 10, 1)])).toEqual(instant(11, 8));
  });
});
