import { type RawBuilder, sql } from 'kysely';
import { type Db, PREPARED } from './client.ts';

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
export async function writeEffects<E extends { chatId: number }>(
  tx: Db,
  effects: E[],
  at: Date,
  leaseUntil: Date,
): Promise<OutboxRow[]> {
  if (effects.length === 0) return [];
  const { rows } = await sql<{ id: number }>`${insertEffects(effects, at, leaseUntil)} returning id`.execute(
    tx,
  );
  return leasedRows(
    effects,
    rows.map(({ id }) => id),
  );
}

/** The statement that writes leased effects, to stand alone or inside a larger one. Ids rise in the effects' order. */
export function insertEffects(
  effects: { chatId: number }[],
  at: Date,
  leaseUntil: Date,
): RawBuilder<unknown> {
  return sql`
    insert into outbox (chat_id, effect, status, attempts, lease_until, created_at)
    select (e.effect ->> 'chatId')::bigint, e.effect, 'sending', 1, ${leaseUntil}, ${at}
    from jsonb_array_elements(${JSON.stringify(effects)}::jsonb) with ordinality as e (effect, place)
    order by e.place`;
}

/** The rows that {@link insertEffects} wrote for these effects, from the ids it returned. */
export function leasedRows(effects: { chatId: number }[], ids: number[]): OutboxRow[] {
  const inOrder = ids.toSorted((one, other) => one - other);
  return effects.map((effect, index) => {
    return { id: inOrder[index] as number, chat_id: effect.chatId, effect, attempts: 1 };
  });
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
  const rows = await db
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
  return rows.toSorted((one, other) => one.id - other.id);
}

/** A message to be edited later by its reference. */
export interface Post {
  chatId: number;
  reference: string;
  messageId: number;
}

export type EffectOutcome =
  /** Performed; the message it made is remembered as `post`. */
  | { status: 'done'; post?: Post }
  /** Goes back; in doubt when it may have been executed, which counts as an attempt. */
  | { status: 'pending'; isInDoubt?: boolean }
  | { status: 'unknown' | 'failed'; failure: string };

export interface SettledEffect {
  id: number;
  outcome: EffectOutcome;
}

/**
 * Records what became of effects, all in one statement. What is done is deleted; what failed or is unknown stays, without
 * its words, until {@link forgetEffects}.
 */
export async function settleEffects(db: Db, settled: SettledEffect[], at: Date): Promise<void> {
  const done = settled.filter(({ outcome }) => outcome.status === 'done').map(({ id }) => id);
  const posts = settled.flatMap(({ outcome }) => ('post' in outcome && outcome.post ? [outcome.post] : []));
  const others = settled.filter(({ outcome }) => outcome.status !== 'done');
  await sql`
    ${PREPARED}
    with done as (delete from outbox where id = any(${done}::bigint[]))
    ${posts.length > 0 ? sql`, remembered as (${insertPosts(posts)})` : sql``}
    update outbox set status = o.status, lease_until = null, failure = o.failure,
      settled_at = case when o.status <> 'pending' then ${at}::timestamptz end,
      effect = case when o.status = 'pending' then effect end,
      attempts = attempts - case when o.is_unsent then 1 else 0 end
    from unnest(${others.map(({ id }) => id)}::bigint[], ${others.map(({ outcome }) => outcome.status)}::text[],
      ${others.map(({ outcome }) => ('failure' in outcome ? outcome.failure : null))}::text[],
      ${others.map(({ outcome }) => outcome.status === 'pending' && !outcome.isInDoubt)}::boolean[])
      as o (id, status, failure, is_unsent)
    where outbox.id = o.id
  `.execute(db);
}

/** The last word on a post counts: one statement may not touch a row twice. */
function insertPosts(posts: Post[]): RawBuilder<unknown> {
  const byKey = new Map(posts.map((post) => [`${post.chatId} ${post.reference}`, post]));
  const rows = [...byKey.values()].toSorted((one, other) => one.chatId - other.chatId);
  return sql`
    insert into posts (chat_id, reference, message_id)
    select * from unnest(${rows.map(({ chatId }) => chatId)}::bigint[],
      ${rows.map(({ reference }) => reference)}::text[], ${rows.map(({ messageId }) => messageId)}::bigint[])
    on conflict (chat_id, reference) do update set message_id = excluded.message_id`;
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
