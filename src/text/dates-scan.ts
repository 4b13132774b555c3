import type { Locale } from '../domain/locale.ts';
import type { Rule, Token } from './dates-tokens.ts';
import { commonRules, numberRule } from './dates-common.ts';
import { enRules } from './dates-en.ts';
import { esRules } from './dates-es.ts';
import { zhRules } from './dates-zh.ts';

/** Longer texts are no dates, and cutting one could change its meaning. */
export const LONGEST_MOMENT_CHARS = 200;

/** The person's own language first, then figures, then the others, because people mix. */
const RULES: Record<Locale, Rule[]> = {
  zh: [...zhRules, ...commonRules, ...enRules, ...esRules, numberRule],
  en: [...enRules, ...commonRules, ...zhRules, ...esRules, numberRule],
  es: [...esRules, ...commonRules, ...zhRules, ...enRules, numberRule],
};

/**
 * The words of a date and time in their order, from a closed vocabulary. Undefined as soon as one word is
 * unknown: "not on Saturday" or "every Saturday" must never be read as "Saturday". One pass, no backtracking
 * over what was read, so the time grows with the length only.
 */
export function scanMoment(text: string, locale: Locale): Token[] | undefined {
  if (text.length > LONGEST_MOMENT_CHARS) return undefined;
  const plain = plainText(text);
  const tokens: Token[] = [];
  let position = 0;
  while (position < plain.length) {
    const step = readAt(plain, position, RULES[locale]);
    if (!step) return undefined;
    tokens.push(...step.tokens);
    position = step.next;
  }
  return tokens;
}

function readAt(
  text: string,
  position: number,
  rules: Rule[],
): { tokens: Token[]; next: number } | undefined {
  for (const { pattern, read } of rules) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (!match || match[0] === '') continue;
    const tokens = read(match);
    if (tokens) return { tokens, next: position + match[0].length };
  }
  return undefined;
}

const SIMPLIFIED: Record<string, string> = {
  點: '点',
  號: '号',
  週: '周',
  後: '后',
  兩: '两',
  個: '个',
  禮: '礼',
  時: '时',
  聽: '听',
  這: '这',
  開: '开',
  會: '会',
  鐘: '钟',
  間: '间',
  從: '从',
  結: '结',
  為: '为',
  約: '约',
  議: '议',
  舉: '举',
  當: '当',
  們: '们',
  續: '续',
};

/** Full-width forms, accents, dashes, spaces and traditional characters brought to one spelling. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[‐-―−〜–—]+|~+/gu, '-')
    .replace(/[‘’“”]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[一-鿿]) | (?=[一-鿿])/gu, '')
    .replace(/[一-鿿]/gu, (glyph) => SIMPLIFIED[glyph] ?? glyph)
    .trim();
}
