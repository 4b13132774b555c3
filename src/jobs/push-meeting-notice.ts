import { findMeeting, noticeOf } from '../db/meetings.ts';
import { noticeContent } from '../telegram/views/notice.ts';
import type { LoadPush } from './job.ts';

/** What a meeting's broadcast says. A newer version of the meeting has silenced it. */
export const loadMeetingNotice: LoadPush = async (db, broadcast) => {
  const meeting = await findMeeting(db, { id: broadcast.object_id });
  if (!meeting || meeting.version !== broadcast.generation) return undefined;
  const notice = await noticeOf(db, meeting);
  return notice && (({ locale }) => noticeContent(notice, locale));
};
