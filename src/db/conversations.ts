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
