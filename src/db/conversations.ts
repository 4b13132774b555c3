import { sql } from 'kysely';
import type { Locale } from '../domain/locale.ts';
import { WIZARDS, type Wizard } from '../domain/wizard.ts';
import type { Db } from './client.ts';

/** A staff wizard in progress: what @grammyjs/conversations keeps of it, under the chat it runs in. */
export async function readConversation(db: Db, key: string): Promise<unknown> {
  const row = await db
    .selectFrom('conversation_states')
    .select('state')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.state;
}

export async function writeConversation(db: Db, key: string, state: unknown, at: Date): Promise<void> {
  const text = JSON.stringify(state);
  await db
    .insertInto('conversation_states')
    .values({ key, state: text, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ state: text, updated_at: at }))
    .execute();
}

/** Gives up wizards that nobody has touched since `before`: what was typed into one is not kept for ever. */
export async function forgetConversations(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('conversation_states').where('updated_at', '<', before).execute();
}

export async function deleteConversation(db: Db, key: string): Promise<void> {
  await db.deleteFrom('conversation_states').where('key', '=', key).execute();
}

export interface LeftWizard {
  key: string;
  wizard: Wizard;
  chatId: number;
  locale: Locale;
  /** The zone of the place its author works for. */
  zone: string;
}

/** Wizards with a draft of their own in which nothing has happened since `before`. */
export async function leftWizards(db: Db, before: Date): Promise<LeftWizard[]> {
  const names = JSON.stringify(Object.entries(WIZARDS).map(([wizard, name]) => ({ wizard, name })));
  const { rows } = await sql<LeftWizard>`
    select s.key, w.wizard, r.telegram_id as "chatId", r.locale, c.time_zone as zone
    from conversation_states s
      join jsonb_to_recordset(${names}::jsonb) as w (wizard text, name text) on s.state -> 'state' -> w.name is not null
      join residents r on r.telegram_id::text = s.key
      join lateral (select community_id from roles where resident_id = r.id and role = 'staff' order by id limit 1) o on true
      join communities c on c.id = o.community_id
    where s.updated_at < ${before}
  `.execute(db);
  return rows;
}

/** Closes a wizard in which still nothing has happened; false when something has. */
export async function closeLeftWizard(tx: Db, key: string, before: Date): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('conversation_states')
    .where('key', '=', key)
    .where('updated_at', '<', before)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
