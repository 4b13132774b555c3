import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Db } from '../db/client.ts';
import type { Resident } from '../db/residents.ts';
import type { Seal } from '../db/sealing.ts';
import type { Locale } from '../domain/locale.ts';
import type { Powers } from '../domain/role.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Effect } from '../telegram/effect.ts';
import type { Translate } from '../telegram/i18n.ts';

/**
 * What the handling of one update works with: one transaction, one moment, and the effects to perform once it is
 * committed. Handlers never call Telegram themselves.
 */
export interface Scope {
  tx: Db;
  /** Opens and closes the answers of anonymous surveys. */
  seal: Seal;
  now: Date;
  /** When the update was recorded; long before `now` after an outage. */
  receivedAt: Date;
  resident: Resident | undefined;
  powers: Powers;
  locale: Locale;
  t: Translate;
  effects: Effect[];
  /** How a pressed button is answered; every press is answered once, with this or with nothing. */
  toast: { text: string; isAlert: boolean } | undefined;
  /** Set when the update belongs to an anonymous survey: what is kept of it must not tell from whom it came, or when. */
  leavesNoTrace: boolean;
  /** Hints to the workers, given after the commit. Losing one costs time, never a message. */
  afterCommit: ((queues: Queues) => Promise<void>)[];
}

/** Where something is said and how; a handler's context is one, a tap of a batch another. */
export interface Speaker {
  chatId: number | undefined;
  scope: Pick<Scope, 'locale' | 't' | 'effects' | 'toast'>;
}

export type BotContext = ConversationFlavor<Context & { scope: Scope }>;

/** What handlers need besides the update; built once by the composition root. */
export interface BotDeps {
  botUsername: string;
  defaultLocale: Locale;
  defaultTimeZone: string;
  random: () => number;
  /** Where our web side is reached: the public address, or this machine's own. */
  webUrl: string;
}
