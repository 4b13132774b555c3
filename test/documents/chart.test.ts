import { expect, test } from 'vitest';
import { chartSvg, drawChart, toPng } from '../../src/documents/chart.ts';
import { outlineTexts } from '../../src/documents/outline.ts';
import { emsOf, wrapText } from '../../src/documents/wrap.ts';
import type { Chart } from '../../src/domain/chart.ts';

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

test('every letter is drawn, Chinese and Spanish ones too', async () => {
  const svg = chartSvg(CHART);
  const whole = await toPng(outlineTexts(svg));
  for (const words of ['老人吃饭', 'Reparaciones', 'más o menos', 'Pale']) {
    expect(svg).toContain(words);
    const without = await toPng(outlineTexts(svg.replace(words, ' ')));
    expect(whole.equals(without), words).toBe(false);
  }
});

test('a text that is not outlined is left out without an error: what the test above protects from', async () => {
  const svg = chartSvg(CHART);
  const wordless = await toPng(svg.replace(/<text[^]*?<\/text>/g, ''));
  expect((await toPng(svg)).equals(wordless)).toBe(true);
  expect((await drawChart(CHART)).equals(wordless)).toBe(false);
});

test('bold is drawn from the bold face', () => {
  const regular = chartSvg(CHART).replaceAll('font-weight:bold', '');
  expect(outlineTexts(chartSvg(CHART))).not.toBe(outlineTexts(regular));
});

test('a sign the font lacks leaves a gap and breaks nothing', () => {
  const outlined = outlineTexts(
    '<text style="font-size:40px" x="0" y="0" fill="#000">😀 &lt;a&gt; &amp; 好</text>',
  );
  expect(outlined).not.toContain('<text');
  expect(outlined.match(/<path/g)?.length).toBe(8);
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
