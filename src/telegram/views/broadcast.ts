import { type DeliveryCounts, totalOf } from '../../domain/broadcast.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

const BAR_CELLS = 10;

/** How far a broadcast is: a bar, then the counts by outcome. "Handed to Telegram" is all a bot can know. */
export function progressContent(translate: Translate, counts: DeliveryCounts): Content {
  const total = totalOf(counts);
  const waiting = (counts.pending ?? 0) + (counts.held ?? 0) + (counts.sending ?? 0);
  const done = total - waiting;
  const cells = total === 0 ? BAR_CELLS : Math.floor((BAR_CELLS * done) / total);
  const title = waiting > 0 ? 'broadcast-running' : 'broadcast-finished';
  const parts = [
    translate('broadcast-sent', { count: counts.sent ?? 0 }),
    translate('broadcast-blocked', { count: counts.blocked ?? 0 }),
    translate('broadcast-failed', { count: counts.failed ?? 0 }),
    translate('broadcast-unknown', { count: counts.unknown ?? 0 }),
    ...whenAny(counts.expired, (count) => translate('broadcast-expired', { count })),
    ...whenAny(counts.cancelled, (count) => translate('broadcast-cancelled', { count })),
    ...whenAny(waiting, (count) => translate('broadcast-waiting', { count })),
  ];
  const bar = `${'▓'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}`;
  return { text: `${translate(title, { done, total })}\n${bar}\n${parts.join(' · ')}` };
}

function whenAny(count: number | undefined, line: (count: number) => string): string[] {
  return count ? [line(count)] : [];
}
