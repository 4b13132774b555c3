import { type Font, openSync } from 'fontkit';
import { FONT_FILES } from './fonts.ts';

const TEXT = /<text ([^>]*)>([^<]*)<\/text>/g;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

interface Faces {
  regular: Font;
  bold: Font;
}
let faces: Faces | undefined;

/**
 * The SVG with every text as the outlines of its letters, in Noto Sans SC: what turns it into a picture needs no font then.
 * resvg would read both files of 10 MB anew for each picture; here they are opened once. The texts are those of echarts:
 * one line each, beginning at `x`, `y` being the middle of the line. Signs the font lacks leave a gap.
 */
export function outlineTexts(svg: string): string {
  faces ??= { regular: openSync(FONT_FILES.regular), bold: openSync(FONT_FILES.bold) };
  const { regular, bold } = faces;
  return svg.replace(TEXT, (_, attributes: string, content: string) => {
    const font = attributes.includes('font-weight:bold') ? bold : regular;
    const fill = attributeOf(attributes, 'fill');
    const transform = attributeOf(attributes, 'transform');
    return `<g fill="${fill}" transform="${transform}">${outlinesOf(font, attributes, content)}</g>`;
  });
}

function outlinesOf(font: Font, attributes: string, content: string): string {
  const size = Number(/font-size:([\d.]+)px/.exec(attributes)?.[1]);
  const scale = size / font.unitsPerEm;
  const baseline = Number(attributeOf(attributes, 'y')) + (scale * (font.ascent + font.descent)) / 2;
  const { glyphs, positions } = font.layout(plain(content));
  let x = Number(attributeOf(attributes, 'x'));
  const outlines = glyphs.map((glyph, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    const place = `${(x + xOffset * scale).toFixed(2)} ${(baseline - yOffset * scale).toFixed(2)}`;
    x += xAdvance * scale;
    if (glyph.id === 0) return '';
    return `<path transform="translate(${place}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`;
  });
  return outlines.join('');
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

function plain(content: string): string {
  return content.replace(/&(#39|\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
