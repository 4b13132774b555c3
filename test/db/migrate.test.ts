import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
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
