import { findMeeting, noticeOf } from '../db/meetings.ts';
import { REMINDER_SLOTS } from '../domain/reminder.ts';
import { reminderContent } from '../telegram/views/notice.ts';
import type { LoadPush } from './job.ts';

/** What a reminder says. A meeting that moved or was cancelled is reminded of no more. */
export const loadMeetingReminder: LoadPush = async (db, broadcast) => {
  const slot = REMINDER_SLOTS.find((known) => known === broadcast.slot);
  const meeting = await findMeeting(db, { id: broadcast.object_id });
  if (!slot || meeting?.status !== 'published' || meeting.version !== broadcast.generation) return undefined;
  const notice = await noticeOf(db, meeting);
  return notice && (({ locale }) => reminderContent(notice, slot, locale));
};
