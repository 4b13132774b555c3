import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface OutboxRow {
  id: number;
  chat_id: number;
  effect: unknown;
  attempts: number;
}

/**
 * Writes effects in the transaction of the change that causes them, already leased to this process, which performs them
 * right after the commit. If it dies, the lease runs out and {@link claimEffects} hands them to another.
 */
export async function writeEffects(
  tx: Db,
  effects: { chatId: number; effect: object }[],
  at: Date,
  leaseUntil: Date,
): Promise<OutboxRow[]> {
  if (effects.length === 0) return [];
  return await tx
    .insertInto('outbox')
    .values(
      effects.map(({ chatId, effect }) => ({
        chat_id: chatId,
        effect: JSON.stringify(effect),
        status: 'sending' as const,
        attempts: 1,
        lease_until: leaseUntil,
        created_at: at,
      })),
    )
    .returning(['id', 'chat_id', 'effect', 'attempts'])
    .execute();
}

/** Writes an effect that whichever process sweeps the outbox next will perform. */
export async function queueEffect(db: Db, chatId: number, effect: object, at: Date): Promise<void> {
  await db
    .insertInto('outbox')
    .values({ chat_id: chatId, effect: JSON.stringify(effect), status: 'pending', created_at: at })
    .execute();
}

/** Writes an edit of a post that replaces an earlier edit of it which nobody has performed yet. */
export async function queueRewrite(
  db: Db,
  chatId: number,
  post: string,
  effect: object,
  at: Date,
): Promise<void> {
  await sql`
    with outdated as (
      delete from outbox where chat_id = ${chatId} and status = 'pending' and effect #>> '{target,post}' = ${post})
    insert into outbox (chat_id, effect, status, created_at)
    values (${chatId}, ${JSON.stringify(effect)}, 'pending', ${at})
  `.execute(db);
}

/** Takes back edits of a post that nobody has performed yet: what they say is no longer so. */
export async function withdrawRewrites(tx: Db, chatId: number, post: string): Promise<void> {
  await sql`
    delete from outbox where chat_id = ${chatId} and status = 'pending' and effect #>> '{target,post}' = ${post}
  `.execute(tx);
}

/** Leases what is pending or was left behind by a dead process, oldest first. */
export async function claimEffects(db: Db, at: Date, leaseUntil: Date, limit: number): Promise<OutboxRow[]> {
  return await db
    .updateTable('outbox')
    .set({ status: 'sending', lease_until: leaseUntil, attempts: sql`attempts + 1` })
    .where('id', 'in', (query) =>
      query
        .selectFrom('outbox')
        .select('id')
        .where((where) =>
          where.or([
            where('status', '=', 'pending'),
            where.and([where('status', '=', 'sending'), where('lease_until', '<', at)]),
          ]),
        )
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'chat_id', 'effect', 'attempts'])
    .execute();
}

export type EffectOutcome =
  | { status: 'sent' }
  | { status: 'pending' }
  | { status: 'unknown' | 'failed'; failure: string };

/** Records what became of an effect. What was said is emptied as soon as nobody will say it again. */
export async function settleEffect(db: Db, id: number, outcome: EffectOutcome, at: Date): Promise<void> {
  const isOver = outcome.status !== 'pending';
  await db
    .updateTable('outbox')
    .set({
      status: outcome.status,
      lease_until: null,
      settled_at: isOver ? at : null,
      failure: 'failure' in outcome ? outcome.failure : null,
      ...(isOver && { effect: null }),
    })
    .where('id', '=', id)
    .execute();
}

/** Remembers under which message id a post stands in a chat, so that it can be edited later by its reference. */
export async function rememberPost(
  db: Db,
  chatId: number,
  reference: string,
  messageId: number,
): Promise<void> {
  await db
    .insertInto('posts')
    .values({ chat_id: chatId, reference, message_id: messageId })
    .onConflict((conflict) =>
      conflict.columns(['chat_id', 'reference']).doUpdateSet({ message_id: messageId }),
    )
    .execute();
}

export async function findPost(db: Db, chatId: number, reference: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('posts')
    .select('message_id')
    .where('chat_id', '=', chatId)
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row?.message_id;
}

export async function forgetEffects(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('outbox').where('settled_at', '<', before).execute();
}
