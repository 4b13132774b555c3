import type { Update } from 'grammy/types';
import { sql } from 'kysely';
import type { Db } from '../../src/db/client.ts';
import { INBOX_CHANNEL } from '../../src/db/inbox.ts';
import type { Message } from '../../src/simulator/types.ts';

let nextUpdate = 900_000_000;

/** A press as Telegram delivers it; `query` is what the press is answered by. */
export function pressOn(message: Message, personId: number, data: string, languageCode = 'en'): Update {
  nextUpdate += 1;
  const from = { id: personId, is_bot: false, first_name: `Person${personId}`, language_code: languageCode };
  const query = { id: `query-${nextUpdate}`, from, chat_instance: '1', message, data };
  return { update_id: nextUpdate, callback_query: query } as unknown as Update;
}

export function textFrom(personId: number, text: string): Update {
  nextUpdate += 1;
  const from = { id: personId, is_bot: false, first_name: `Person${personId}`, language_code: 'en' };
  const chat = { id: personId, type: 'private', first_name: from.first_name };
  const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: text.length }] : [];
  const message = { message_id: nextUpdate, date: 1, chat, from, text, entities };
  return { update_id: nextUpdate, message } as unknown as Update;
}

/**
 * Puts an update into the inbox as if it had been recorded then. With `attempts` it was tried before, and therefore
 * goes the ordinary way whatever it is.
 */
export async function putIntoInbox(
  db: Db,
  update: Update,
  { receivedAt, attempts = 0 }: { receivedAt: Date; attempts?: number },
): Promise<void> {
  const personKey = (update.callback_query ?? update.message)?.from?.id ?? 0;
  await db
    .insertInto('inbox')
    .values({
      update_id: update.update_id,
      person_key: personKey,
      payload: JSON.stringify(update),
      received_at: receivedAt,
      attempts,
    })
    .execute();
  await sql`select pg_notify(${INBOX_CHANNEL}, '')`.execute(db);
}
