import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawSurveySheet } from '../../src/documents/survey-sheet.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { SURVEY_TEMPLATES } from '../../src/domain/survey-templates.ts';
import { sheetOptions } from '../../src/domain/survey-sheet.ts';
import { printedSheet } from '../../src/telegram/views/survey-sheet.ts';

const closesOn = { year: 2026, month: 3, day: 16 };
const link = 'https://t.me/YardbellTestBot?start=s-a2b3c4';

/** The pages of a PDF, and how many characters its text streams show. */
function inside(pdf: Buffer): { pages: number; glyphs: number } {
  const raw = pdf.toString('latin1');
  const pages = raw.match(/\/Type \/Page\b/g)?.length ?? 0;
  let glyphs = 0;
  for (const match of raw.matchAll(/stream\r?\n/g)) {
    const start = (match.index ?? 0) + match[0].length;
    const end = raw.indexOf('endstream', start);
    try {
      const text = inflateSync(pdf.subarray(start, end)).toString('latin1');
      for (const shown of text.matchAll(/<([0-9a-f]+)>/g)) glyphs += (shown[1]?.length ?? 0) / 4;
    } catch {
      // Not every stream is text: the font is one, too.
    }
  }
  return { pages, glyphs };
}

describe.each(SURVEY_TEMPLATES.map((definition) => [definition.id, definition] as const))(
  '%s',
  (_, definition) => {
    test.each(LOCALES)(
      'fits both sides of one sheet in %s, with its font inside and every letter drawn',
      async (locale) => {
        const sheet = printedSheet({ definition, link, closesOn }, 'Xinghua', locale);
        const pdf = await drawSurveySheet(sheet);
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        const { pages, glyphs } = inside(pdf);
        expect(pages).toBeLessThanOrEqual(2);
        const letters = [
          sheet.title,
          sheet.readAloud,
          ...sheet.questions.flatMap(({ text, options }) => [text, ...options.map(({ label }) => label)]),
        ]
          .join('')
          .replace(/\s/g, '').length;
        expect(glyphs).toBeGreaterThan(letters * 0.8);
        expect(pdf.length).toBeLessThan(120_000);
      },
    );
  },
);

test('the sheet has the numbers of the buttons, and no picture the font cannot draw', () => {
  for (const definition of SURVEY_TEMPLATES)
    for (const locale of LOCALES) {
      const { questions } = printedSheet({ definition, link, closesOn }, 'Xinghua', locale);
      questions.forEach(({ options, text }, index) => {
        const expected = sheetOptions(definition.questions[index]!).map(({ mark }) => mark);
        expect(options.map(({ mark }) => mark)).toEqual(expected);
        const words = [text, ...options.map(({ label }) => label)].join('');
        expect(words).not.toMatch(/\p{Extended_Pictographic}|\{option\}/u);
      });
    }
});
