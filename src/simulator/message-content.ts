import type { Message, MessageContent } from './types.ts';

const contentFields = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'voice',
  'audio',
  'video',
  'animation',
  'video_note',
  'sticker',
  'contact',
  'location',
  'venue',
  'poll',
  'dice',
  'link_preview_options',
] as const satisfies readonly (keyof MessageContent)[];

/** What a copy or a forward carries over: the content without sender, time and keyboard. */
export function contentOf(message: Message): MessageContent {
  const entries = contentFields
    .filter((field) => message[field] !== undefined)
    .map((field) => [field, message[field]] as const);
  return Object.fromEntries(entries) as MessageContent;
}

/** Messages whose caption can be changed. */
export function hasCaption(content: MessageContent): boolean {
  return Boolean(
    content.photo ?? content.document ?? content.voice ?? content.audio ?? content.video ?? content.animation,
  );
}
