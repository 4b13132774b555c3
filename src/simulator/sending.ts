import { findSendChat, type SendKind } from './chat-access.ts';
import type { ChatState } from './chat-state.ts';
import type { Call, Context } from './context.ts';
import { badRequest } from './errors.ts';
import { readReplyMarkup, type ReplyMarkup } from './markup.ts';
import { booleanParam, integerParam, isObject, objectParam } from './parameters.ts';
import type { Message, MessageContent, MessageEntity, Params } from './types.ts';
import type { World } from './world.ts';

/** Everything about a sending call that does not depend on the kind of content. */
export type Delivery = {
  state: ChatState;
  threadId: number | undefined;
  replyTo: Message | undefined;
  isProtected: boolean;
};

/**
 * Sends one message as the bot. The content is already checked; mark-up, chat, reply and limits follow
 * in Telegram's order.
 */
export function sendContent(context: Context, call: Call, kind: SendKind, content: MessageContent): Message {
  const markup = readReplyMarkup(call.params);
  const delivery = openDelivery(context, call, kind);
  context.limiter.take(delivery.state, 1, booleanParam(call.params, 'allow_paid_broadcast'));
  return postAsBot(context.world, delivery, content, markup);
}

/** Finds the chat, its thread and the message replied to. */
export function openDelivery(context: Context, call: Call, kind: SendKind): Delivery {
  const { params } = call;
  const threadId = integerParam(params, 'message_thread_id');
  const state = findSendChat(context.world, params['chat_id'], kind, threadId);
  return {
    state,
    threadId,
    replyTo: readReply(context.world, state, params),
    isProtected: booleanParam(params, 'protect_content'),
  };
}

export function postAsBot(
  world: World,
  delivery: Delivery,
  content: MessageContent,
  markup: ReplyMarkup,
  extra: Partial<Message> = {},
): Message {
  const { state } = delivery;
  const message: Message = {
    message_id: state.nextMessageId(),
    ...(state.chat.type === 'channel' ? { sender_chat: state.chat } : { from: world.bot }),
    chat: state.chat,
    date: world.nowSeconds(),
    ...content,
    ...extra,
  };
  if (delivery.threadId) {
    message.message_thread_id = delivery.threadId;
    message.is_topic_message = true;
  }
  if (delivery.replyTo) message.reply_to_message = delivery.replyTo;
  if (delivery.isProtected) message.has_protected_content = true;
  nameMentioned(world, message.entities ?? message.caption_entities);
  applyMarkup(state, message, markup);
  state.add(message);
  state.typingUntil = 0;
  world.emit({ type: 'message', chatId: state.chat.id, message });
  return message;
}

/** A message without the message it replies to, as Telegram nests only one level. */
export function withoutReply(message: Message): Message {
  if (!message.reply_to_message) return message;
  const { reply_to_message: _nested, ...rest } = message;
  return rest;
}

function applyMarkup(state: ChatState, message: Message, markup: ReplyMarkup): void {
  if (markup.kind === 'none') return;
  if (markup.kind === 'inline') {
    message.reply_markup = markup.markup;
    return;
  }
  state.markUneditable(message.message_id);
  if (markup.kind === 'keyboard') state.replyKeyboard = markup.markup;
  if (markup.kind === 'remove') state.replyKeyboard = undefined;
}

function readReply(world: World, state: ChatState, params: Params): Message | undefined {
  const given = objectParam(params, 'reply_parameters', 'reply parameters') ?? legacyReply(params);
  const messageId = given ? integerParam(given, 'message_id') : undefined;
  if (!given || !messageId) return undefined;
  const chatId = given['chat_id'];
  const source = chatId === undefined ? state : world.chats.get(Number(chatId));
  const message = source?.messages.get(messageId);
  if (message) return source === state ? withoutReply(message) : undefined;
  if (booleanParam(given, 'allow_sending_without_reply')) return undefined;
  throw badRequest('message to be replied not found');
}

function legacyReply(params: Params): Params | undefined {
  if (params['reply_to_message_id'] === undefined) return undefined;
  return {
    message_id: params['reply_to_message_id'],
    allow_sending_without_reply: params['allow_sending_without_reply'],
  };
}

/** A mention by id names the person as Telegram knows them. */
function nameMentioned(world: World, entities: MessageEntity[] | undefined): void {
  for (const entity of entities ?? []) {
    const id = entity.user?.id;
    if (id !== undefined && isObject(entity.user)) entity.user = world.people.get(id)?.user ?? entity.user;
  }
}
