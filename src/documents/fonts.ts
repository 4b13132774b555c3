import { statSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The files of Noto Sans SC, which draws Chinese, English and Spanish. Whoever draws without them draws pages without a
 * single letter and hears of no error, so a missing file ends the process that asks for it.
 */
export const FONT_FILES = {
  regular: fontFile('400Regular'),
  bold: fontFile('700Bold'),
} as const;

export const FONT_FAMILY = 'Noto Sans SC';

function fontFile(weight: string): string {
  const require = createRequire(import.meta.url);
  const path = require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
  statSync(path);
  return path;
}
