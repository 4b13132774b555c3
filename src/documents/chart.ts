import { renderAsync } from '@resvg/resvg-js';
import type { BarSeriesOption } from 'echarts/charts';
import { BarChart } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  TitleComponent,
  type TitleComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart, ChartBar, ChartGroup, ChartTone } from '../domain/chart.ts';
import { FONT_FAMILY, FONT_FILES } from './fonts.ts';
import { wrapText } from './wrap.ts';

/*
 * A portrait of bars for a phone: the picture is shown at a third of its size, so the smallest letters are 38 pixels
 * high. A row has three slots, one above the other: its label, its bar, its note; all lines of one slot are made as
 * high as the fullest row needs.
 */

use([BarChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | TitleComponentOption>;

const WIDTH = 1080;
const MARGIN = 56;
const INNER = WIDTH - 2 * MARGIN;
const BAR = 46;
const WORDS_GAP = 10;
const ROW_GAP = 30;
const GROUP_GAP = 30;

const PAPER = '#fffdf9';
const INK = '#23211d';
const SOFT = '#5d564b';
const TRACK = '#ece6da';
const INKS: Record<ChartTone, { inner: string; outer: string }> = {
  plain: { inner: '#1c5d8c', outer: '#a8cbe3' },
  alarming: { inner: '#b3430a', outer: '#f0c3a4' },
  doubtful: { inner: '#d98a3d', outer: '#f3dcc0' },
  quiet: { inner: '#7d8a94', outer: '#cfd6db' },
};

interface Type {
  size: number;
  line: number;
  weight: 'normal' | 'bold';
  colour: string;
}
const TITLE: Type = { size: 60, line: 76, weight: 'bold', colour: INK };
const LEAD: Type = { size: 38, line: 54, weight: 'normal', colour: SOFT };
const HEADING: Type = { size: 40, line: 56, weight: 'bold', colour: '#9a3324' };
const LABEL: Type = { size: 44, line: 58, weight: 'bold', colour: INK };
const NOTE: Type = { size: 38, line: 52, weight: 'normal', colour: SOFT };

/** The chart as a PNG, 1080 pixels wide and as high as it needs. */
export async function drawChart(chart: Chart): Promise<Buffer> {
  return await toPng(chartSvg(chart), Object.values(FONT_FILES));
}

/** A PNG of an SVG with the letters of these font files, and of no others. */
export async function toPng(svg: string, fontFiles: string[]): Promise<Buffer> {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: FONT_FAMILY };
  return (await renderAsync(svg, { font })).asPng();
}

/** The chart as an SVG in Noto Sans SC. */
export function chartSvg(chart: Chart): string {
  const page = layOut(chart);
  const canvas = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: page.height });
  canvas.setOption(page.option);
  const svg = canvas.renderToSVGString();
  canvas.dispose();
  return svg;
}

function layOut(chart: Chart): { option: Option; height: number } {
  const bars = chart.groups.flatMap((group) => group.bars);
  const labelHeight = LABEL.line * mostLines(bars, (bar) => linesOf(bar.label, LABEL, 2));
  const noteHeight = NOTE.line * mostLines(bars, (bar) => linesOf(bar.note, NOTE, 2));
  const rowHeight = labelHeight + BAR + noteHeight + 2 * WORDS_GAP + ROW_GAP;
  const titles: TitleComponentOption[] = [];
  let top = MARGIN;
  const write = (text: string, type: Type, lines: number, after: number) => {
    const written = linesOf(text, type, lines);
    titles.push({ text: written.join('\n'), left: MARGIN, top, padding: 0, textStyle: styleOf(type) });
    top += written.length * type.line + after;
  };
  write(chart.title, TITLE, 3, 16);
  write(chart.lead, LEAD, 5, 36);
  const grids = chart.groups.map((group) => {
    if (group.heading) write(group.heading, HEADING, 2, 10);
    const height = group.bars.length * rowHeight;
    const grid = { left: MARGIN, width: INNER, top, height };
    top += height + GROUP_GAP;
    return grid;
  });
  if (chart.foot) write(chart.foot, NOTE, 5, 0);
  const option: Option = {
    animation: false,
    backgroundColor: PAPER,
    textStyle: { fontFamily: FONT_FAMILY },
    title: titles,
    grid: grids,
    xAxis: grids.map((_, gridIndex) => ({ type: 'value', gridIndex, min: 0, max: 1, show: false })),
    yAxis: chart.groups.map(({ bars: rows }, gridIndex) => {
      return {
        type: 'category',
        gridIndex,
        inverse: true,
        show: false,
        data: rows.map((_, row) => `${row}`),
      };
    }),
    series: chart.groups.flatMap((group, index) =>
      seriesOf(group, index, { labelHeight, noteHeight }, chart.mark),
    ),
  };
  return { option, height: Math.ceil(top + MARGIN) };
}

/** Three slots of a row: two of words on bars that cannot be seen, and the bar in three lengths. */
function seriesOf(
  { bars }: ChartGroup,
  index: number,
  { labelHeight, noteHeight }: { labelHeight: number; noteHeight: number },
  mark: number | undefined,
): BarSeriesOption[] {
  const place = { type: 'bar', xAxisIndex: index, yAxisIndex: index, barGap: '0%', silent: true } as const;
  const words = (slot: 'label' | 'note', height: number, type: Type): BarSeriesOption => ({
    ...place,
    // Over the dashed line, which would strike the words through.
    z: 6,
    barWidth: height + WORDS_GAP,
    data: bars.map((bar) => ({
      value: 1,
      itemStyle: { color: 'transparent' },
      label: {
        show: true,
        position: slot === 'label' ? 'insideBottomLeft' : 'insideTopLeft',
        distance: 0,
        padding: slot === 'label' ? [0, 0, WORDS_GAP, 0] : [WORDS_GAP, 0, 0, 0],
        backgroundColor: PAPER,
        formatter: () => linesOf(bar[slot], type, 2).join('\n'),
        ...styleOf(type),
      },
    })),
  });
  const lengths = bars.map(({ share, outerShare }) => {
    const inner = within(share);
    return { inner, outer: Math.max(within(outerShare ?? 0), inner) };
  });
  const part = (lengthOf: (row: number) => number, colourOf: (bar: ChartBar) => string) => ({
    ...place,
    stack: `bar-${index}`,
    barWidth: BAR,
    data: bars.map((bar, row) => ({ value: lengthOf(row), itemStyle: { color: colourOf(bar) } })),
  });
  return [
    words('label', labelHeight, LABEL),
    part(
      (row) => lengths[row]?.inner ?? 0,
      ({ tone }) => INKS[tone].inner,
    ),
    part(
      (row) => (lengths[row]?.outer ?? 0) - (lengths[row]?.inner ?? 0),
      ({ tone }) => INKS[tone].outer,
    ),
    {
      ...part(
        (row) => 1 - (lengths[row]?.outer ?? 0),
        () => TRACK,
      ),
      ...(mark !== undefined && { markLine: lineAt(mark) }),
    },
    words('note', noteHeight, NOTE),
  ];
}

function lineAt(share: number): NonNullable<BarSeriesOption['markLine']> {
  return {
    symbol: 'none',
    silent: true,
    label: { show: false },
    lineStyle: { color: INK, width: 4, type: 'dashed' },
    data: [{ xAxis: within(share) }],
  };
}

function styleOf({ size, line, weight, colour }: Type) {
  return { fontFamily: FONT_FAMILY, fontSize: size, lineHeight: line, fontWeight: weight, color: colour };
}

function linesOf(text: string, { size }: Type, most: number): string[] {
  return wrapText(text, INNER / size, most);
}

function mostLines(bars: ChartBar[], linesFor: (bar: ChartBar) => string[]): number {
  return Math.max(1, ...bars.map((bar) => linesFor(bar).length));
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
