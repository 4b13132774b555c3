import { describe, expect, test } from 'vitest';
import {
  type BroadcastStatus,
  isAllowed,
  isOver,
  laneOf,
  totalOf,
  waitingOf,
} from '../../src/domain/broadcast.ts';

const STATUSES: BroadcastStatus[] = [
  'draft',
  'scheduled',
  'running',
  'paused',
  'held',
  'finishing',
  'finished',
  'cancelled',
];

describe('what staff can do', () => {
  test.each([
    { action: 'pause', from: ['scheduled', 'running'] },
    { action: 'resume', from: ['paused', 'held'] },
    { action: 'cancel', from: ['scheduled', 'running', 'paused', 'held'] },
  ] as const)('$action from $from and from nowhere else', ({ action, from }) => {
    expect(STATUSES.filter((status) => isAllowed(action, { status, heldReason: 'content' }))).toEqual(from);
  });

  test('a broadcast held for the night cannot be sent before the morning, but kept from going on', () => {
    const night = { status: 'held', heldReason: 'quiet_hours' } as const;
    expect(isAllowed('resume', night)).toBe(false);
    expect(isAllowed('pause', night)).toBe(true);
    expect(isAllowed('cancel', night)).toBe(true);
  });

  test('once it is over nothing can be paused, resumed or stopped', () => {
    expect(STATUSES.filter(isOver)).toEqual(['finished', 'cancelled']);
  });
});

test('first notices and invitations are bulk, everything that cannot wait is urgent', () => {
  expect(laneOf('survey_invitation', 1)).toBe('bulk');
  expect(laneOf('meeting_notice', 1)).toBe('bulk');
  expect(laneOf('meeting_notice', 2)).toBe('urgent');
  expect(laneOf('meeting_reminder', 1)).toBe('urgent');
  expect(laneOf('digest', 1)).toBe('urgent');
});

test('who waits is pending, held or on the way, and everybody counts', () => {
  const counts = { pending: 1, held: 2, sending: 4, sent: 8, unknown: 16, failed: 32, blocked: 64 };
  expect(waitingOf(counts)).toBe(7);
  expect(totalOf({ ...counts, expired: 128, cancelled: 256 })).toBe(511);
  expect(totalOf({})).toBe(0);
});
