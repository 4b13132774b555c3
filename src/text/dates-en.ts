import type { Part, Rule, Week } from './dates-tokens.ts';
import { anyOf, clock, monthDay, wordRule } from './dates-tokens.ts';

const MONTHS = numbered(
  'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec',
);
const WEEKDAYS = numbered(
  'monday|mon tuesday|tues|tue wednesday|weds|wed thursday|thurs|thur|thu friday|fri saturday|sat sunday|sun',
);
const NUMBERS = numbered('one two three four five six seven eight nine ten eleven twelve');
const MINUTES: Record<string, number> = { fifteen: 15, thirty: 30, 'forty-five': 45, 'forty five': 45 };
const PARTS: Record<string, Part> = {
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'evening',
  night: 'evening',
};
const MONTH = `(${anyOf(MONTHS.keys())})\\.?`;
const WEEKDAY = `(${anyOf(WEEKDAYS.keys())})\\.?`;
const NUMBER = `(\\d{1,2}|${anyOf(NUMBERS.keys())})`;
const PART = '(morning|afternoon|evening|night)';
const YEAR = '(?:,? ?(20\\d\\d))?';
/** Keeps "May 3pm" and "May 3:30" from being read as a day. */
const NOT_AN_HOUR = '(?!\\d|[:.]\\d| ?[ap]\\.? ?m)';
const FILLERS = [
  'on',
  'of',
  'it',
  'is',
  'will',
  'be',
  'meeting',
  'meet',
  'date',
  'day',
  'time',
  'when',
  'starts',
  'start',
  'starting',
  'begins',
  'beginning',
  'ends',
  'end',
  'ending',
  'finishes',
  'sharp',
  'about',
  'around',
  "o'clock",
  'oclock',
  'please',
  'we',
  'lasts',
  'for',
  'moved',
  'now',
  'in',
];

export const enRules: Rule[] = [
  wordRule(`${MONTH} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?${NOT_AN_HOUR}${YEAR}`, ([, month = '', day, year]) =>
    monthDay(MONTHS.get(month) ?? 0, Number(day), year ? Number(year) : undefined),
  ),
  wordRule(`(\\d{1,2})(?:st|nd|rd|th)? ?(?:of )?${MONTH}${YEAR}`, ([, day, month = '', year]) =>
    monthDay(MONTHS.get(month) ?? 0, Number(day), year ? Number(year) : undefined),
  ),
  wordRule('(\\d{1,2})(?:st|nd|rd|th)', ([, day]) => [{ kind: 'dayOfMonth', day: Number(day) }]),
  wordRule(`${WEEKDAY} (?:of )?(this|next) week`, ([, name, week]) => ofWeek(name, week === 'next' ? 1 : 0)),
  wordRule('(?:the )?week after next', () => [{ kind: 'week', offset: 2 }]),
  wordRule('(this|next) (week|month|year)', ([, word, unit]) => offset(word === 'next' ? 1 : 0, unit)),
  wordRule(`(?:(?:this|the) )?coming ${WEEKDAY}`, ([, name]) => ofWeek(name, 'coming')),
  wordRule(`(this|next|last) ${WEEKDAY}`, ([, word, name]) =>
    ofWeek(name, word === 'next' ? 'next' : word === 'this' ? 'this' : -1),
  ),
  wordRule(WEEKDAY, ([, name]) => ofWeek(name, 'any')),
  wordRule('(?:the )?day after tomorrow', () => [{ kind: 'inDays', days: 2 }]),
  wordRule('tomorrow|tmrw|tmr', () => [{ kind: 'inDays', days: 1 }]),
  wordRule('today', () => [{ kind: 'inDays', days: 0 }]),
  wordRule('yesterday', () => [{ kind: 'inDays', days: -1 }]),
  wordRule('tonight', () => [
    { kind: 'inDays', days: 0 },
    { kind: 'part', part: 'evening' },
  ]),
  wordRule(`this ${PART}`, ([, word = '']) => [
    { kind: 'inDays', days: 0 },
    { kind: 'part', part: PARTS[word] ?? 'evening' },
  ]),
  wordRule(`in (?:${NUMBER}|an?) (day|week)s?(?: time)?`, ([, count, unit]) => inDays(count, unit)),
  wordRule(`(?:${NUMBER}|an?) (day|week)s? from (?:now|today)`, ([, count, unit]) => inDays(count, unit)),
  wordRule(`${NUMBER}(?: hours?)? and (?:a|one) half(?: hours?)?`, ([, count]) => lasting(count, 30)),
  wordRule('(?:(?:an|one|1) )?hour and (?:a|one) half', () => lasting('1', 30)),
  wordRule('half an? hour', () => lasting('0', 30)),
  wordRule('(\\d{1,2})\\.5 ?(?:hours?|hrs?)', ([, count]) => lasting(count, 30)),
  wordRule(`(?:${NUMBER}|an) ?(?:hours?)(?: (?:and )?(\\d{1,2}) ?(?:minutes|mins?))?`, ([, count, minutes]) =>
    lasting(count ?? '1', Number(minutes ?? 0)),
  ),
  wordRule('(\\d{1,3}) ?(?:minutes|mins?)', ([, minutes]) => lasting('0', Number(minutes))),
  wordRule(`(half|quarter|a quarter) (past|to) ${NUMBER}`, ([, what, side, hour]) =>
    aroundHour(what, side, hour),
  ),
  wordRule(`${NUMBER} (${anyOf(Object.keys(MINUTES))})`, ([, hour, minutes = '']) =>
    clock(count(hour), MINUTES[minutes] ?? 0),
  ),
  wordRule(`(${anyOf(NUMBERS.keys())}) ?([ap])\\.?m`, ([, hour, letter]) =>
    clock(count(hour), 0, { part: letter === 'a' ? 'am' : 'pm' }),
  ),
  wordRule(`${NUMBER} o'? ?clock`, ([, hour]) => clock(count(hour))),
  wordRule('(?:12 )?(?:noon|midday)', () => clock(12, 0, { is24: true })),
  wordRule('(?:12 )?midnight', () => clock(24)),
  wordRule(`(?:(?:in|during) the|at)? ?${PART}`, ([, word = '']) => [
    { kind: 'part', part: PARTS[word] ?? 'evening' },
  ]),
  wordRule('([ap])\\.?m\\.?', ([, letter]) => [{ kind: 'part', part: letter === 'a' ? 'am' : 'pm' }]),
  wordRule(anyOf(NUMBERS.keys()), ([word]) => [{ kind: 'number', value: count(word) }]),
  wordRule('at|from|between', () => [{ kind: 'at', mayLink: false }]),
  wordRule('the', () => [{ kind: 'the' }]),
  wordRule('to|until|till|til|and|through', () => [{ kind: 'link', isSign: false }]),
  wordRule(anyOf(FILLERS), () => []),
];

/** Words in their order, separated by spaces, with spellings of the same number joined by a bar. */
function numbered(list: string): Map<string, number> {
  return new Map(
    list.split(' ').flatMap((words, index) => words.split('|').map((word) => [word, index + 1] as const)),
  );
}

function count(text: string | undefined): number {
  return text === undefined ? 1 : (NUMBERS.get(text) ?? Number(text));
}

function ofWeek(name: string | undefined, week: Week): ReturnType<Rule['read']> {
  return [{ kind: 'weekday', weekday: WEEKDAYS.get(name ?? '') ?? 1, week }];
}

function offset(amount: number, unit: string | undefined): ReturnType<Rule['read']> {
  return [{ kind: unit === 'week' ? 'week' : unit === 'month' ? 'month' : 'yearOffset', offset: amount }];
}

function inDays(amount: string | undefined, unit: string | undefined): ReturnType<Rule['read']> {
  return [{ kind: 'inDays', days: count(amount) * (unit === 'week' ? 7 : 1) }];
}

function lasting(hours: string | undefined, minutes: number): ReturnType<Rule['read']> {
  return [{ kind: 'duration', minutes: count(hours) * 60 + minutes }];
}

function aroundHour(
  what: string | undefined,
  side: string | undefined,
  hourText: string | undefined,
): ReturnType<Rule['read']> {
  const hour = count(hourText);
  const minutes = what === 'half' ? 30 : 15;
  if (side === 'past') return clock(hour, minutes);
  return what === 'half' ? undefined : clock(hour === 1 ? 12 : hour - 1, 60 - minutes);
}
