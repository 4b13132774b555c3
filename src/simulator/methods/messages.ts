import { findChat, findSendChat, isAdmin } from '../chat-access.ts';
import type { ChatState } from '../chat-state.ts';
import type { Call, Context, Method } from '../context.ts';
import { badRequest } from '../errors.ts';
import { readReplyMarkup } from '../markup.ts';
import { integerParam, listParam, objectParam, stringParam } from '../parameters.ts';
import { openDelivery, postAsBot, sendContent } from '../sending.ts';
import { readCaption, readText } from '../text/formatted-text.ts';
import type { Message, MessageContent } from '../types.ts';
import { contentOf } from '../message-content.ts';

const deletableForS = 48 * 3600;
const chatActions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
  'cancel',
]);

export const messageMethods: Record<string, Method> = {
  sendMessage: (context, call) => {
    const { text, entities } = readText(call.params);
    const content: MessageContent = { text };
    if (entities.length > 0) content.entities = entities;
    const preview = objectParam(call.params, 'link_preview_options', 'link preview options');
    if (preview) content.link_preview_options = preview;
    return sendContent(context, call, 'text messages', content);
  },
  forwardMessage: (context, call) => forward(context, call, integerParam(call.params, 'message_id') ?? 0),
  forwardMessages: (context, call) =>
    messageIds(call).map((id) => ({ message_id: forward(context, call, id).message_id })),
  copyMessage: (context, call) => ({
    message_id: copy(context, call, integerParam(call.params, 'message_id') ?? 0).message_id,
  }),
  copyMessages: (context, call) =>
    messageIds(call).map((id) => ({ message_id: copy(context, call, id).message_id })),
  deleteMessage: (context, call) => {
    const state = findChat(context.world, call.params['chat_id']);
    const message = state.messages.get(integerParam(call.params, 'message_id') ?? 0);
    if (!message) throw badRequest('message to delete not found');
    if (!isDeletable(context, state, message)) throw badRequest("message can't be deleted");
    remove(context, state, message);
    return true;
  },
  deleteMessages: (context, call) => {
    const state = findChat(context.world, call.params['chat_id']);
    for (const id of messageIds(call)) {
      const message = state.messages.get(id);
      if (message && isDeletable(context, state, message)) remove(context, state, message);
    }
    return true;
  },
  sendChatAction: (context, call) => {
    const action = stringParam(call.params, 'action').toLowerCase();
    if (!chatActions.has(action)) throw badRequest('wrong parameter action in request');
    const state = findSendChat(context.world, call.params['chat_id'], 'messages');
    state.typingUntil = action === 'cancel' ? 0 : Date.now() + 5000;
    context.world.emit({ type: 'typing', chatId: state.chat.id, action });
    return true;
  },
};

function forward(context: Context, call: Call, messageId: number): Message {
  const source = findSource(context, call, messageId, 'message to forward not found');
  const delivery = openDelivery(context, call, 'messages');
  context.limiter.take(delivery.state);
  return postAsBot(
    context.world,
    delivery,
    contentOf(source),
    { kind: 'none' },
    {
      forward_origin: originOf(source),
    },
  );
}

function copy(context: Context, call: Call, messageId: number): Message {
  const caption = call.params['caption'] === undefined ? undefined : readCaption(call.params);
  const markup = readReplyMarkup(call.params);
  const source = findSource(context, call, messageId, 'message to copy not found');
  const content = contentOf(source);
  if (caption && content.text === undefined) {
    delete content.caption_entities;
    content.caption = caption.text;
    if (caption.entities.length > 0) content.caption_entities = caption.entities;
  }
  const delivery = openDelivery(context, call, 'messages');
  context.limiter.take(delivery.state);
  return postAsBot(context.world, delivery, content, markup);
}

function findSource(context: Context, call: Call, messageId: number, words: string): Message {
  const message = findChat(context.world, call.params['from_chat_id']).messages.get(messageId);
  if (!message) throw badRequest(words);
  if (message.has_protected_content) throw badRequest("message has protected content and can't be forwarded");
  return message;
}

function messageIds(call: Call): number[] {
  const given = listParam(call.params, 'message_ids', 'message identifiers');
  if (given.length === 0) throw badRequest('message identifiers are not specified');
  if (given.length > 100) throw badRequest('too many message identifiers specified');
  return given.map((id) => integerParam({ id }, 'id') ?? 0);
}

/** Own messages and, in private chats or as administrator, those of others; for 48 hours. */
function isDeletable(context: Context, state: ChatState, message: Message): boolean {
  if (isAdmin(state) && state.chat.type === 'supergroup') return true;
  if (context.world.nowSeconds() - message.date >= deletableForS) return false;
  const isOwn = message.from?.id === context.world.bot.id;
  return isOwn || isAdmin(state) || state.chat.type === 'private';
}

function remove(context: Context, state: ChatState, message: Message): void {
  state.remove(message.message_id);
  context.world.emit({ type: 'delete', chatId: state.chat.id, messageId: message.message_id });
}

function originOf(message: Message): Record<string, unknown> {
  if (message.forward_origin) return message.forward_origin;
  if (!message.from) {
    return { type: 'channel', date: message.date, chat: message.chat, message_id: message.message_id };
  }
  return { type: 'user', date: message.date, sender_user: message.from };
}
