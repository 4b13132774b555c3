import type { FileStore } from './file-store.ts';
import { fileContent, type MediaKind } from './methods/media-content.ts';
import { plainText } from './text/formatted-text.ts';
import type { MessageContent } from './types.ts';

export type PersonMedia = {
  kind: 'photo' | 'voice' | 'document' | 'sticker' | 'contact' | 'location' | 'video' | 'poll';
  caption?: string;
  durationS?: number;
  fileName?: string;
  contentType?: string;
  content?: Uint8Array;
  mediaGroupId?: string;
  phoneNumber?: string;
  firstName?: string;
  latitude?: number;
  longitude?: number;
  question?: string;
  options?: string[];
  emoji?: string;
};

const defaults: Record<string, { name: string; contentType: string }> = {
  photo: { name: 'photo.jpg', contentType: 'image/jpeg' },
  voice: { name: 'voice.oga', contentType: 'audio/ogg' },
  document: { name: 'document.pdf', contentType: 'application/pdf' },
  video: { name: 'video.mp4', contentType: 'video/mp4' },
  sticker: { name: 'sticker.webp', contentType: 'image/webp' },
};

/** The content of a message in which a person sends something other than text. */
export function personMedia(files: FileStore, personId: number, media: PersonMedia): MessageContent {
  switch (media.kind) {
    case 'contact':
      return {
        contact: {
          phone_number: media.phoneNumber ?? '+10000000000',
          first_name: media.firstName ?? 'Contact',
          ...(media.phoneNumber ? { user_id: personId } : {}),
        },
      };
    case 'location':
      return { location: { latitude: media.latitude ?? 39.9, longitude: media.longitude ?? 116.4 } };
    case 'poll':
      return { poll: personPoll(media) };
    default:
      return fileMedia(files, media.kind, media);
  }
}

function fileMedia(files: FileStore, kind: MediaKind, media: PersonMedia): MessageContent {
  const fallback = defaults[kind] ?? { name: 'file', contentType: 'application/octet-stream' };
  const name = media.fileName ?? fallback.name;
  const bytes = media.content ?? Buffer.from(`simulated ${kind}`);
  const file = files.add(kind, name, media.contentType ?? fallback.contentType, bytes);
  const content = fileContent(file, kind, { duration: media.durationS ?? 1 });
  if (media.caption) {
    const caption = plainText(media.caption);
    content.caption = caption.text;
    if (caption.entities.length > 0) content.caption_entities = caption.entities;
  }
  if (media.mediaGroupId) content.media_group_id = media.mediaGroupId;
  if (content.sticker && media.emoji) content.sticker.emoji = media.emoji;
  return content;
}

function personPoll(media: PersonMedia): NonNullable<MessageContent['poll']> {
  const options = (media.options ?? ['yes', 'no']).map((text) => ({ text, voter_count: 0 }));
  return {
    id: String(Date.now()),
    question: media.question ?? media.caption ?? 'poll',
    options,
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: 'regular',
    allows_multiple_answers: false,
  };
}
