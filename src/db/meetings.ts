import type { Selectable } from 'kysely';
import {
  type CompleteMeetingDetails,
  type MeetingChange,
  type MeetingDraft,
  isComplete,
} from '../domain/meeting.ts';
import type { Notice } from '../domain/notice.ts';
import type { Db } from './client.ts';
import { countRsvps } from './rsvps.ts';
import type { MeetingVersionsTable, MeetingsTable } from './schema.ts';

export type Meeting = Selectable<MeetingsTable>;
type MeetingVersion = Selectable<MeetingVersionsTable>;

type Key = { id: number } | { code: string };

export async function findMeeting(db: Db, by: Key): Promise<Meeting | undefined> {
  return await select(db, by).executeTakeFirst();
}

/** The meeting, held until the transaction ends: answers, moves and reminders of one meeting go one after another. */
export async function lockMeeting(tx: Db, by: Key): Promise<Meeting | undefined> {
  return await select(tx, by).forUpdate().executeTakeFirst();
}

function select(db: Db, by: Key) {
  const query = db.selectFrom('meetings').selectAll();
  return 'id' in by ? query.where('id', '=', by.id) : query.where('code', '=', by.code);
}

/** Starts an empty notice; undefined when the code is taken. */
export async function createDraft(
  db: Db,
  draft: { code: string; communityId: number; createdBy: number },
  now: Date,
): Promise<Meeting | undefined> {
  return await db
    .insertInto('meetings')
    .values({
      code: draft.code,
      community_id: draft.communityId,
      status: 'draft',
      details: '{}',
      draft: '{}',
      created_by: draft.createdBy,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** The notice a person has not finished yet. */
export async function findOwnDraft(db: Db, residentId: number): Promise<Meeting | undefined> {
  return await db
    .selectFrom('meetings')
    .selectAll()
    .where('created_by', '=', residentId)
    .where('status', '=', 'draft')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** Keeps what was typed; previews shown before it are outdated by that. Returns the new revision. */
export async function saveDraft(tx: Db, meetingId: number, draft: MeetingDraft | null): Promise<number> {
  const row = await tx
    .updateTable('meetings')
    .set((query) => ({
      draft: draft === null ? null : JSON.stringify(draft),
      draft_revision: query('draft_revision', '+', 1),
    }))
    .where('id', '=', meetingId)
    .returning('draft_revision')
    .executeTakeFirstOrThrow();
  return row.draft_revision;
}

/** Throws a draft away; a meeting that was published stays. */
export async function deleteDraft(tx: Db, meetingId: number): Promise<void> {
  await tx.deleteFrom('meetings').where('id', '=', meetingId).where('status', '=', 'draft').execute();
}

export interface NewVersion {
  change: MeetingChange;
  details: CompleteMeetingDetails;
  startsAt: Date;
  reason: string | undefined;
  by: number | null;
}

/** Makes a state of the meeting the public one, numbers it and writes it to the audit log. Needs the row's lock. */
export async function recordVersion(tx: Db, meeting: Meeting, next: NewVersion, now: Date): Promise<Meeting> {
  const details = JSON.stringify(next.details);
  const updated = await tx
    .updateTable('meetings')
    .set({
      status: next.change === 'cancelled' ? 'cancelled' : 'published',
      version: meeting.version + 1,
      details,
      starts_at: next.startsAt,
      draft: null,
      draft_revision: meeting.draft_revision + 1,
      published_at: meeting.published_at ?? now,
    })
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('meeting_versions')
    .values({
      meeting_id: meeting.id,
      version: updated.version,
      change: next.change,
      details,
      reason: next.reason ?? null,
      published_by: next.by,
      published_at: now,
    })
    .execute();
  await tx
    .insertInto('audit_entries')
    .values({
      resident_id: next.by,
      community_id: meeting.community_id,
      action: `meeting ${next.change}`,
      object: `meeting ${meeting.code} version ${updated.version}`,
      happened_at: now,
    })
    .execute();
  return updated;
}

/** Every public state of a meeting, the first one first. */
async function meetingVersions(db: Db, meetingId: number): Promise<MeetingVersion[]> {
  return await db
    .selectFrom('meeting_versions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('version')
    .execute();
}

/** Published meetings that start after `since`, the next one first. */
export async function publishedMeetings(db: Db, communityIds: number[], since: Date): Promise<Meeting[]> {
  if (communityIds.length === 0) return [];
  return await db
    .selectFrom('meetings')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('status', '=', 'published')
    .where('starts_at', '>', since)
    .orderBy('starts_at')
    .limit(8)
    .execute();
}

/** What people see of a meeting now; undefined while it is a draft. */
export async function noticeOf(db: Db, meeting: Meeting): Promise<Notice | undefined> {
  if (meeting.status === 'draft' || !isComplete(meeting.details)) return undefined;
  const versions = await meetingVersions(db, meeting.id);
  const current = versions.find((version) => version.version === meeting.version);
  const before = versions.find((version) => version.version === meeting.version - 1)?.details;
  return {
    code: meeting.code,
    version: meeting.version,
    status: meeting.status,
    details: meeting.details,
    change: current?.change ?? 'published',
    counts: await countRsvps(db, meeting.id),
    publishedAt: current?.published_at ?? meeting.created_at,
    firstPublishedAt: meeting.published_at ?? meeting.created_at,
    ...(current?.reason && { reason: current.reason }),
    ...(before && isComplete(before) && { before }),
  };
}
