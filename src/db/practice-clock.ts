import type { Db } from './client.ts';

/** How far practice mode has moved the clock, in milliseconds; undefined outside practice mode. */
export async function readOffset(db: Db): Promise<number | undefined> {
  const row = await db.selectFrom('practice_clock').select('offset_ms').executeTakeFirst();
  return row?.offset_ms;
}

export async function writeOffset(db: Db, offsetMs: number): Promise<void> {
  await db
    .insertInto('practice_clock')
    .values({ offset_ms: offsetMs })
    .onConflict((conflict) => conflict.column('is_only_row').doUpdateSet({ offset_ms: offsetMs }))
    .execute();
}

/** When the published meetings after `since` start, the next one first. */
export async function meetingStarts(db: Db, since: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('meetings')
    .select('starts_at')
    .where('status', '=', 'published')
    .where('starts_at', '>', since)
    .orderBy('starts_at')
    .limit(100)
    .execute();
  return rows.flatMap((row) => row.starts_at ?? []);
}
