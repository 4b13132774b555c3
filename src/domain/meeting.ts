import type { WallTime } from './time.ts';

export type MeetingStatus = 'draft' | 'published' | 'cancelled' | 'held';
export type MeetingChange = 'published' | 'moved' | 'cancelled';

/** What a notice says, in the words staff typed. A draft may lack any of it. */
export interface MeetingDetails {
  title?: string;
  start?: WallTime;
  end?: WallTime;
  place?: string;
  toDecide?: string[];
  contact?: string;
}

export type CompleteMeetingDetails = Required<MeetingDetails>;

/** What staff are typing: a notice, or a change of a published one, and the reason that residents will read. */
export interface MeetingDraft extends MeetingDetails {
  reason?: string;
}

/** The fields of a notice in the order they are asked for. */
export const MEETING_FIELDS = ['title', 'when', 'place', 'toDecide', 'contact'] as const;
export type MeetingField = (typeof MEETING_FIELDS)[number];

/** The fields of a notice that are still empty, in the order they are asked for. */
export function missingFields(details: MeetingDetails): MeetingField[] {
  return MEETING_FIELDS.filter((field) =>
    field === 'when' ? !details.start || !details.end : details[field] === undefined,
  );
}

export function isComplete(details: MeetingDetails): details is CompleteMeetingDetails {
  return missingFields(details).length === 0;
}

/** The details of a draft without what is said about them. */
export function detailsOf(draft: MeetingDraft): MeetingDetails {
  const { reason: _, ...details } = draft;
  return details;
}

/** One name for a meeting in every calendar, for its whole life. */
export function meetingUid(code: string, botUsername: string): string {
  return `m-${code}@${botUsername.toLowerCase()}.t.me`;
}

const MOST_ITEMS = 5;
const LEAST_ITEMS = 2;
const LONGEST_ITEM = 80;

export type ItemsReading =
  | { kind: 'items'; items: string[] }
  | { kind: 'too_few' | 'too_many'; count: number }
  | { kind: 'too_long'; count: number; most: number };

/** Splits typed lines (or a numbered list in one line) into the 2 to 5 things to be decided. */
export function readItems(text: string): ItemsReading {
  const parts = text.split(/\n|[;；]|(?<=\S)\s*(?=[①-⑨])|(?<=\S)\s+(?=\d[.)、．）]\s*\D)/u);
  const items = parts
    .map((part) => part.replace(/^\s*(?:\d{1,2}[.)、．）:]|[①-⑨]|[-*•·])\s*/u, ''))
    .map(plain);
  const filled = items.filter((item) => item !== '');
  if (filled.length < LEAST_ITEMS) return { kind: 'too_few', count: filled.length };
  if (filled.length > MOST_ITEMS) return { kind: 'too_many', count: filled.length };
  const longest = Math.max(...filled.map((item) => item.length));
  if (longest > LONGEST_ITEM) return { kind: 'too_long', count: longest, most: LONGEST_ITEM };
  return { kind: 'items', items: filled };
}

const LONGEST_LINE = 120;

export type LineReading =
  | { kind: 'line'; line: string }
  | { kind: 'too_long'; count: number; most: number }
  | { kind: 'empty' };

/** A typed text as one line of a notice. */
export function readLine(text: string): LineReading {
  const line = plain(text.replaceAll(/\s+/gu, ' '));
  if (line === '') return { kind: 'empty' };
  if (line.length > LONGEST_LINE) return { kind: 'too_long', count: line.length, most: LONGEST_LINE };
  return { kind: 'line', line };
}

/** Without the invisible characters that turn lines around or hide parts of them. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
}

export type ContactReading = LineReading | { kind: 'no_name' } | { kind: 'no_phone' };

const LEAST_PHONE_DIGITS = 5;

/** A person and a phone number: people who cannot read a screen well call. */
export function readContact(text: string): ContactReading {
  const reading = readLine(text);
  if (reading.kind !== 'line') return reading;
  const digits = reading.line.normalize('NFKC').replaceAll(/[^0-9]/g, '');
  if (digits.length < LEAST_PHONE_DIGITS) return { kind: 'no_phone' };
  return /\p{L}/u.test(reading.line) ? reading : { kind: 'no_name' };
}
