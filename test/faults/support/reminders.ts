import { sql } from 'kysely';
import { cancelOlderGenerations } from '../../../src/db/broadcasts.ts';
import type { Db } from '../../../src/db/client.ts';
import { lockMeeting, recordVersion } from '../../../src/db/meetings.ts';
import { cancelReminders, planRemindersOf } from '../../../src/db/reminders.ts';
import type { MeetingChange } from '../../../src/domain/meeting.ts';
import { FIRST_ID, TITLE, noticeDetails } from './seed.ts';

export interface ReminderPlan {
  count: number;
  /** How many members come to each meeting; every member comes to one. */
  comers?: number;
  /** Meeting `n` is reminded of from `dueAt` on, each `gapMs` after the one before. */
  dueAt: Date;
  gapMs?: number;
  startsAt: Date;
  /** Told apart by it when there is more than one plan. */
  series?: string;
  firstMember?: number;
}

/** The title of meeting `n`: the oracle knows by it which reminder a message is. */
export function titleOf(n: number, series = 'r'): string {
  return `${TITLE}, part ${series}${n}.`;
}

/** Meetings with a reminder each, by the thousand in four statements. */
export async function addReminders(db: Db, communityId: number, plan: ReminderPlan): Promise<void> {
  const { count, comers = 1, dueAt, gapMs = 0, startsAt, series = 'r', firstMember = 0 } = plan;
  const now = new Date();
  const details = JSON.stringify(noticeDetails('', startsAt));
  const numbers = sql`generate_series(0, ${count - 1}::int) n`;
  const code = sql`${series}::text || n`;
  await sql`
    insert into meetings (code, community_id, status, version, details, starts_at, created_at, published_at)
    select ${code}, ${communityId}, 'published', 1,
      jsonb_set(${details}::jsonb, '{title}', to_jsonb(${`${TITLE}, part ${series}`}::text || n || '.')),
      ${startsAt}, ${now}, ${now}
    from ${numbers}
  `.execute(db);
  await sql`
    insert into meeting_versions (meeting_id, version, change, details, published_at)
    select m.id, 1, 'published', m.details, ${now} from ${numbers} join meetings m on m.code = ${code}
  `.execute(db);
  await sql`
    insert into reminders (meeting_id, generation, slot, due_at)
    select m.id, 1, 'two_hours', ${dueAt}::timestamptz + n * ${gapMs}::float8 * interval '1 ms'
    from ${numbers} join meetings m on m.code = ${code}
  `.execute(db);
  await sql`
    insert into rsvps (meeting_id, resident_id, status, version, answered_at)
    select m.id, r.id, 'going', 1, ${now}
    from ${numbers} join meetings m on m.code = ${code}
      join residents r on (r.telegram_id - ${FIRST_ID + firstMember}) between n * ${comers}::int
        and (n + 1) * ${comers}::int - 1
  `.execute(db);
}

/**
 * Moves or cancels a meeting as the bot does: the version, its reminders and the end of everything older in one
 * transaction. Returns when that was committed.
 */
export async function changeMeeting(
  db: Db,
  code: string,
  change: Exclude<MeetingChange, 'published'>,
  next: { title: string; remindAt: Date },
): Promise<Date> {
  const now = new Date();
  const startsAt = new Date(next.remindAt.getTime() + 7_200_000);
  await db.transaction().execute(async (tx) => {
    const meeting = await lockMeeting(tx, { code });
    if (!meeting) throw new Error(`no meeting ${code}`);
    const details = noticeDetails(next.title, startsAt);
    const version = { change, details, startsAt, reason: 'The hall is taken', by: null };
    const { version: generation } = await recordVersion(tx, meeting, version, now);
    await cancelReminders(tx, meeting.id);
    const planned = [{ slot: 'two_hours' as const, dueAt: next.remindAt }];
    if (change === 'moved') await planRemindersOf(tx, meeting.id, generation, planned);
    await cancelOlderGenerations(tx, ['meeting_notice', 'meeting_reminder'], meeting.id, generation, now);
  });
  return new Date();
}
