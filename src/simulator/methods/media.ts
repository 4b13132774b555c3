import type { SendKind } from '../chat-access.ts';
import type { Call, Context, Method } from '../context.ts';
import { badRequest } from '../errors.ts';
import {
  booleanParam,
  codePoints,
  floatParam,
  integerParam,
  isObject,
  listParam,
  stringParam,
} from '../parameters.ts';
import { openDelivery, postAsBot, sendContent } from '../sending.ts';
import type { Message, MessageContent, Params, Poll } from '../types.ts';
import { inputMediaContent, mediaContent, optionalText, type MediaKind } from './media-content.ts';

export const mediaMethods: Record<string, Method> = {
  sendPhoto: sender('photo', 'photos'),
  sendDocument: sender('document', 'documents'),
  sendVoice: sender('voice', 'voice notes'),
  sendAudio: sender('audio', 'audios'),
  sendVideo: sender('video', 'videos'),
  sendAnimation: sender('animation', 'animations'),
  sendSticker: sender('sticker', 'stickers'),
  sendVideoNote: sender('video_note', 'video notes'),
  sendLocation: (context, call) =>
    sendContent(context, call, 'locations', { location: readLocation(call.params) }),
  sendVenue: (context, call) => {
    const location = readLocation(call.params);
    const venue = {
      location,
      title: stringParam(call.params, 'title'),
      address: stringParam(call.params, 'address'),
    };
    return sendContent(context, call, 'venues', { location, venue });
  },
  sendContact: (context, call) =>
    sendContent(context, call, 'contacts', { contact: readContact(call.params) }),
  sendPoll: (context, call) => sendContent(context, call, 'polls', { poll: readPoll(context, call.params) }),
  sendDice: (context, call) => {
    const emoji = optionalText(call.params, 'emoji') ?? '🎲';
    return sendContent(context, call, 'dice', { dice: { emoji, value: 1 + Math.floor(Math.random() * 6) } });
  },
  sendMediaGroup,
};

function sender(kind: MediaKind, sendKind: SendKind): Method {
  return (context, call) => sendContent(context, call, sendKind, mediaContent(context, call, kind));
}

function sendMediaGroup(context: Context, call: Call): Message[] {
  const given = listParam(call.params, 'media', 'InputMedia');
  if (given.length === 0) throw badRequest('there are no messages to send');
  if (given.length > 10) throw badRequest('too many messages to send as an album');
  const contents = given.map((item) => {
    if (!isObject(item)) throw badRequest("can't parse InputMedia: expected an Object");
    return inputMediaContent(context, call, item);
  });
  checkAlbum(contents);
  const delivery = openDelivery(context, call, 'messages');
  context.limiter.take(delivery.state, contents.length);
  const serial = context.world.nextSerial();
  const mediaGroupId = contents.length > 1 ? { media_group_id: `1300000000${serial}` } : {};
  return contents.map((content) =>
    postAsBot(context.world, delivery, { ...content, ...mediaGroupId }, { kind: 'none' }),
  );
}

/** Documents and audio keep to themselves; photos and videos mix. */
function checkAlbum(contents: MessageContent[]): void {
  const kinds = new Set(contents.map((content) => albumKind(content)));
  if (kinds.size > 1) throw badRequest("document can't be mixed with other media types");
  if (kinds.has('none')) throw badRequest("can't use the media of the specified type in the album");
}

function albumKind(content: MessageContent): string {
  if (content.photo ?? content.video) return 'visual';
  if (content.document) return 'document';
  return content.audio ? 'audio' : 'none';
}

function readLocation(params: Params): { latitude: number; longitude: number } {
  const latitude = floatParam(params, 'latitude') ?? 0;
  const longitude = floatParam(params, 'longitude') ?? 0;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong latitude or longitude');
  return { latitude, longitude };
}

function readContact(params: Params): NonNullable<MessageContent['contact']> {
  const contact: NonNullable<MessageContent['contact']> = {
    phone_number: stringParam(params, 'phone_number'),
    first_name: stringParam(params, 'first_name'),
  };
  const lastName = optionalText(params, 'last_name');
  if (lastName) contact.last_name = lastName;
  return contact;
}

function readPoll({ world }: Context, params: Params): Poll {
  const question = stringParam(params, 'question');
  if (codePoints(question) > 300) throw badRequest('poll question length must not exceed 300');
  const options = listParam(params, 'options', 'options').map(readOption);
  if (options.length < 1) throw badRequest('poll must have at least 1 option');
  if (options.length > 12) throw badRequest("poll can't have more than 12 options");
  return {
    id: `5${String(world.nextSerial()).padStart(18, '0')}`,
    question,
    options,
    total_voter_count: 0,
    is_closed: booleanParam(params, 'is_closed'),
    is_anonymous: params['is_anonymous'] === undefined || booleanParam(params, 'is_anonymous'),
    type: optionalText(params, 'type') ?? 'regular',
    allows_multiple_answers: booleanParam(params, 'allows_multiple_answers'),
    ...(integerParam(params, 'open_period') ? { open_period: integerParam(params, 'open_period') } : {}),
  };
}

function readOption(given: unknown): { text: string; voter_count: number } {
  const text = isObject(given) ? given['text'] : given;
  if (typeof text !== 'string' || text === '') throw badRequest('poll options must be non-empty');
  if (codePoints(text) > 100) throw badRequest('poll options length must not exceed 100');
  return { text, voter_count: 0 };
}
