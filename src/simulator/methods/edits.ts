import { findChat, findSendChat } from '../chat-access.ts';
import type { ChatState } from '../chat-state.ts';
import type { Call, Context, Method } from '../context.ts';
import { badRequest } from '../errors.ts';
import { readInlineMarkup } from '../markup.ts';
import { hasCaption } from '../message-content.ts';
import { integerParam, objectParam } from '../parameters.ts';
import { readCaption, readText } from '../text/formatted-text.ts';
import type { InlineKeyboardMarkup, Message, MessageContent } from '../types.ts';
import { inputMediaContent } from './media-content.ts';

export const editMethods: Record<string, Method> = {
  editMessageText: (context, call) => {
    const { text, entities } = readText(call.params);
    const markup = readInlineMarkup(call.params);
    const { state, message } = findEditable(context, call);
    if (message.text === undefined) throw badRequest('there is no text in the message to edit');
    return change(context, state, message, { text, entities }, markup);
  },
  editMessageCaption: (context, call) => {
    const { text, entities } = readCaption(call.params);
    const markup = readInlineMarkup(call.params);
    const { state, message } = findEditable(context, call);
    if (!hasCaption(message)) throw badRequest('there is no caption in the message to edit');
    return change(context, state, message, { caption: text, caption_entities: entities }, markup);
  },
  editMessageReplyMarkup: (context, call) => {
    const markup = readInlineMarkup(call.params);
    const { state, message } = findEditable(context, call);
    return change(context, state, message, {}, markup);
  },
  editMessageMedia: (context, call) => {
    const given = objectParam(call.params, 'media', 'InputMedia');
    const content = inputMediaContent(context, call, given ?? {});
    const markup = readInlineMarkup(call.params);
    const { state, message } = findEditable(context, call);
    return change(context, state, withoutMedia(message), content, markup);
  },
  stopPoll: (context, call) => {
    const { message } = findEditable(context, call);
    if (!message.poll) throw badRequest('message with poll to stop not found');
    return { ...message.poll, is_closed: true };
  },
};

function findEditable(context: Context, call: Call): { state: ChatState; message: Message } {
  const { params } = call;
  if (params['inline_message_id'] !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  const messageId = integerParam(params, 'message_id');
  if (messageId === undefined && params['chat_id'] !== undefined) {
    throw badRequest('message identifier is not specified');
  }
  const found = findChat(context.world, params['chat_id']);
  const state =
    found.chat.type === 'private' ? findSendChat(context.world, params['chat_id'], 'messages') : found;
  const message = state.messages.get(messageId ?? 0);
  if (!message) throw badRequest('message to edit not found');
  const isOwn = message.from?.id === context.world.bot.id || state.chat.type === 'channel';
  if (!isOwn || message.forward_origin || state.isUneditable(message.message_id)) {
    throw badRequest("message can't be edited");
  }
  return { state, message };
}

/** Puts the changed message in place of the old one; leaving out the keyboard takes it away. */
function change(
  context: Context,
  state: ChatState,
  message: Message,
  content: MessageContent,
  markup: InlineKeyboardMarkup | undefined,
): Message {
  const { reply_markup: _old, ...rest } = message;
  const changed: Message = { ...rest, ...content };
  for (const field of ['entities', 'caption_entities'] as const) {
    if (changed[field]?.length === 0) delete changed[field];
  }
  if (changed.caption === '') delete changed.caption;
  if (markup) changed.reply_markup = markup;
  const current = state.messages.get(message.message_id);
  if (JSON.stringify(comparable(changed)) === JSON.stringify(comparable(current ?? message))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  changed.edit_date = context.world.nowSeconds();
  state.replace(changed);
  context.world.emit({ type: 'edit', chatId: state.chat.id, message: changed });
  return changed;
}

function comparable(message: Message): unknown[] {
  return [
    message.text,
    message.entities,
    message.caption,
    message.caption_entities,
    message.reply_markup,
    message.photo?.[0]?.file_id ??
      message.document?.file_id ??
      message.video?.file_id ??
      message.audio?.file_id,
  ];
}

function withoutMedia(message: Message): Message {
  const {
    photo: _p,
    document: _d,
    video: _v,
    audio: _a,
    animation: _n,
    text: _t,
    entities: _e,
    ...rest
  } = message;
  const { caption: _c, caption_entities: _ce, ...bare } = rest;
  return bare;
}
