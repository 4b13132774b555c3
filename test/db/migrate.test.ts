import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { migrateToLatest, migrationStatus } from '../../src/db/migrate.ts';
import { createTestDatabase } from '../support/database.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

test('every migration can be undone, newest first, and leaves nothing behind', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 1);
  for (const file of readdirSync(FOLDER).toSorted().toReversed()) {
    const migration: Migration = await import(new URL(file, FOLDER).href);
    await migration.down?.(db);
  }
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
  `.execute(db);
  expect(rows).toEqual([]);
  await db.destroy();
  await database.drop();
});

test('the delivery ledger keeps every row when it is undone and done again', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 1);
  const later = readdirSync(FOLDER).filter((file) => file >= '0007');
  const migrations: Migration[] = [];
  for (const file of later.toSorted()) migrations.push(await import(new URL(file, FOLDER).href));
  await fillLedger(db);
  const before = await ledgerRows(db);
  expect(before).toHaveLength(9);
  for (const migration of migrations.toReversed()) await migration.down?.(db);
  const old = await sql<{ chat: number; locale: string }>`
    select chat_id as chat, locale from deliveries order by resident_id`.execute(db);
  expect(old.rows.map(({ chat }) => chat)).toEqual(before.map((_, index) => 500 + index));
  for (const migration of migrations) await migration.up(db);
  expect(await ledgerRows(db)).toEqual(before);
  await db.destroy();
  await database.drop();
});

const STATUSES = [
  'pending',
  'held',
  'sending',
  'sent',
  'unknown',
  'failed',
  'blocked',
  'expired',
  'cancelled',
];

/** A broadcast with a delivery in every status. */
async function fillLedger(db: Db): Promise<void> {
  await sql`
    with community as (
      insert into communities (code, name_zh, name_en, name_es, time_zone, created_at)
      values ('xinghua', 'x', 'x', 'x', 'Asia/Shanghai', now()) returning id),
    broadcast as (
      insert into broadcasts (kind, object_id, generation, community_id, status, created_at)
      select 'meeting_notice', 1, 1, id, 'running', now() from community returning id),
    people as (
      insert into residents (telegram_id, locale, locale_chosen_at, created_at)
      select 499 + n, 'es', now(), now() from generate_series(1, 9) n order by n returning id, telegram_id)
    insert into deliveries (broadcast_id, resident_id, status, attempts, claim_token, lease_until, not_before,
      message_id, failure, settled_at)
    select b.id, p.id, (${STATUSES}::text[])[p.telegram_id - 499], 1, gen_random_uuid(), now(), now(), 77, 'why', now()
    from people p, broadcast b
  `.execute(db);
}

async function ledgerRows(db: Db): Promise<unknown[]> {
  return await db.selectFrom('deliveries').selectAll().orderBy('resident_id').execute();
}

test('several processes may migrate at once', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 1);
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  await Promise.all([1, 2, 3].map(async () => await migrateToLatest(database.url)));
  const lines = await migrationStatus(db);
  expect(lines).toHaveLength(readdirSync(FOLDER).length);
  expect(lines.every(({ executedAt }) => executedAt)).toBe(true);
  await db.destroy();
  await database.drop();
});
