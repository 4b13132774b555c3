import type { MessageEntity } from '../types.ts';

/** `hint` is a cheap test that spares most texts the pattern. */
const patterns: { type: string; hint: RegExp; pattern: RegExp }[] = [
  { type: 'url', hint: /:\/\//, pattern: /(?<![\w@.])https?:\/\/[^\s<>"'`]{1,2000}/g },
  {
    type: 'url',
    hint: /[a-z0-9]\.[a-z]/i,
    pattern:
      /(?<![\w@./:-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}(?:com|org|net|io|me|cn|es|dev|app|eu|gov|edu|info|de|uk|ru)(?![\w-]|\.\w)(?:\/[^\s<>"'`]{0,2000})?/gi,
  },
  {
    type: 'email',
    hint: /@/,
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}(?![\w-])/gi,
  },
  {
    type: 'bot_command',
    hint: /\//,
    pattern: /(?<![\w/<>@.])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])/g,
  },
  { type: 'mention', hint: /@/, pattern: /(?<![\w@/.+-])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])/g },
  {
    type: 'hashtag',
    hint: /#/,
    pattern: /(?<![\p{L}\p{N}_#&/])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu,
  },
];

/** Commands, links, mentions, hashtags and addresses that Telegram finds by itself, beside the given entities. */
export function withDetectedEntities(text: string, given: MessageEntity[]): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const { type, hint, pattern } of patterns) {
    if (!hint.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const value = type === 'url' ? match[0].replace(/[.,:;!?)\]]+$/, '') : match[0];
      const entity = { offset: match.index, length: value.length, type };
      if (!overlapsSolid(given, entity) && !found.some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  if (found.length === 0) return given;
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length).slice(0, 100);
}

/** Inside code and links nothing is detected; bold and the like may hold a detected entity. */
function overlapsSolid(given: MessageEntity[], entity: MessageEntity): boolean {
  return given.some((other) => solidTypes.has(other.type) && overlap(other, entity));
}

const solidTypes = new Set(['pre', 'code', 'text_link', 'text_mention', 'custom_emoji']);

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
