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
import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
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
  /** Of what it is about. */
  title: string | Localized | null;
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
const MOST_REASON_CHARACTERS = 100;
const MOST_TITLE_CHARACTERS = 60;
const MOST_BUILDING_CHARACTERS = 20;

/**
 * How far a broadcast is: a bar, the counts by outcome, what it waits for, and what can be done. "Handed to Telegram" is
 * all a bot can know: nobody tells it what was read.
 */
export function progressContent(locale: Locale, broadcast: ShownBroadcast): Content {
  const t = translator(locale);
  const { counts } = broadcast;
  const heading = headingOf(broadcast, locale);
  const lines = [...heading, standing(t, locale, broadcast), bar(counts), ...countLines(t, broadcast)];
  if (broadcast.telegramHeldUntil && broadcast.status !== 'held') {
    lines.push(t('broadcast-telegram-holds', { at: momentText(broadcast.telegramHeldUntil, locale) }));
  }
  if (broadcast.status === 'held' && broadcast.contentFailure) {
    lines.push(contentFailureLine(t, broadcast.contentFailure));
  }
  if (counts.unknown && broadcast.status === 'finished') lines.push(t('broadcast-unknown-hint'));
  const keyboard = buttons(t, broadcast);
  return {
    text: lines.join('\n'),
    entities: heading.map((title) => ({ type: 'bold' as const, offset: 0, length: title.length })),
    ...(keyboard.length > 0 && { keyboard }),
  };
}

/** What it is about: a publisher may have several such messages in the chat. */
function headingOf({ title }: ShownBroadcast, locale: Locale): string[] {
  const said = typeof title === 'string' ? title : inLocale(title ?? {}, locale);
  return [plainLine(said, MOST_TITLE_CHARACTERS)].filter(Boolean);
}

function standing(
  t: Translate,
  locale: Locale,
  { status, startsAt, heldUntil, counts }: ShownBroadcast,
): string {
  const total = totalOf(counts);
  const done = total - waitingOf(counts);
  if (status === 'scheduled' && startsAt) {
    return t('broadcast-title-scheduled', { at: momentText(startsAt, locale), total });
  }
  if (status === 'held' && heldUntil) {
    return t('broadcast-title-night', { at: momentText(heldUntil, locale), done, total });
  }
  return t(`broadcast-title-${status}`, { done, total });
}

function bar(counts: DeliveryCounts): string {
  const total = totalOf(counts);
  const done = total - waitingOf(counts) - (counts.cancelled ?? 0);
  const cells = total === 0 ? BAR_CELLS : Math.floor((BAR_CELLS * done) / total);
  return `${'▓'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}`;
}

/** While it is going on one line of what there is; in the end a list, where a zero is part of the proof. */
function countLines(t: Translate, { status: standing, counts }: ShownBroadcast): string[] {
  const isReport = isOver(standing);
  const outcomes = (['sent', 'blocked', 'failed', 'unknown'] as const).filter(
    (status) => status === 'sent' || isReport || counts[status],
  );
  const always = outcomes.map((status) => t(`broadcast-${status}`, { count: counts[status] ?? 0 }));
  const waiting = (counts.pending ?? 0) + (counts.sending ?? 0);
  const rest = (['expired', 'cancelled', 'held'] as const).flatMap((status) =>
    counts[status] ? [t(`broadcast-${status}`, { count: counts[status] })] : [],
  );
  if (waiting > 0) rest.push(t('broadcast-waiting', { count: waiting }));
  const all = [...always, ...rest];
  return isReport ? all : [all.join(' · ')];
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
  return {
    text: t('broadcast-cancel-question', { sent: counts.sent ?? 0, waiting: waitingOf(counts) }),
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
  const isAnyPlaceKnown = reach.some(({ building }) => building !== null);
  if (isAnyPlaceKnown) lines.push(t('broadcast-reach-ask'));
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
