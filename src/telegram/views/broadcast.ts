import type { InlineKeyboardButton } from 'grammy/types';
import {
  type BroadcastStatus,
  type DeliveryCounts,
  isAllowed,
  totalOf,
  waitingOf,
} from '../../domain/broadcast.ts';
import type { Locale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import type { WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Translate, translator } from '../i18n.ts';
import { momentText } from './moment.ts';

/** The reference under which the message about a broadcast is remembered. */
export function broadcastPost(broadcastId: number): string {
  return `broadcast:${broadcastId}`;
}

/** A broadcast as its publisher sees it; times on the clock of its place. */
export interface ShownBroadcast {
  id: number;
  status: BroadcastStatus;
  counts: DeliveryCounts;
  startsAt?: WallTime | null | undefined;
  /** Held for the night until then. */
  heldUntil?: WallTime | null | undefined;
  /** Telegram refuses everything until then. */
  telegramHeldUntil?: WallTime | undefined;
  /** Telegram refuses this message, in its words. */
  contentFailure?: string | null | undefined;
}

const BAR_CELLS = 10;

/**
 * How far a broadcast is: a bar, the counts by outcome, what it waits for, and what can be done. "Handed to Telegram" is
 * all a bot can know: nobody tells it what was read.
 */
export function progressContent(locale: Locale, broadcast: ShownBroadcast): Content {
  const t = translator(locale);
  const { counts } = broadcast;
  const total = totalOf(counts);
  const done = total - waitingOf(counts);
  const lines = [title(t, locale, broadcast, done, total), bar(done, total), countLine(t, counts)];
  if (broadcast.telegramHeldUntil) {
    lines.push(t('broadcast-telegram-holds', { at: momentText(broadcast.telegramHeldUntil, locale) }));
  }
  if (broadcast.status === 'held' && broadcast.contentFailure) {
    lines.push(t('broadcast-content-failure', { reason: broadcast.contentFailure }));
  }
  if (counts.unknown && isOver(broadcast.status))
    lines.push(t('broadcast-unknown-hint', { count: counts.unknown }));
  const keyboard = buttons(t, broadcast);
  return { text: lines.join('\n'), ...(keyboard.length > 0 && { keyboard }) };
}

function title(
  t: Translate,
  locale: Locale,
  { status, startsAt, heldUntil }: ShownBroadcast,
  done: number,
  total: number,
): string {
  if (status === 'scheduled' && startsAt) {
    return t('broadcast-title-scheduled', { at: momentText(startsAt, locale), total });
  }
  if (status === 'held' && heldUntil) {
    return t('broadcast-title-night', { at: momentText(heldUntil, locale), done, total });
  }
  return t(`broadcast-title-${status}`, { done, total });
}

function bar(done: number, total: number): string {
  const cells = total === 0 ? BAR_CELLS : Math.floor((BAR_CELLS * done) / total);
  return `${'▓'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}`;
}

function countLine(t: Translate, counts: DeliveryCounts): string {
  const always = (['sent', 'blocked', 'failed', 'unknown'] as const).map((status) =>
    t(`broadcast-${status}`, { count: counts[status] ?? 0 }),
  );
  const waiting = waitingOf(counts);
  const rest = [
    ...(['expired', 'cancelled'] as const).flatMap((status) =>
      counts[status] ? [t(`broadcast-${status}`, { count: counts[status] })] : [],
    ),
    ...(waiting > 0 ? [t('broadcast-waiting', { count: waiting })] : []),
  ];
  return [...always, ...rest].join(' · ');
}

function isOver(status: BroadcastStatus): boolean {
  return status === 'finished' || status === 'cancelled';
}

function buttons(t: Translate, { id, status, counts }: ShownBroadcast): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  const add = (key: string, verb: string, variables = {}) =>
    rows.push([button(t(key, variables), 'broadcast', verb, id)]);
  if (isAllowed('pause', status)) add('broadcast-pause', 'pause');
  if (isAllowed('resume', status)) add('broadcast-resume', 'resume');
  if (isAllowed('cancel', status)) add('broadcast-cancel', 'stop');
  if (!isOver(status)) return rows;
  const missed = (counts.blocked ?? 0) + (counts.failed ?? 0) + (counts.unknown ?? 0) + (counts.expired ?? 0);
  if (missed > 0) add('broadcast-not-reached', 'missed', { count: missed });
  if (status === 'finished' && counts.unknown) add('broadcast-resend', 'resend', { count: counts.unknown });
  return rows;
}

/** Asked before a broadcast is stopped for good. */
export function cancelQuestion(locale: Locale, id: number, counts: DeliveryCounts): Content {
  const t = translator(locale);
  const waiting = waitingOf(counts);
  return {
    text: t('broadcast-cancel-question', { done: totalOf(counts) - waiting, waiting }),
    keyboard: [
      [button(t('broadcast-cancel-yes'), 'broadcast', 'cancel', id)],
      [button(t('broadcast-cancel-no'), 'broadcast', 'keep', id)],
    ],
  };
}

export interface ShownReach {
  building: string | null;
  total: number;
  notReached: number;
}

const MOST_BUILDINGS = 20;

/**
 * Who was not reached, by building, so that building leaders can knock on doors. Counts under five are not told exactly:
 * in a small building a number is a person.
 */
export function notReachedContent(locale: Locale, reach: ShownReach[]): Content {
  const t = translator(locale);
  const lines = reach.slice(0, MOST_BUILDINGS).map(({ building, total, notReached }) => {
    const place = building === null ? t('broadcast-building-unknown') : t('broadcast-building', { building });
    if (notReached === total && total >= POLICY.staffMinimumCount)
      return t('broadcast-reach-nobody', { place, total });
    if (notReached < POLICY.staffMinimumCount) {
      return t('broadcast-reach-few', { place, few: POLICY.staffMinimumCount });
    }
    return t('broadcast-reach', { place, count: notReached, total });
  });
  const more = reach.length - lines.length;
  if (more > 0) lines.push(t('broadcast-reach-more', { count: more }));
  const lead = reach.length === 0 ? t('broadcast-reach-all') : t('broadcast-reach-lead');
  return { text: [lead, ...lines].join('\n') };
}
