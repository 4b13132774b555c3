import type { Part, Rule, Week } from './dates-tokens.ts';
import { anyOf, clock, glyphRule, monthDay } from './dates-tokens.ts';

const DIGITS = '零一二三四五六七八九';
const NUMBER = '(\\d{1,2}|[〇零一二三四五六七八九十两]{1,3})';
/** What may not follow the minutes of an hour: it would make them a day, a length or another hour. */
const NOT_MINUTES = '(?![\\d〇零一二三四五六七八九十两月日号点时个小:：.]|分钟)';

const PARTS: Record<string, Part> = {
  凌晨: 'dawn',
  清晨: 'morning',
  清早: 'morning',
  早晨: 'morning',
  早上: 'morning',
  早: 'morning',
  上午: 'morning',
  中午: 'noon',
  正午: 'noon',
  午后: 'afternoon',
  下午: 'afternoon',
  傍晚: 'dusk',
  晚上: 'evening',
  晚间: 'evening',
  夜里: 'evening',
  夜间: 'evening',
  晚: 'evening',
};
const DAYS: Record<string, number> = {
  大后: 3,
  后: 2,
  明: 1,
  听: 1,
  今: 0,
  昨: -1,
  前: -2,
};
const OFFSETS: Record<string, number> = { 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 };
const FILLERS = [
  '的',
  '在',
  '于',
  '是',
  '时间',
  '日期',
  '定',
  '开始',
  '开会',
  '会议',
  '大会',
  '召开',
  '举行',
  '从',
  '自',
  '起',
  '结束',
  '为止',
  '止',
  '当天',
  '当日',
  '共',
  '开',
  '大约',
  '约',
  '左右',
  '我们',
  '会',
  '吧',
  '持续',
  '改',
  '前',
];

export const zhRules: Rule[] = [
  glyphRule('(20\\d\\d)年', ([, year]) => [{ kind: 'year', year: Number(year) }]),
  glyphRule('([明今去])年', ([, word]) => [{ kind: 'yearOffset', offset: '去今明'.indexOf(word ?? '') - 1 }]),
  glyphRule(`${NUMBER}月份?${NUMBER}(?:日|号(?!楼))?`, ([, month, day]) =>
    both(number(month), number(day), (m, d) => monthDay(m, d)),
  ),
  glyphRule('(\\d{1,2})\\.(\\d{1,2})(?![\\d.:])', ([, month, day]) => monthDay(Number(month), Number(day))),
  glyphRule('(下下|下|上|本|这)个?月', ([, word]) => [{ kind: 'month', offset: OFFSETS[word ?? ''] ?? 0 }]),
  glyphRule(`${NUMBER}个?(天|日|周|星期|礼拜)(?:以|之)?后`, ([, count, unit]) =>
    both(number(count), 1, (value) => [
      { kind: 'inDays', days: /[天日]/.test(unit ?? '') ? value : value * 7 },
    ]),
  ),
  glyphRule(`${NUMBER}(?:日|号(?!楼))`, ([, day]) => both(number(day), 1, (value) => dayOfMonth(value))),
  glyphRule(
    '(下下|下|上|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?![点\\d:]))',
    ([, week, name = '']) => [{ kind: 'weekday', weekday: weekday(name), week: weekOf(week) }],
  ),
  glyphRule('(下下|下|上|本|这)个?(?:周|星期|礼拜)(?!末)', ([, word]) => [
    { kind: 'week', offset: OFFSETS[word ?? ''] ?? 0 },
  ]),
  glyphRule(`(${anyOf(Object.keys(DAYS))})[天日]`, ([, word]) => [
    { kind: 'inDays', days: DAYS[word ?? ''] ?? 0 },
  ]),
  glyphRule('([今明后])(?=[早晚])', ([, word]) => [{ kind: 'inDays', days: DAYS[word ?? ''] ?? 0 }]),
  glyphRule(
    `(?:${NUMBER}|半)个?(半)?(?:小时|钟头)(半)?(?:${NUMBER}分钟?)?`,
    ([, count, half, later, minutes]) => duration(count, half ?? later, minutes),
  ),
  glyphRule('(\\d{1,2})\\.5个?(?:小时|钟头)', ([, count]) => [
    { kind: 'duration', minutes: Number(count) * 60 + 30 },
  ]),
  glyphRule('(\\d{1,3})分钟', ([, minutes]) => [{ kind: 'duration', minutes: Number(minutes) }]),
  glyphRule(`([一二三四五六七八九十]{1,3})分钟`, ([, minutes]) =>
    both(number(minutes), 1, (value) => [{ kind: 'duration', minutes: value }]),
  ),
  glyphRule(anyOf(Object.keys(PARTS)), ([word = '']) => [{ kind: 'part', part: PARTS[word] ?? 'noon' }]),
  glyphRule(`${NUMBER}(点|时(?!间))(?:钟|整)?(?:(半)|([一三])刻|${NUMBER}分?${NOT_MINUTES})?`, readClock),
  glyphRule('到|至|直到', () => [{ kind: 'link', isSign: false }]),
  glyphRule(anyOf(FILLERS), () => []),
];

/** "十二" is 12, "二十三" 23, "零五" 5; undefined for digits in an order that is no number. */
function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const match = /^([一二三四五六七八九零])?(十)?([一二三四五六七八九])?$/.exec(plain(text));
  if (!match) return undefined;
  const [, tens, ten, ones] = match;
  if (!ten) return tens && ones && tens !== '零' ? undefined : digit(ones ?? tens);
  if (tens === '零') return undefined;
  return (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0);
}

function plain(text: string): string {
  return text.replaceAll('〇', '零').replaceAll('两', '二');
}

function digit(glyph: string | undefined): number {
  return glyph === undefined ? 0 : DIGITS.indexOf(glyph);
}

function both(
  first: number | undefined,
  second: number | undefined,
  read: (first: number, second: number) => ReturnType<Rule['read']>,
): ReturnType<Rule['read']> {
  return first === undefined || second === undefined ? undefined : read(first, second);
}

function dayOfMonth(day: number): ReturnType<Rule['read']> {
  return day >= 1 && day <= 31 ? [{ kind: 'dayOfMonth', day }] : undefined;
}

function weekday(name: string): number {
  return /\d/.test(name) ? Number(name) : '一二三四五六日'.indexOf(name === '天' ? '日' : name) + 1;
}

function weekOf(word: string | undefined): Week {
  return word === undefined ? 'any' : (OFFSETS[word] ?? 'any');
}

function duration(
  count: string | undefined,
  half: string | undefined,
  minutes: string | undefined,
): ReturnType<Rule['read']> {
  const hours = count === undefined ? 0.5 : number(count);
  const extra = minutes === undefined ? 0 : number(minutes);
  if (hours === undefined || extra === undefined) return undefined;
  return [{ kind: 'duration', minutes: hours * 60 + (half ? 30 : 0) + extra }];
}

/** "时" is the formal word of the 24-hour clock, "点" may be either. */
function readClock([, hourText, word, half, quarters, minuteText]: (string | undefined)[]): ReturnType<
  Rule['read']
> {
  const hour = number(hourText);
  const minute = half ? 30 : quarters ? (number(quarters) ?? 0) * 15 : minuteText ? number(minuteText) : 0;
  return both(hour, minute, (h, m) => clock(h, m, { is24: word === '时' }));
}
