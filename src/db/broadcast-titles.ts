import { sql } from 'kysely';
import type { Localized } from '../domain/locale.ts';
import type { Db } from './client.ts';

/** What a broadcast `b` speaks of, once {@link JOIN_SUBJECT} has joined it: the words of a meeting or of a survey. */
export const SUBJECT_TITLE = sql`coalesce(to_jsonb(m.details->>'title'), s.definition->'title')`;

export const JOIN_SUBJECT = sql`
  left join meetings m on b.kind in ('meeting_notice', 'meeting_reminder') and m.id = b.object_id
  left join surveys s on b.kind in ('survey_invitation', 'survey_reminder') and s.id = b.object_id`;

/** The title of the meeting or survey a broadcast is about; null when it has none. */
export async function broadcastTitle(db: Db, broadcastId: number): Promise<string | Localized | null> {
  const { rows } = await sql<{ title: string | Localized | null }>`
    select ${SUBJECT_TITLE} as title from broadcasts b ${JOIN_SUBJECT} where b.id = ${broadcastId}`.execute(
    db,
  );
  return rows[0]?.title ?? null;
}
