import { badRequest } from '../errors.ts';
import { codePoints, isObject, listParam, stringParam } from '../parameters.ts';
import type { MessageEntity, Params } from '../types.ts';
import { cleanText, clipEntities, type FormattedText } from './clean.ts';
import { withDetectedEntities } from './detected.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';

const maxRawBytes = 32_768;
const maxTextLength = 4096;
const maxCaptionLength = 1024;

const acceptedTypes = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
]);
/** Telegram finds these by itself and passes over them when they are given. */
const detectedTypes = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card',
]);

/** The text of a message, parsed and cleaned. Throws the 400 of an empty, long or badly marked-up text. */
export function readText(params: Params): FormattedText {
  const raw = stringParam(params, 'text');
  if (raw === '') throw badRequest('message text is empty');
  const formatted = parseFormatted(raw, params, 'entities');
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if (codePoints(formatted.text) > maxTextLength) throw badRequest('message is too long');
  return formatted;
}

/** The caption of a medium; '' when there is none. */
export function readCaption(params: Params): FormattedText {
  const raw = stringParam(params, 'caption');
  if (raw === '') return { text: '', entities: [] };
  const formatted = parseFormatted(raw, params, 'caption_entities');
  if (codePoints(formatted.text) > maxCaptionLength) throw badRequest('message caption is too long');
  return formatted;
}

/** The entities that Telegram adds to a person's plain text. */
export function plainText(text: string): FormattedText {
  const cleaned = cleanText({ text, entities: [] });
  return { text: cleaned.text, entities: withDetectedEntities(cleaned.text, []) };
}

function parseFormatted(raw: string, params: Params, entitiesName: string): FormattedText {
  if (raw.length > maxRawBytes || (raw.length > maxRawBytes / 3 && Buffer.byteLength(raw) > maxRawBytes)) {
    throw badRequest('text is too long');
  }
  const parsed = cleanText(applyParseMode(raw, params, entitiesName));
  return { text: parsed.text, entities: withDetectedEntities(parsed.text, parsed.entities) };
}

function applyParseMode(raw: string, params: Params, entitiesName: string): FormattedText {
  const mode = stringParam(params, 'parse_mode').toLowerCase();
  switch (mode) {
    case '':
    case 'none':
      return { text: raw, entities: readEntities(params, entitiesName, raw.length) };
    case 'html':
      return sorted(parseHtml(raw));
    case 'markdownv2':
      return sorted(parseMarkdownV2(raw));
    case 'markdown':
      return sorted(parseMarkdown(raw));
    default:
      throw badRequest('unsupported parse_mode');
  }
}

function sorted({ text, entities }: FormattedText): FormattedText {
  return { text, entities: clipEntities(entities, text.length) };
}

function readEntities(params: Params, name: string, length: number): MessageEntity[] {
  if (params[name] === undefined) return [];
  const entities: MessageEntity[] = [];
  for (const given of listParam(params, name, 'message entities')) {
    const entity = readEntity(given);
    if (entity) entities.push(entity);
  }
  return clipEntities(entities, length);
}

function readEntity(given: unknown): MessageEntity | null {
  if (!isObject(given)) throw badRequest("can't parse MessageEntity: expected an Object");
  const { type, offset, length } = given;
  if (typeof type !== 'string') throw badRequest(`can't parse MessageEntity: Can't find field "type"`);
  if (!Number.isSafeInteger(offset)) throw badRequest(`can't parse MessageEntity: Can't find field "offset"`);
  if (!Number.isSafeInteger(length)) throw badRequest(`can't parse MessageEntity: Can't find field "length"`);
  if (detectedTypes.has(type)) return null;
  if (!acceptedTypes.has(type)) throw badRequest('unsupported type specified');
  const entity: MessageEntity = { type, offset: Number(offset), length: Number(length) };
  if (type === 'text_link') {
    if (typeof given['url'] !== 'string')
      throw badRequest(`can't parse MessageEntity: Can't find field "url"`);
    entity.url = given['url'];
  }
  if (type === 'pre' && typeof given['language'] === 'string' && given['language'] !== '') {
    entity.language = given['language'];
  }
  if (type === 'custom_emoji') entity.custom_emoji_id = String(given['custom_emoji_id'] ?? '');
  if (type === 'text_mention' && isObject(given['user'])) {
    entity.user = {
      id: Number(given['user']['id']),
      is_bot: false,
      first_name: String(given['user']['first_name'] ?? ''),
    };
  }
  return entity;
}
