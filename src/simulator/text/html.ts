import { ApiError } from '../errors.ts';
import type { MessageEntity } from '../types.ts';
import type { FormattedText } from './clean.ts';
import { linkEntity } from './links.ts';

type OpenTag = { name: string; at: number; offset: number; attributes: Map<string, string> };

const entityTypes: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
};

const namedSigns: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Telegram's HTML into text and entities. Throws 400 `can't parse entities: ...` in Telegram's words. */
export function parseHtml(source: string): FormattedText {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  let i = 0;
  while (i < source.length) {
    const sign = source.charAt(i);
    if (sign === '&') {
      const decoded = decodeSign(source, i);
      text += decoded.sign;
      i = decoded.next;
    } else if (sign !== '<') {
      text += sign;
      i += 1;
    } else if (source.charAt(i + 1) === '/') {
      i = closeTag(source, i, open, text, entities);
    } else {
      const { tag, next } = readStartTag(source, i, text.length);
      open.push(tag);
      i = next;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw parseError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: joinPreCode(entities) };
}

/** A 400 about the mark-up of a text. */
export function parseError(message: string): ApiError {
  return new ApiError(400, `Bad Request: can't parse entities: ${message}`);
}

/** Position in the UTF-8 form of the text, as Telegram counts in its messages. */
export function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}

function readStartTag(source: string, at: number, offset: number): { tag: OpenTag; next: number } {
  const bytes = byteOffset(source, at);
  let i = at + 1;
  while (i < source.length && !isSpace(source.charAt(i)) && source.charAt(i) !== '>') i += 1;
  if (i >= source.length) throw parseError(`Unclosed start tag at byte offset ${bytes}`);
  const name = source.slice(at + 1, i).toLowerCase();
  if (!Object.hasOwn(entityTypes, name)) {
    throw parseError(`Unsupported start tag "${name}" at byte offset ${bytes}`);
  }
  const { attributes, next } = readAttributes(source, i, name, bytes);
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw parseError(`Tag "span" must have class "tg-spoiler" at byte offset ${bytes}`);
  }
  return { tag: { name, at, offset, attributes }, next };
}

function readAttributes(source: string, from: number, name: string, tagBytes: number) {
  const attributes = new Map<string, string>();
  let i = from;
  while (source.charAt(i) !== '>') {
    while (isSpace(source.charAt(i))) i += 1;
    if (source.charAt(i) === '>') break;
    if (i >= source.length) throw parseError(`Unclosed start tag "${name}" at byte offset ${tagBytes}`);
    const nameAt = i;
    while (i < source.length && !isSpace(source.charAt(i)) && !'=>/"\''.includes(source.charAt(i))) i += 1;
    const attribute = source.slice(nameAt, i).toLowerCase();
    if (attribute === '') {
      throw parseError(`Empty attribute name in the tag "${name}" at byte offset ${tagBytes}`);
    }
    while (isSpace(source.charAt(i))) i += 1;
    if (source.charAt(i) !== '=') {
      if (i < source.length) {
        attributes.set(attribute, '');
        continue;
      }
      throw parseError(`Unclosed start tag "${name}" at byte offset ${tagBytes}`);
    }
    i += 1;
    while (isSpace(source.charAt(i))) i += 1;
    const value = readAttributeValue(source, i, name, tagBytes);
    attributes.set(attribute, value.text);
    i = value.next;
  }
  return { attributes, next: i + 1 };
}

function readAttributeValue(source: string, from: number, name: string, tagBytes: number) {
  const quote = source.charAt(from);
  let i = from;
  let text = '';
  if (quote !== '"' && quote !== "'") {
    while (/[A-Za-z0-9.-]/.test(source.charAt(i))) i += 1;
    if (i === from) {
      throw parseError(`Unexpected end of name token at byte offset ${byteOffset(source, from)}`);
    }
    return { text: source.slice(from, i).toLowerCase(), next: i };
  }
  i += 1;
  while (i < source.length && source.charAt(i) !== quote) {
    if (source.charAt(i) === '&') {
      const decoded = decodeSign(source, i);
      text += decoded.sign;
      i = decoded.next;
    } else {
      text += source.charAt(i);
      i += 1;
    }
  }
  if (i >= source.length) throw parseError(`Unclosed start tag "${name}" at byte offset ${tagBytes}`);
  return { text, next: i + 1 };
}

function closeTag(
  source: string,
  at: number,
  open: OpenTag[],
  text: string,
  entities: MessageEntity[],
): number {
  const bytes = byteOffset(source, at);
  const tag = open.pop();
  if (!tag) throw parseError(`Unexpected end tag at byte offset ${bytes}`);
  let i = at + 2;
  while (i < source.length && !isSpace(source.charAt(i)) && source.charAt(i) !== '>') i += 1;
  const name = source.slice(at + 2, i).toLowerCase();
  while (isSpace(source.charAt(i))) i += 1;
  if (source.charAt(i) !== '>') throw parseError(`Unclosed end tag at byte offset ${bytes}`);
  if (name !== '' && name !== tag.name) {
    throw parseError(
      `Unmatched end tag at byte offset ${bytes}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }
  const length = text.length - tag.offset;
  if (length > 0) addEntity(tag, length, text, entities);
  return i + 1;
}

function addEntity(tag: OpenTag, length: number, text: string, entities: MessageEntity[]): void {
  const base = { offset: tag.offset, length };
  const type = entityTypes[tag.name] ?? '';
  if (tag.name === 'a') {
    const link = linkEntity(tag.attributes.get('href') ?? text.slice(tag.offset), base);
    if (link) entities.push(link);
  } else if (tag.name === 'tg-emoji') {
    entities.push({ ...base, type, custom_emoji_id: tag.attributes.get('emoji-id') ?? '' });
  } else if (tag.name === 'blockquote' && tag.attributes.has('expandable')) {
    entities.push({ ...base, type: 'expandable_blockquote' });
  } else if (tag.name === 'code' && tag.attributes.get('class')?.startsWith('language-')) {
    entities.push({ ...base, type, language: (tag.attributes.get('class') ?? '').slice('language-'.length) });
  } else {
    entities.push({ ...base, type });
  }
}

/** `<pre><code class="language-x">` is one pre entity with a language. */
function joinPreCode(entities: MessageEntity[]): MessageEntity[] {
  const isSame = (a: MessageEntity, b: MessageEntity) => a.offset === b.offset && a.length === b.length;
  const joined: MessageEntity[] = [];
  for (const entity of entities) {
    if (entity.type === 'code') {
      const pre = entities.find((other) => other.type === 'pre' && isSame(other, entity));
      if (pre) {
        if (entity.language) pre.language = entity.language;
        continue;
      }
      delete entity.language;
    }
    joined.push(entity);
  }
  return joined;
}

function decodeSign(source: string, at: number): { sign: string; next: number } {
  const match = /^&(?:#(\d{1,8})|#x([0-9a-f]{1,7})|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12));
  if (!match) return { sign: '&', next: at + 1 };
  const next = at + match[0].length;
  if (match[3]) return { sign: namedSigns[match[3].toLowerCase()] ?? '&', next };
  const code = match[1] ? Number(match[1]) : Number.parseInt(match[2] ?? '0', 16);
  if (code === 0 || code > 0x10ffff) return { sign: '&', next: at + 1 };
  return { sign: String.fromCodePoint(code), next };
}

function isSpace(sign: string): boolean {
  return sign === ' ' || sign === '\t' || sign === '\r' || sign === '\n' || sign === '\0' || sign === '\v';
}
