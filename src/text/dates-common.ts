import type { Rule } from './dates-tokens.ts';
import { clock, glyphRule, monthDay, wordRule } from './dates-tokens.ts';

/** What is written alike in all three languages: figures and signs. */
export const commonRules: Rule[] = [
  wordRule('(20\\d\\d)([-/.])(\\d{1,2})\\2(\\d{1,2})t?', ([, year, , month, day]) =>
    monthDay(Number(month), Number(day), Number(year)),
  ),
  wordRule('(\\d{1,2})([/.-])(\\d{1,2})\\2(20\\d\\d|\\d\\d)', ([, first, sign, second, year]) => [
    {
      kind: 'slash',
      first: Number(first),
      second: Number(second),
      year: (Number(year) % 2000) + 2000,
      ...(sign === '.' && { isDayFirst: true }),
    },
  ]),
  wordRule('(\\d{1,2})/(\\d{1,2})(?!/)', ([, first, second]) => [
    { kind: 'slash', first: Number(first), second: Number(second) },
  ]),
  wordRule('(\\d{1,2})(?:[:.h](\\d{2}))? ?([ap])(?:\\. ?m\\.|\\.?m)', ([, hour, minute, letter]) =>
    clock(Number(hour), Number(minute ?? 0), { part: letter === 'a' ? 'am' : 'pm' }),
  ),
  wordRule('(\\d{1,2}):(\\d{2})(?::00)?( ?(?:hs|hrs|horas|h)\\b)?', ([, hour = '', minute, suffix]) =>
    clock(Number(hour), Number(minute), { is24: suffix !== undefined || hour.startsWith('0') }),
  ),
  wordRule('(\\d{1,2})\\.(\\d{2})( ?(?:hs|hrs|horas|h)\\b)?', ([, hour = '', minute, suffix]) =>
    clock(Number(hour), Number(minute), { is24: suffix !== undefined || hour.startsWith('0') }),
  ),
  wordRule('(\\d{1,2})h(\\d{2})', ([, hour, minute]) => hours(Number(hour), Number(minute))),
  wordRule('(\\d{1,2}) ?(?:horas|hrs|hr|hs|h)', ([, hour]) => hours(Number(hour), 0)),
  glyphRule('[-~]', () => [{ kind: 'link', isSign: true }]),
  glyphRule('[\\s,.;:!()\\[\\]"\'|·、。【】「」*•@]', () => []),
];

/** Comes after everything else: a bare number must not take the figures of "12月5日". */
export const numberRule: Rule = wordRule('\\d{1,2}', ([value]) => [{ kind: 'number', value: Number(value) }]);

function hours(hour: number, minute: number): ReturnType<Rule['read']> {
  return hour <= 24 && minute <= 59 ? [{ kind: 'hours', hour, minute }] : undefined;
}
