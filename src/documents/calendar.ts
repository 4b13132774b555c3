import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  escape,
  foldLines,
} from 'ical-generator';
import type { ICalCalendar, ICalEventData } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Locale } from '../domain/locale.ts';
import type { WallTime } from '../domain/time.ts';
import { calendarZone } from './calendar-zone.ts';

export interface CalendarMeeting {
  /** The same for the whole life of a meeting: `m-<code>@<host>`. */
  uid: string;
  /** 0 when first published, one more with every change. */
  sequence: number;
  title: string;
  place: string;
  description: string;
  url?: string;
  start: WallTime;
  end: WallTime;
  /** IANA name. */
  zone: string;
  isCancelled: boolean;
  /** When this version was made; the file knows no other clock. */
  stampedAt: Date;
  /** When the first version was made. */
  createdAt?: Date;
  language: Locale;
}

export interface CalendarOptions {
  /** CANCEL marks every meeting in the file as cancelled; a feed with cancelled meetings is a PUBLISH. */
  method: 'PUBLISH' | 'CANCEL';
  /** Language of the calendar as a whole. */
  language: Locale;
  /** What a subscribed calendar is called. */
  name?: string;
}

const LANGUAGE_TAGS: Record<Locale, string> = { zh: 'zh-CN', en: 'en', es: 'es' };
const REMIND_HOURS_BEFORE = 2;

/**
 * One iCalendar file (RFC 5545) with all meetings: CRLF, lines of at most 75 octets, texts escaped and marked
 * with their language, a VTIMEZONE for every zone. Throws on a UID, zone or wall time that cannot be.
 */
export function meetingCalendar(meetings: CalendarMeeting[], options: CalendarOptions): string {
  const calendar = ical({
    prodId: { company: 'Yardbell', product: 'Meeting notices', language: options.language.toUpperCase() },
    method: ICalCalendarMethod[options.method],
    scale: 'GREGORIAN',
    timezone: { name: null, generator: (zone) => zoneOf(zone, meetings) },
    // The library writes the name as it is.
    ...(options.name !== undefined && { name: escape(cleanText(options.name), false) }),
  });
  for (const meeting of meetings) addMeeting(calendar, meeting, options.method);
  return withLanguages(calendar.toString(), meetings);
}

function addMeeting(
  calendar: ICalCalendar,
  meeting: CalendarMeeting,
  method: CalendarOptions['method'],
): void {
  const isCancelled = meeting.isCancelled || method === 'CANCEL';
  const title = cleanText(meeting.title);
  const data: ICalEventData = {
    id: checkedUid(meeting.uid),
    sequence: meeting.sequence,
    stamp: meeting.stampedAt,
    created: meeting.createdAt ?? null,
    lastModified: meeting.stampedAt,
    start: inZone(meeting.start, meeting.zone),
    end: inZone(meeting.end, meeting.zone),
    timezone: meeting.zone,
    summary: title,
    location: cleanText(meeting.place) || null,
    description: cleanText(meeting.description) || null,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    class: ICalEventClass.PUBLIC,
    ...(meeting.url !== undefined && { url: new URL(meeting.url).href }),
  };
  const event = calendar.createEvent(data);
  if (isCancelled) return;
  event.createAlarm({
    type: ICalAlarmType.display,
    trigger: REMIND_HOURS_BEFORE * 60 * 60,
    description: title,
  });
}

function zoneOf(zone: string, meetings: CalendarMeeting[]): string {
  const years = meetings.filter((meeting) => meeting.zone === zone).map((meeting) => meeting.start.year);
  return calendarZone(zone, Math.min(...years), Math.max(...years));
}

/** `en` only so that figures are written 0 to 9 wherever the server runs. */
function inZone({ year, month, day, hour, minute }: WallTime, zone: string): DateTime {
  const local = DateTime.fromObject({ year, month, day, hour, minute }, { zone, locale: 'en' });
  if (!local.isValid) throw new Error(`No such wall time or zone: ${zone}`);
  return local;
}

function checkedUid(uid: string): string {
  if (!/^[\w.-]+@[\w.:-]+$/.test(uid)) throw new Error('A UID must look like m-<code>@<host>');
  return uid;
}

/** Every kind of line break becomes one kind; other control characters and half characters may not stand in a TEXT. */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '');
}

const TEXT_PROPERTY = /^(SUMMARY|LOCATION|DESCRIPTION):/;

/** The library cannot write LANGUAGE: the lines are joined, marked and folded again. An alarm's stay as they are. */
function withLanguages(text: string, meetings: CalendarMeeting[]): string {
  const languages = new Map(meetings.map((meeting) => [meeting.uid, LANGUAGE_TAGS[meeting.language]]));
  let language: string | undefined;
  const marked = text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) => {
      if (line.startsWith('UID:')) language = languages.get(line.slice('UID:'.length));
      if (line === 'BEGIN:VALARM') language = undefined;
      return language ? line.replace(TEXT_PROPERTY, `$1;LANGUAGE=${language}:`) : line;
    });
  return `${foldLines(marked.join('\r\n'))}\r\n`;
}
