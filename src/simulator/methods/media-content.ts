import type { Call, Context } from '../context.ts';
import { ApiError, badRequest } from '../errors.ts';
import { factsOf, type StoredFile } from '../file-store.ts';
import { imageSize } from '../image-size.ts';
import { integerParam, stringParam } from '../parameters.ts';
import { readCaption } from '../text/formatted-text.ts';
import type { FileFacts, MessageContent, Params, PhotoSize, UploadedFile } from '../types.ts';

const maxUploadBytes = 50 * 1024 * 1024;
const maxPhotoBytes = 10 * 1024 * 1024;
const mediaExtension = /\.(jpe?g|png|gif|webp|pdf|mp3|m4a|ogg|oga|mp4|zip|ics|csv|xlsx|txt)$/i;

export type MediaKind =
  | 'photo'
  | 'document'
  | 'voice'
  | 'audio'
  | 'video'
  | 'animation'
  | 'sticker'
  | 'video_note';

/** The content of a message with one file, with its caption. */
export function mediaContent(context: Context, call: Call, kind: MediaKind): MessageContent {
  const caption = readCaption(call.params);
  const file = resolveFile(context, call, call.params[kind], kind);
  return withCaption(fileContent(file, kind, call.params), caption);
}

/** The content of one InputMedia object, as in an album. */
export function inputMediaContent(context: Context, call: Call, given: Params): MessageContent {
  const kind = String(given['type'] ?? '');
  if (
    kind !== 'photo' &&
    kind !== 'video' &&
    kind !== 'document' &&
    kind !== 'audio' &&
    kind !== 'animation'
  ) {
    throw badRequest("can't parse InputMedia: Unsupported type specified");
  }
  if (typeof given['media'] !== 'string') throw badRequest('media not found');
  const caption = readCaption(given);
  return withCaption(fileContent(resolveFile(context, call, given['media'], kind), kind, given), caption);
}

/** The fields of a message that describe a file. */
export function fileContent(file: StoredFile, kind: MediaKind, params: Params): MessageContent {
  const facts = factsOf(file);
  const duration = integerParam(params, 'duration') ?? 0;
  const named = { ...facts, file_name: file.name, mime_type: file.contentType };
  switch (kind) {
    case 'photo':
      return { photo: photoSizes(file, facts) };
    case 'document':
      return { document: named };
    case 'voice':
      return { voice: { ...facts, duration, mime_type: 'audio/ogg' } };
    case 'audio':
      return { audio: { ...named, duration } };
    case 'video':
      return { video: { ...facts, duration, width: 640, height: 480, mime_type: file.contentType } };
    case 'animation':
      return { animation: { ...facts, duration, width: 320, height: 240 } };
    case 'video_note':
      return { video_note: { ...facts, duration, length: 240 } };
    case 'sticker':
      return {
        sticker: { ...facts, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false },
      };
  }
}

/** An upload, an attach:// reference, a known file_id or a web address. */
function resolveFile(context: Context, call: Call, given: unknown, kind: MediaKind): StoredFile {
  const reference = typeof given === 'string' ? given : '';
  if (reference.startsWith('attach://')) {
    const upload = call.uploads.get(reference.slice('attach://'.length));
    if (upload) return store(context, upload, kind);
  } else if (/^https?:\/\//i.test(reference)) {
    return fromWeb(context, reference, kind);
  } else {
    const known = context.files.find(reference);
    if (known && known.kind !== kind) {
      throw badRequest(`can't use file of type ${typeName(known.kind)} as ${typeName(kind)}`);
    }
    if (known) return known;
  }
  throw badRequest('wrong file identifier/HTTP URL specified');
}

function store(context: Context, upload: UploadedFile, kind: MediaKind): StoredFile {
  const size = upload.content.byteLength;
  if (size === 0) throw badRequest('file must be non-empty');
  if (size > maxUploadBytes) throw new ApiError(413, 'Request Entity Too Large');
  if (kind === 'photo' && size > maxPhotoBytes) throw badRequest('file is too big');
  return context.files.add(kind, upload.fileName, upload.contentType, upload.content);
}

/** Nothing is fetched: `.invalid` hosts fail, addresses that do not end like a file are web pages. */
function fromWeb(context: Context, address: string, kind: MediaKind): StoredFile {
  if (!URL.canParse(address)) throw badRequest('wrong file identifier/HTTP URL specified');
  const { hostname, pathname } = new URL(address);
  if (hostname.endsWith('.invalid')) throw badRequest('failed to get HTTP URL content');
  if (!mediaExtension.test(pathname)) throw badRequest('wrong type of the web page content');
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  return context.files.add(kind, name, 'application/octet-stream', Buffer.from(address));
}

function withCaption(
  content: MessageContent,
  caption: { text: string; entities: MessageContent['entities'] },
) {
  if (caption.text !== '') content.caption = caption.text;
  if (caption.entities && caption.entities.length > 0) content.caption_entities = caption.entities;
  return content;
}

function photoSizes(file: StoredFile, facts: FileFacts): PhotoSize[] {
  const { width, height } = imageSize(file.content);
  const longest = Math.max(width, height);
  const sizes: PhotoSize[] = [];
  for (const [sign, edge] of [
    ['s', 90],
    ['m', 320],
  ] as const) {
    if (longest <= edge) continue;
    sizes.push({
      ...facts,
      file_id: facts.file_id + sign,
      file_unique_id: facts.file_unique_id + sign,
      width: Math.max(1, Math.round((width * edge) / longest)),
      height: Math.max(1, Math.round((height * edge) / longest)),
    });
  }
  return [...sizes, { ...facts, width, height }];
}

function typeName(kind: string): string {
  return kind
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** A text parameter, undefined when it is missing or empty. */
export function optionalText(params: Params, name: string): string | undefined {
  const text = stringParam(params, name);
  return text === '' ? undefined : text;
}
