import type { MessageEntity } from '../types.ts';

export type FormattedText = { text: string; entities: MessageEntity[] };

const maxEntities = 100;
/** Line and paragraph separators, bidi controls and stacked combining lines, which Telegram takes out. */
const removedSigns = /[\u2028-\u202e\u0333\u033f\u030a\r]/g;
const controlSigns = /[\0-\x08\x09\x0b\x0c\x0e-\x1f]/g;
// oxlint-disable-next-line no-control-regex
const anyCleanable = /[\0-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]/;
const blankText =
  /^[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f\u3164\ufeff]*$/;

/**
 * Telegram's clean-up: control signs become spaces, some invisible signs vanish, blank ends are cut,
 * entities are clipped to what is left. A blank text comes back as ''.
 */
export function cleanText(input: FormattedText): FormattedText {
  const cleaned = anyCleanable.test(input.text) ? removeSigns(input) : input;
  return trim(cleaned);
}

/** Drops what lies outside the text, empty entities, and everything after the hundredth. */
export function clipEntities(entities: MessageEntity[], length: number): MessageEntity[] {
  const clipped: MessageEntity[] = [];
  for (const entity of entities) {
    const begin = Math.max(entity.offset, 0);
    const end = Math.min(entity.offset + entity.length, length);
    if (begin < end) clipped.push({ ...entity, offset: begin, length: end - begin });
  }
  clipped.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return clipped.slice(0, maxEntities);
}

function removeSigns({ text, entities }: FormattedText): FormattedText {
  const spaced = text.replace(controlSigns, ' ');
  if (entities.length === 0) return { text: spaced.replace(removedSigns, ''), entities };
  const removedBefore = new Int32Array(spaced.length + 1);
  let kept = '';
  for (let i = 0; i < spaced.length; i += 1) {
    const sign = spaced.charAt(i);
    const isRemoved = sign.search(removedSigns) === 0;
    if (!isRemoved) kept += sign;
    removedBefore[i + 1] = (removedBefore[i] ?? 0) + Number(isRemoved);
  }
  const shift = (at: number) => at - (removedBefore[Math.min(Math.max(at, 0), spaced.length)] ?? 0);
  const moved = entities.map((entity) => {
    const offset = shift(entity.offset);
    return { ...entity, offset, length: shift(entity.offset + entity.length) - offset };
  });
  return { text: kept, entities: moved };
}

/** Blank ends go, except leading blanks that an entity covers. */
function trim({ text, entities }: FormattedText): FormattedText {
  if (blankText.test(text)) return { text: '', entities: [] };
  const firstEntityAt = entities.reduce((least, entity) => Math.min(least, entity.offset), text.length);
  const leading = Math.min(text.length - text.trimStart().length, firstEntityAt);
  const trimmed = text.trimEnd().slice(leading);
  if (entities.length === 0) return { text: trimmed, entities };
  const moved = entities.map((entity) => ({ ...entity, offset: entity.offset - leading }));
  return { text: trimmed, entities: clipEntities(moved, trimmed.length) };
}
