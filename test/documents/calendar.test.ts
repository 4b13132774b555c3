import { readFileSync } from 'node:fs';
import ical from 'node-ical';
import type { VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import type { CalendarMeeting } from '../../src/documents/calendar.ts';
import { meetingCalendar } from '../../src/documents/calendar.ts';
import type { Component } from './calendar-reader.ts';
import { all, instantBy, readCalendar, textOf, valueOf } from './calendar-reader.ts';

const second: CalendarMeeting = {
  uid: 'm-7f3a2c@yardbell.example',
  sequence: 0,
  title: '儿童活动中心和二手小店：第二次项目会',
  place: '清源街道兴华社区活动室（3号楼东侧一层，有坡道）',
  description:
    '会上要商量三件事：\n1. 小店的开门时间；\n2. 谁来管账，怎么公开；\n3. 暑假班要不要收费。\n可以带孩子来，有人帮忙看。听不清的可以坐前排；会后三天内公布会议记录。',
  url: 'https://t.me/YardbellDemoBot?start=m-7f3a2c',
  start: { year: 2026, month: 3, day: 14, hour: 14, minute: 30 },
  end: { year: 2026, month: 3, day: 14, hour: 16, minute: 0 },
  zone: 'Asia/Shanghai',
  isCancelled: false,
  stampedAt: new Date('2026-03-01T02:00:00Z'),
  createdAt: new Date('2026-03-01T02:00:00Z'),
  language: 'zh',
};
const moved: CalendarMeeting = {
  ...second,
  sequence: 1,
  start: { year: 2026, month: 3, day: 15, hour: 9, minute: 30 },
  end: { year: 2026, month: 3, day: 15, hour: 11, minute: 0 },
  stampedAt: new Date('2026-03-10T11:05:00Z'),
};
const cancelled: CalendarMeeting = {
  ...moved,
  sequence: 2,
  isCancelled: true,
  stampedAt: new Date('2026-03-13T01:30:00Z'),
};
const spanish: CalendarMeeting = {
  uid: 'm-es0001@yardbell.example',
  sequence: 0,
  title: 'Reunión del proyecto: comedor para mayores; segunda sesión, abierta a todos',
  place: 'Centro Cívico, planta baja (acceso sin escalones)',
  description: '',
  start: { year: 2026, month: 3, day: 29, hour: 11, minute: 0 },
  end: { year: 2026, month: 3, day: 29, hour: 12, minute: 30 },
  zone: 'Europe/Madrid',
  isCancelled: false,
  stampedAt: new Date('2026-03-15T09:00:00Z'),
  language: 'es',
};

const PUBLISH_ZH = { method: 'PUBLISH', language: 'zh' } as const;
const samples = [
  ['golden_zh_1_publish.ics', second, PUBLISH_ZH],
  ['golden_zh_2_reschedule.ics', moved, PUBLISH_ZH],
  ['golden_zh_3_cancel.ics', cancelled, { method: 'CANCEL', language: 'zh' }],
  ['golden_es_dst.ics', spanish, { method: 'PUBLISH', language: 'es' }],
] as const;

/** What a calendar program would learn from the file, however it is written down. */
function meaningOf(text: string): unknown {
  const calendar = readCalendar(text);
  const head = ['PRODID', 'VERSION', 'CALSCALE', 'METHOD'].map((name) => valueOf(calendar, name));
  return { head, events: all(calendar, 'VEVENT').map((event) => eventMeaning(calendar, event)) };
}

function eventMeaning(calendar: Component, event: Component): unknown {
  const plain = ['UID', 'SEQUENCE', 'DTSTAMP', 'CREATED', 'URL', 'STATUS'].map((name) =>
    valueOf(event, name),
  );
  const texts = ['SUMMARY', 'LOCATION', 'DESCRIPTION'].map((name) => textOf(event, name));
  const moments = ['DTSTART', 'DTEND'].map((name) => momentOf(calendar, event, name));
  const alarms = all(event, 'VALARM').map((alarm) => [
    valueOf(alarm, 'ACTION'),
    valueOf(alarm, 'TRIGGER'),
    textOf(alarm, 'DESCRIPTION'),
  ]);
  return { plain, texts, moments, alarms };
}

function momentOf(calendar: Component, event: Component, name: string): unknown {
  const property = event.properties.find((each) => each.name === name);
  const zoneName = property?.parameters['TZID'];
  const zone = all(calendar, 'VTIMEZONE').find((each) => valueOf(each, 'TZID') === zoneName);
  if (!property || !zone) throw new Error(`${name} has no zone`);
  return [property.value, zoneName, instantBy(zone, property.value).toISOString()];
}

function sample(file: string): string {
  return readFileSync(new URL(`../data/ics/${file}`, import.meta.url), 'utf8').replace(/\r?\n/g, '\r\n');
}

function onlyEvent(text: string): VEvent {
  const [event] = Object.values(ical.sync.parseICS(text)).filter(
    (part): part is VEvent => part?.type === 'VEVENT',
  );
  if (!event) throw new Error('node-ical found no event');
  return event;
}

function textValue(value: VEvent['summary'] | undefined): string {
  return typeof value === 'string' ? value : (value?.val ?? '');
}

describe('the calendar file of a meeting', () => {
  test.each(samples)('means the same as the sample %s', (file, meeting, options) => {
    const expected = meaningOf(sample(file));
    const written = meaningOf(meetingCalendar([{ ...meeting }], options));

    expect(withoutAlarms(written)).toEqual(withoutAlarms(expected));
  });

  test('rings two hours before, unless the meeting is cancelled', () => {
    const [event] = all(readCalendar(meetingCalendar([second], PUBLISH_ZH)), 'VEVENT');
    const [alarm] = event ? all(event, 'VALARM') : [];
    const [gone] = all(readCalendar(meetingCalendar([cancelled], PUBLISH_ZH)), 'VEVENT');

    expect(alarm && valueOf(alarm, 'TRIGGER')).toBe('-PT2H');
    expect(alarm && textOf(alarm, 'DESCRIPTION')).toBe(second.title);
    expect(gone && all(gone, 'VALARM')).toEqual([]);
  });

  test.each(samples)('is read by node-ical with the instants of %s', (file, meeting, options) => {
    const expected = onlyEvent(sample(file));
    const written = onlyEvent(meetingCalendar([{ ...meeting }], options));

    expect(written.start.toISOString()).toBe(expected.start.toISOString());
    expect(written.end?.toISOString()).toBe(expected.end?.toISOString());
    expect(textValue(written.summary)).toBe(meeting.title);
    expect(textValue(written.location)).toBe(meeting.place);
    expect(written.uid).toBe(meeting.uid);
    expect(Number(written.sequence)).toBe(meeting.sequence);
    expect(written.status).toBe(meeting.isCancelled ? 'CANCELLED' : 'CONFIRMED');
  });

  test('keeps its UID when it is moved and cancelled, and its SEQUENCE grows', () => {
    const versions = [second, moved, cancelled].map((meeting) =>
      onlyEvent(meetingCalendar([meeting], PUBLISH_ZH)),
    );

    expect(new Set(versions.map((version) => version.uid)).size).toBe(1);
    expect(versions.map((version) => Number(version.sequence))).toEqual([0, 1, 2]);
  });

  test('marks each text with the language it is written in, also side by side in one feed', () => {
    const calendar = readCalendar(meetingCalendar([second, spanish], PUBLISH_ZH));
    const languages = all(calendar, 'VEVENT').map((event) =>
      event.properties
        .filter(({ parameters }) => parameters['LANGUAGE'])
        .map(({ name, parameters }) => `${name} ${parameters['LANGUAGE']}`),
    );

    expect(languages).toEqual([
      ['SUMMARY zh-CN', 'LOCATION zh-CN', 'DESCRIPTION zh-CN'],
      ['SUMMARY es', 'LOCATION es'],
    ]);
    expect(all(calendar, 'VTIMEZONE').map((zone) => valueOf(zone, 'TZID'))).toEqual([
      'Asia/Shanghai',
      'Europe/Madrid',
    ]);
  });

  test('a feed may hold a cancelled meeting beside others, a CANCEL cancels all', () => {
    const statusesOf = (text: string) =>
      all(readCalendar(text), 'VEVENT').map((event) => valueOf(event, 'STATUS'));

    expect(statusesOf(meetingCalendar([cancelled, spanish], PUBLISH_ZH))).toEqual(['CANCELLED', 'CONFIRMED']);
    expect(statusesOf(meetingCalendar([spanish], { method: 'CANCEL', language: 'es' }))).toEqual([
      'CANCELLED',
    ]);
  });

  test('a feed without meetings is a valid, empty calendar with its name', () => {
    const calendar = readCalendar(meetingCalendar([], { ...PUBLISH_ZH, name: '兴华社区，会议; 公告' }));

    expect(textOf(calendar, 'X-WR-CALNAME')).toBe('兴华社区，会议; 公告');
    expect(calendar.components).toEqual([]);
  });

  test('the same meeting gives the same file, whenever it is made', () => {
    expect(meetingCalendar([second], PUBLISH_ZH)).toBe(meetingCalendar([{ ...second }], PUBLISH_ZH));
  });

  test('a UID, zone or day that cannot be is refused', () => {
    expect(() => meetingCalendar([{ ...second, uid: 'm-1\r\nSTATUS:CANCELLED' }], PUBLISH_ZH)).toThrow(/UID/);
    expect(() => meetingCalendar([{ ...second, zone: 'Mars/Olympus' }], PUBLISH_ZH)).toThrow(/zone/);
    expect(() => meetingCalendar([{ ...second, start: { ...second.start, day: 32 } }], PUBLISH_ZH)).toThrow(
      /wall time/,
    );
  });

  test('a feed of 500 meetings is written and read back whole', { timeout: 10_000 }, () => {
    const meetings = Array.from({ length: 500 }, (_, index) => ({
      ...second,
      uid: `m-${index}@yardbell.example`,
      start: { ...second.start, day: 1 + (index % 28) },
      end: { ...second.end, day: 1 + (index % 28) },
    }));

    expect(all(readCalendar(meetingCalendar(meetings, PUBLISH_ZH)), 'VEVENT')).toHaveLength(500);
  });
});

/** The Spanish sample has no alarm; ours always has one. */
function withoutAlarms(meaning: unknown): unknown {
  return JSON.parse(JSON.stringify(meaning, (key, value: unknown) => (key === 'alarms' ? undefined : value)));
}
