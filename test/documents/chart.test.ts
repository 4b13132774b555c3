import { expect, test, vi } from 'vitest';
import { chartSvg, drawChart, toPng } from '../../src/documents/chart.ts';
import { FONT_FILES } from '../../src/documents/fonts.ts';
import { emsOf, wrapText } from '../../src/documents/wrap.ts';
import type { Chart } from '../../src/domain/chart.ts';

/** For every picture two fonts of 10 MB are read anew, which takes long where many tests run. */
vi.setConfig({ testTimeout: 60_000 });

const CHART: Chart = {
  title: '兴华社区：大家最操心什么',
  lead: 'Pale: how many named it. Dark: how heavily it weighs.',
  groups: [
    {
      heading: 'Primero, más o menos igual',
      bars: [
        { label: '老人吃饭和照料', note: '74人里41人提到', share: 0.41, outerShare: 0.55, tone: 'plain' },
        { label: 'Reparaciones', note: '39 de 74', share: 0.4, outerShare: 0.53, tone: 'alarming' },
      ],
    },
    { bars: [{ label: 'Meals', note: '3 of 74', share: 0.03, tone: 'quiet' }] },
  ],
  mark: 0.5,
  foot: 'Whoever wished could answer.',
};

test('a chart is a PNG 1,080 pixels wide and portrait', async () => {
  const { width, height } = sizeOf(await drawChart(CHART));
  expect(width).toBe(1080);
  expect(height).toBeGreaterThan(1080);
});

test('every letter is drawn with our fonts, Chinese and Spanish ones too', async () => {
  const svg = chartSvg(CHART);
  const files = Object.values(FONT_FILES);
  const whole = await toPng(svg, files);
  for (const words of ['老人吃饭', 'Reparaciones', 'más o menos']) {
    const without = await toPng(svg.replace(words, ' '), files);
    expect(whole.equals(without), words).toBe(false);
  }
});

test('without font files nothing is written and nobody is told: what the test above protects from', async () => {
  const svg = chartSvg(CHART);
  const wordless = svg.replace(/>[^<>]+<\/(text|tspan)>/g, '></$1>');
  expect(wordless).not.toBe(svg);
  const nothing = await toPng(wordless, Object.values(FONT_FILES));
  expect((await toPng(svg, [])).equals(nothing)).toBe(true);
  expect((await drawChart(CHART)).equals(nothing)).toBe(false);
});

test('the bold face is really drawn, not the regular one twice', async () => {
  const svg = chartSvg(CHART);
  const regularOnly = await toPng(svg, [FONT_FILES.regular]);
  expect((await toPng(svg, Object.values(FONT_FILES))).equals(regularOnly)).toBe(false);
});

test('words from outside cannot become markup', () => {
  const [group] = CHART.groups;
  const hostile = '</text><script>alert(1)</script>{b|x}&amp;"\u0000';
  const bars = [{ label: hostile, note: hostile, share: 2, outerShare: Number.NaN, tone: 'plain' as const }];
  const svg = chartSvg({ ...CHART, title: hostile, groups: [{ ...group, bars }] });
  expect(svg).not.toContain('<script');
});

test('lines break between words, Chinese anywhere but before a comma, and what is too long is cut', () => {
  expect(wrapText('Building, lift, water and power repairs', 14, 2)).toEqual([
    'Building, lift, water and',
    'power repairs',
  ]);
  expect(wrapText('房子、电梯、水电维修，还有别的', 7, 3)).toEqual([
    '房子、电梯、水',
    '电维修，还有别',
    '的',
  ]);
  const cut = wrapText('很长的一句话，怎么也放不下，只好省略', 6, 2);
  expect(cut).toHaveLength(2);
  expect(cut[1]).toMatch(/…$/);
  for (const line of [...cut, ...wrapText('Donaudampfschifffahrtsgesellschaft', 8, 2)]) {
    expect(emsOf(line)).toBeLessThanOrEqual(8);
  }
  expect(wrapText('', 8, 2)).toEqual([]);
});

function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
