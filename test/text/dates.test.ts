import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { understandMoment } from '../../src/text/dates.ts';
import { inOneLine } from './dates-reading.ts';

const corpus = z
  .array(
    z.strictObject({
      locale: z.enum(['zh', 'en', 'es']),
      text: z.string(),
      reads: z.string(),
      zone: z.string().default('Asia/Shanghai'),
      now: z.iso.datetime().default('2026-11-23T02:00:00Z'),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../data/dates.json', import.meta.url), 'utf8')));

describe('what people write for a day and an hour, read on Monday 23 November 2026 at ten', () => {
  test.each(corpus)('$locale "$text" reads as: $reads', ({ locale, text, reads, zone, now }) => {
    const reading = understandMoment(text, { locale, zone, now: new Date(now) });

    expect(inOneLine(reading)).toBe(reads);
  });

  test('the corpus holds at least 40 expressions of each language', () => {
    const counts = ['zh', 'en', 'es'].map(
      (locale) => corpus.filter((entry) => entry.locale === locale).length,
    );

    expect(corpus.length).toBeGreaterThanOrEqual(150);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(40);
  });
});
