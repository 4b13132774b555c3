import { readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import { answeredSurvey } from '../support/answered-survey.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';
import { CHROMIUM } from './chat-page.ts';

const SIZES = [
  { width: 320, height: 640 },
  { width: 1280, height: 900 },
];
/** WCAG 2.2, 1.4.3: the least contrast of text, level AA. */
const LEAST_CONTRAST = 4.5;

const INSPECT = readFileSync(new URL('inspect-page.js', import.meta.url), 'utf8');

/** What inspect-page.js finds. */
interface Inspection {
  overflow: number;
  headings: string[];
  unnamedTables: number;
  headerlessCells: number;
  smallTargets: string[];
  texts: { text: string; contrast: number }[];
}

let yard: TestYardbell | undefined;
let browser: Browser | undefined;
let code = '';

beforeAll(async () => {
  if (!CHROMIUM) return;
  yard = await startYardbell();
  const staff = await yard.staff(9300, 'en');
  ({ code } = await answeredSurvey(yard, { people: 42 }));
  await yard.say(staff, '/help');
  await yard.forge(staff, `outcome:publishnow:${code}`);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(async () => {
  await browser?.close();
  await yard?.stop();
});

test
  .runIf(CHROMIUM)
  .each(LOCALES.flatMap((locale) => (['light', 'dark'] as const).map((scheme) => [locale, scheme] as const)))(
  'published results in %s, %s: fit any screen, can be read by everyone and by screen readers',
  async (locale, colorScheme) => {
    if (!browser || !yard) return;
    for (const viewport of SIZES) {
      const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: true });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      await page.goto(`${yard.url}/s/${code}?lang=${locale}`);
      const found = (await page.evaluate(INSPECT)) as Inspection;
      expect(problems).toEqual([]);
      expect(found.overflow).toBeLessThanOrEqual(0);
      expect(found.headings[0]).toBe('H1');
      expect(found.headings.filter((name) => name === 'H1')).toHaveLength(1);
      expect(found.unnamedTables).toBe(0);
      expect(found.headerlessCells).toBe(0);
      expect(found.smallTargets).toEqual([]);
      for (const { text, contrast } of found.texts)
        expect(contrast, text).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      await page.keyboard.press('Tab');
      expect(await page.evaluate("document.activeElement?.getAttribute('href')")).toBe('#main');
      await context.close();
    }
  },
  60_000,
);
