import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from './client.ts';

const LOOK_EVERY_MS = 50;

/**
 * Waits until every transaction of this program that is open now has ended, and with it everything they write under
 * earlier timestamps can be read. False when one of them takes longer than `timeoutMs`. Call it outside a transaction.
 */
export async function openTransactionsEnded(db: Db, timeoutMs: number): Promise<boolean> {
  const { rows } = await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(db);
  const before = rows[0]?.now ?? '';
  for (let waitedMs = 0; waitedMs <= timeoutMs; waitedMs += LOOK_EVERY_MS) {
    if (!(await isAnyOpenSince(db, before))) return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

async function isAnyOpenSince(db: Db, before: string): Promise<boolean> {
  const { rows } = await sql<{ is_open: boolean }>`
    select exists (
      select from pg_stat_activity a
      where a.datname = current_database() and a.application_name = current_setting('application_name')
        and a.pid <> pg_backend_pid() and a.xact_start < ${before}::timestamptz) as is_open
  `.execute(db);
  return rows[0]?.is_open ?? false;
}
