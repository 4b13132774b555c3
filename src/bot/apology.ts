import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { type Locale, localeOfTag } from '../domain/locale.ts';
import { type Effect, say } from '../telegram/effect.ts';
import { t } from '../telegram/i18n.ts';
import { perform } from '../telegram/perform.ts';

/** What to say in the private chat of whoever sent this update; nothing in groups. */
export function apologyEffects(update: Update | undefined, key: string, defaultLocale: Locale): Effect[] {
  const query = update?.callback_query;
  const message = query?.message ?? update?.message;
  const from = query?.from ?? update?.message?.from;
  if (!from || message?.chat.type !== 'private') return [];
  const text = t(localeOfTag(from.language_code) ?? defaultLocale, key);
  const chatId = message.chat.id;
  const answer: Effect[] = query ? [{ kind: 'answer', chatId, queryId: query.id }] : [];
  return [...answer, say(chatId, { text })];
}

export interface Apology {
  /** Apologises to the senders of these updates, once to each while the outage lasts. */
  sayOnce(updates: Update[]): void;
  /** The outage is over. */
  reset(): void;
}

/** Speaks without the database, which is what is away: the one place that does not go through the outbox. */
export function createApology(api: Api, defaultLocale: Locale): Apology {
  const told = new Set<number>();
  const noSources = {
    findPost: async () => undefined,
    draw: async () => ({ as: 'words' as const, text: '' }),
  };
  return {
    sayOnce: (updates) => {
      for (const update of updates) {
        const effects = apologyEffects(update, 'sorry-away', defaultLocale);
        const chatId = effects[0]?.chatId;
        if (chatId === undefined || told.has(chatId)) continue;
        told.add(chatId);
        for (const effect of effects) void perform(api, noSources, effect).catch(() => undefined);
      }
    },
    reset: () => told.clear(),
  };
}
