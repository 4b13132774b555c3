import type { InlineKeyboardButton } from 'grammy/types';
import {
  type BroadcastStatus,
  type DeliveryCounts,
  type HeldReason,
  isAllowed,
  isOver,
  totalOf,
  waitingOf,
} from '../../domain/broadcast.ts';
import { UNWRITTEN } from '../../domain/delivery.ts';
import type { Locale } from '../../domain/locale.ts';
import { plainLine } from '../../domain/plain.ts';
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
  heldReason: HeldReason | null;
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
const MOST_REASON_CHARACTERS = 150;
const MOST_BUILDING_CHARACTERS = 20;

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
    lines.push(contentFailureLine(t, broadcast.contentFailure));
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
  const waiting = (counts.pending ?? 0) + (counts.sending ?? 0);
  const rest = (['expired', 'cancelled', 'held'] as const).flatMap((status) =>
    counts[status] ? [t(`broadcast-${status}`, { count: counts[status] })] : [],
  );
  if (waiting > 0) rest.push(t('broadcast-waiting', { count: waiting }));
  return [...always, ...rest].join(' · ');
}

function contentFailureLine(t: Translate, reason: string): string {
  if (reason === UNWRITTEN) return t('broadcast-content-unwritten');
  return t('broadcast-content-failure', { reason: plainLine(reason, MOST_REASON_CHARACTERS) });
}

function buttons(t: Translate, broadcast: ShownBroadcast): InlineKeyboardButton[][] {
  const { id, status, counts } = broadcast;
  const rows: InlineKeyboardButton[][] = [];
  const add = (key: string, verb: string, variables = {}) =>
    rows.push([button(t(key, variables), 'broadcast', verb, id)]);
  if (isAllowed('pause', broadcast)) add('broadcast-pause', 'pause');
  if (isAllowed('resume', broadcast)) add('broadcast-resume', 'resume');
  if (isAllowed('cancel', broadcast)) add('broadcast-cancel', 'stop');
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

/** Every message stays under 600 characters. */
const MOST_CHARACTERS = 480;

/**
 * Who was not reached, by building, so that building leaders can knock on doors. Counts under five are not told exactly:
 * in a small building a number is a person.
 */
export function notReachedContent(locale: Locale, reach: ShownReach[]): Content {
  const t = translator(locale);
  if (reach.length === 0) return { text: t('broadcast-reach-all') };
  const isFew = ({ notReached }: ShownReach) => notReached < POLICY.staffMinimumCount;
  const few = reach.filter(isFew);
  const many = reach.filter((building) => !isFew(building));
  const lines = atMost(
    MOST_CHARACTERS,
    many.map((building) => reachLine(t, building)),
  );
  const room = MOST_CHARACTERS - lines.join('\n').length;
  const places = atMost(
    room,
    few.map((building) => placeText(t, building)),
  );
  if (places.length > 0) {
    const list = places.join(t('broadcast-reach-comma'));
    lines.push(t('broadcast-reach-few', { places: list, few: POLICY.staffMinimumCount }));
  }
  const left = many.length + few.length - lines.length - Math.max(0, places.length - 1);
  if (left > 0) lines.push(t('broadcast-reach-more', { count: left }));
  return { text: [t('broadcast-reach-lead'), ...lines].join('\n') };
}

/** As many of the first ones as fit, each with something in between. */
function atMost(characters: number, texts: string[]): string[] {
  let length = 0;
  return texts.filter((text) => (length += text.length + 2) <= characters);
}

function reachLine(t: Translate, building: ShownReach): string {
  const { total, notReached } = building;
  const place = placeText(t, building);
  if (notReached === total) return t('broadcast-reach-nobody', { place, total });
  return t('broadcast-reach', { place, count: notReached, total });
}

function placeText(t: Translate, { building }: ShownReach): string {
  if (building === null) return t('broadcast-building-unknown');
  return t('broadcast-building', { building: plainLine(building, MOST_BUILDING_CHARACTERS) });
}
