import type { MessageEntity } from '../types.ts';
import { byteOffset, parseError } from './html.ts';
import type { FormattedText } from './clean.ts';
import { linkEntity } from './links.ts';

const types: Record<string, string> = {
  '*': 'bold',
  _: 'italic',
  '`': 'code',
  '```': 'pre',
  '[': 'text_link',
};

/** Telegram's legacy Markdown into text and entities. Throws 400 `can't parse entities: ...`. */
export function parseMarkdown(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  let text = '';
  let i = 0;
  while (i < source.length) {
    const sign = source.charAt(i);
    if (sign === '\\' && '_*`['.includes(source.charAt(i + 1)) && i + 1 < source.length) {
      text += source.charAt(i + 1);
      i += 2;
    } else if (!'_*`['.includes(sign)) {
      text += sign;
      i += 1;
    } else {
      const part = readEntity(source, i, text.length);
      text += part.text;
      if (part.entity) entities.push(part.entity);
      i = part.next;
    }
  }
  return { text, entities };
}

function readEntity(source: string, at: number, offset: number) {
  const mark = source.startsWith('```', at) ? '```' : source.charAt(at);
  const endMark = mark === '[' ? ']' : mark;
  const end = source.indexOf(endMark, at + mark.length);
  if (end < 0) {
    throw parseError(`Can't find end of the entity starting at byte offset ${byteOffset(source, at)}`);
  }
  const raw = source.slice(at + mark.length, end);
  const text = mark === '```' ? raw.replace(/^\S*\n/, '') : raw;
  const place = { offset, length: text.length };
  let next = end + endMark.length;
  let entity: MessageEntity | null = text === '' ? null : { ...place, type: types[mark] ?? '' };
  if (mark === '[') {
    const close = source.charAt(next) === '(' ? source.indexOf(')', next) : -1;
    const address = close < 0 ? text : source.slice(next + 1, close);
    if (close >= 0) next = close + 1;
    entity = text === '' ? null : linkEntity(address, place);
  }
  return { text, entity, next };
}
