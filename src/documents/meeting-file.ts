import type { Locale } from '../domain/locale.ts';
import { meetingUid } from '../domain/meeting.ts';
import type { Notice } from '../domain/notice.ts';
import { meetingCalendar } from './calendar.ts';

/**
 * One meeting as a file for a person's calendar. Every version has the same UID and a higher sequence, so a moved
 * meeting moves in the calendar; the file of a cancelled one takes it out.
 */
export function meetingFile(
  notice: Notice,
  words: { description: string; locale: Locale },
  place: { zone: string; botUsername: string },
): { name: string; text: string } {
  const isCancelled = notice.status === 'cancelled';
  const text = meetingCalendar(
    [
      {
        uid: meetingUid(notice.code, place.botUsername),
        sequence: notice.version - 1,
        title: notice.details.title,
        place: notice.details.place,
        description: words.description,
        url: `https://t.me/${place.botUsername}?start=m-${notice.code}`,
        start: notice.details.start,
        end: notice.details.end,
        zone: place.zone,
        isCancelled,
        stampedAt: notice.publishedAt,
        createdAt: notice.firstPublishedAt,
        language: words.locale,
      },
    ],
    { method: isCancelled ? 'CANCEL' : 'PUBLISH', language: words.locale },
  );
  return { name: `meeting-${notice.code}.ics`, text };
}
