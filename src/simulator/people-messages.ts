import type { ChatState } from './chat-state.ts';
import { contentOf } from './message-content.ts';
import { withoutReply } from './sending.ts';
import type { Message, MessageContent, User } from './types.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;

/** A person's message enters a chat; the bot is told if Telegram would tell it. */
export function postAsPerson(
  world: World,
  state: ChatState,
  from: User,
  content: MessageContent,
  extra: Partial<Message> = {},
): Message {
  const isChannel = state.chat.type === 'channel';
  const message: Message = {
    message_id: state.nextMessageId(),
    ...(isChannel ? { sender_chat: state.chat } : { from }),
    chat: state.chat,
    date: world.nowSeconds(),
    ...content,
    ...extra,
  };
  state.add(message);
  if (state.replyKeyboard?.one_time_keyboard && state.chat.type === 'private')
    state.replyKeyboard = undefined;
  world.emit({ type: 'message', chatId: state.chat.id, message });
  if (isSeenByBot(world, state, message)) {
    const update = isChannel ? { channel_post: message } : { message };
    world.pushUpdate(update, `chat:${state.chat.id}`, dayMs);
  }
  return message;
}

/** A service message; the bot always gets those of others. */
export function postService(world: World, state: ChatState, from: User, fields: Partial<Message>): Message {
  const message: Message = {
    message_id: state.nextMessageId(),
    from,
    chat: state.chat,
    date: world.nowSeconds(),
    ...fields,
  };
  state.add(message);
  world.emit({ type: 'message', chatId: state.chat.id, message });
  if (from.id !== world.bot.id && isBotPresent(state)) {
    world.pushUpdate({ message }, `chat:${state.chat.id}`, dayMs);
  }
  return message;
}

/** Changes the text of a person's message; seen by the bot under the same rules as a new one. */
export function editAsPerson(
  world: World,
  state: ChatState,
  message: Message,
  content: MessageContent,
): Message {
  const changed: Message = { ...message, ...content, edit_date: world.nowSeconds() };
  if (!content.entities) delete changed.entities;
  state.replace(changed);
  world.emit({ type: 'edit', chatId: state.chat.id, message: changed });
  if (isSeenByBot(world, state, changed)) {
    const update =
      state.chat.type === 'channel' ? { edited_channel_post: changed } : { edited_message: changed };
    world.pushUpdate(update, `chat:${state.chat.id}`, dayMs);
  }
  return changed;
}

/** What a forwarded message carries: its content and where it came from. */
export function forwardedExtra(message: Message): { content: MessageContent; extra: Partial<Message> } {
  const source = withoutReply(message);
  const origin = source.from
    ? { type: 'user', date: source.date, sender_user: source.from }
    : { type: 'channel', date: source.date, chat: source.chat, message_id: source.message_id };
  return { content: contentOf(source), extra: { forward_origin: source.forward_origin ?? origin } };
}

/** Privacy mode: in groups a plain member bot sees commands meant for it and replies to it. */
function isSeenByBot(world: World, state: ChatState, message: Message): boolean {
  if (state.chat.type === 'private') return true;
  if (!isBotPresent(state)) return false;
  if (state.chat.type === 'channel' || state.botStatus === 'administrator') return true;
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  return isCommandForBot(world, message);
}

function isBotPresent(state: ChatState): boolean {
  return state.botStatus !== 'left' && state.botStatus !== 'kicked' && !state.isDeleted;
}

function isCommandForBot(world: World, message: Message): boolean {
  const text = message.text ?? message.caption ?? '';
  const first = (message.entities ?? message.caption_entities ?? [])[0];
  if (first?.type !== 'bot_command' || first.offset !== 0) return false;
  const name = text.slice(0, first.length).split('@')[1];
  return name === undefined || name.toLowerCase() === world.bot.username?.toLowerCase();
}
