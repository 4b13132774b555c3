import { describe, expect, test } from 'vitest';
import type { DigestItem } from '../../src/domain/digest.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { digestMessage } from '../../src/telegram/views/digest.ts';

const wall = { year: 2026, month: 3, day: 13, hour: 18, minute: 30 };

function digestOf(item: DigestItem, locale: Locale) {
  const content = { needsAction: [item], fresh: [], forInformation: [] };
  const community = { code: 'xinghua', name: 'Xinghua' };
  return digestMessage({ community, since: wall, until: wall, content }, locale);
}

describe.each(LOCALES)('what needs staff in %s', (locale) => {
  const dropped = { kind: 'reminders_dropped', meetingCode: 'gate22', title: 'Gate', dropped: 2 } as const;

  test('a reminder that came too late names its meeting, and says what to do while there is time', () => {
    const ahead = digestOf({ ...dropped, isOver: false }, locale);
    expect(ahead.text).toContain(t(locale, 'digest-reminders-dropped', { title: 'Gate', count: 2 }));
    const over = digestOf({ ...dropped, isOver: true }, locale);
    expect(over.text).toContain(t(locale, 'digest-reminders-missed', { title: 'Gate', count: 2 }));
    expect(over.text.length).toBeLessThan(ahead.text.length);
    expect(ahead.keyboard?.[0]?.[0]).toMatchObject({ callback_data: 'meeting:open:gate22' });
  });

  test('a broadcast that stands still says why and how many wait, and opens', () => {
    const stopped = {
      kind: 'broadcast_stopped',
      broadcastId: 7,
      title: { zh: '门', en: 'Gate', es: 'Puerta' },
    } as const;
    for (const [isFaulty, key] of [
      [false, 'digest-sending-paused'],
      [true, 'digest-sending-faulty'],
    ] as const) {
      const digest = digestOf({ ...stopped, isFaulty, waiting: 130 }, locale);
      expect(digest.text).toContain(t(locale, key, { title: stopped.title[locale], count: 130 }));
      expect(digest.keyboard?.[0]?.[0]).toMatchObject({ callback_data: 'broadcast:show:7' });
    }
  });
});
