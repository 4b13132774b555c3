/** What we use of fontkit, which brings no types. Lengths are in units of the font. */
declare module 'fontkit' {
  export interface Glyph {
    /** 0: the font has no such sign. */
    id: number;
    path: { toSVG(): string };
  }

  export interface Font {
    unitsPerEm: number;
    ascent: number;
    descent: number;
    layout(text: string): {
      glyphs: Glyph[];
      positions: { xAdvance: number; xOffset: number; yOffset: number }[];
    };
  }

  export function openSync(path: string): Font;
}
