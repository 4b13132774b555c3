import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BroadcastStatus, DeliveryCounts, DeliveryStatus } from '../../src/domain/broadcast.ts';
import { UNWRITTEN } from '../../src/domain/delivery.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { buttonLabel } from '../../src/domain/plain.ts';
import type { Content } from '../../src/telegram/effect.ts';
import { t } from '../../src/telegram/i18n.ts';
import {
  type ShownBroadcast,
  cancelQuestion,
  notReachedContent,
  progressContent,
} from '../../src/telegram/views/broadcast.ts';

const LONGEST_MESSAGE = 600;
const MORNING = { year: 2026, month: 9, day: 23, hour: 20, minute: 48 };
const STATUSES: DeliveryStatus[] = [
  'pending',
  'held',
  'sending',
  'sent',
  'unknown',
  'failed',
  'blocked',
  'expired',
  'cancelled',
];

/** 130,000 people in every status there is, and every reason to wait: the longest message there can be. */
const FULL: DeliveryCounts = Object.fromEntries(STATUSES.map((status) => [status, 14_444]));

function shown(changes: Partial<ShownBroadcast>): ShownBroadcast {
  return { id: 1, title: 'The lift', status: 'running', heldReason: null, counts: {}, ...changes };
}

function expectReadable({ text, keyboard = [], entities = [] }: Content): void {
  expect(text.length).toBeLessThan(LONGEST_MESSAGE);
  for (const button of keyboard.flat()) expect(buttonLabel(button.text)).toBe(button.text);
  for (const { offset, length } of entities) expect(text.slice(offset, offset + length).trim()).not.toBe('');
}

describe.each(LOCALES)('in %s', (locale) => {
  test('every state of a broadcast is said in under 600 characters, with buttons that fit', () => {
    const statuses: BroadcastStatus[] = [
      'draft',
      'scheduled',
      'running',
      'paused',
      'held',
      'finishing',
      'finished',
      'cancelled',
    ];
    for (const status of statuses)
      for (const contentFailure of [null, UNWRITTEN, `Bad Request: can't parse entities: ${'x'.repeat(900)}`])
        for (const title of ['长'.repeat(120), { zh: '题', en: 'Title' }, '', null]) {
          const heldReason = contentFailure === null ? 'quiet_hours' : 'content';
          const held = heldReason === 'quiet_hours' ? { heldUntil: MORNING } : {};
          const times = { startsAt: MORNING, telegramHeldUntil: MORNING, ...held };
          expectReadable(
            progressContent(
              locale,
              shown({ title, status, heldReason, counts: FULL, contentFailure, ...times }),
            ),
          );
        }
    for (const counts of [{}, { pending: 5 }, FULL]) expectReadable(cancelQuestion(locale, 1, counts));
  });

  test('a fault of ours is not blamed on Telegram', () => {
    const { text } = progressContent(
      locale,
      shown({ status: 'held', heldReason: 'content', contentFailure: UNWRITTEN }),
    );
    expect(text).toContain(t(locale, 'broadcast-content-unwritten'));
    expect(text).not.toContain(UNWRITTEN);
  });

  test('however many buildings there are, the list of who was not reached fits and counts all of them', () => {
    const building = fc.record({
      building: fc.option(
        fc.oneof(fc.nat(99).map(String), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })),
        { nil: null },
      ),
      total: fc.integer({ min: 1, max: 400 }),
      notReached: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(building, { maxLength: 120 }), (reach) => {
        const places = reach.map((place) => ({
          ...place,
          notReached: Math.min(place.notReached, place.total),
        }));
        const content = notReachedContent(locale, places);
        expectReadable(content);
        const exact = (count: number, total: number) =>
          t(locale, 'broadcast-reach', { place: '', count, total });
        for (const { total, notReached } of places)
          if (notReached < 5) expect(`${content.text}\n`).not.toContain(`${exact(notReached, total)}\n`);
      }),
    );
  });

  test('what does not fit is counted', () => {
    const reach = Array.from({ length: 200 }, (_, index) => ({
      building: String(index),
      total: 90,
      notReached: 7,
    }));
    const lines = notReachedContent(locale, reach).text.split('\n');
    const named = lines.filter((line) => line.includes('90')).length;
    expect(named).toBeGreaterThan(8);
    expect(lines).toContain(t(locale, 'broadcast-reach-more', { count: 200 - named }));
  });
});

test('the bar is full only when everybody had their turn', () => {
  const barOf = (counts: DeliveryCounts, status: BroadcastStatus = 'running') =>
    progressContent('en', shown({ counts, status })).text.split('\n')[2];
  expect(barOf({ pending: 10 })).toBe('░'.repeat(10));
  expect(barOf({ sent: 994, blocked: 5, sending: 1 })).toBe('▓'.repeat(9) + '░');
  expect(barOf({ sent: 9, failed: 1 }, 'finished')).toBe('▓'.repeat(10));
  expect(barOf({ sent: 5, cancelled: 5 }, 'cancelled')).toBe('▓'.repeat(5) + '░'.repeat(5));
});
