import { findChat, isAdmin } from '../chat-access.ts';
import type { ChatState } from '../chat-state.ts';
import type { Call, Context, Method } from '../context.ts';
import { badRequest } from '../errors.ts';
import { chatMemberOf, pushOwnMembership } from '../members.ts';
import { postService } from '../people-messages.ts';
import { integerParam, listParam } from '../parameters.ts';
import { withoutReply } from '../sending.ts';
import type { Message } from '../types.ts';

export const chatMethods: Record<string, Method> = {
  getChat: (context, call) => describeChat(findChat(context.world, call.params['chat_id'])),
  getChatMember: (context, call) => {
    const state = findChat(context.world, call.params['chat_id']);
    const userId = integerParam(call.params, 'user_id') ?? 0;
    const member = chatMemberOf(context.world, state, userId);
    if (!member) throw badRequest('user not found');
    return member;
  },
  getChatAdministrators: (context, call) => {
    const state = findGroup(context, call);
    const ids = [...state.adminIds, ...(isAdmin(state) ? [context.world.bot.id] : [])];
    return ids.map((id) => chatMemberOf(context.world, state, id));
  },
  getChatMemberCount: (context, call) => {
    const state = findChat(context.world, call.params['chat_id']);
    return state.memberIds.size + 1;
  },
  leaveChat: (context, call) => {
    const state = findGroup(context, call);
    const before = state.botStatus;
    context.world.setBotStatus(state, 'left');
    pushOwnMembership(context.world, state, context.world.bot, before, 'left');
    context.world.emit({ type: 'world' });
    return true;
  },
  pinChatMessage: (context, call) => {
    const { state, message } = findPinnable(context, call);
    state.pinnedIds = [...state.pinnedIds.filter((id) => id !== message.message_id), message.message_id];
    postService(context.world, state, context.world.bot, { pinned_message: withoutReply(message) });
    return true;
  },
  unpinChatMessage: (context, call) => {
    const state = findChat(context.world, call.params['chat_id']);
    checkPinRights(state);
    const given = integerParam(call.params, 'message_id') ?? state.pinnedIds.at(-1);
    if (given === undefined || !state.pinnedIds.includes(given))
      throw badRequest('message to unpin not found');
    state.pinnedIds = state.pinnedIds.filter((id) => id !== given);
    return true;
  },
  unpinAllChatMessages: (context, call) => {
    const state = findChat(context.world, call.params['chat_id']);
    checkPinRights(state);
    state.pinnedIds = [];
    return true;
  },
  setMessageReaction: (context, call) => {
    const reactions = listParam(call.params, 'reaction', 'reaction');
    if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    const state = findChat(context.world, call.params['chat_id']);
    if (!state.messages.has(integerParam(call.params, 'message_id') ?? 0)) {
      throw badRequest('message to react not found');
    }
    return true;
  },
  exportChatInviteLink: (context, call) => {
    const state = findGroup(context, call);
    if (!isAdmin(state)) throw badRequest('not enough rights to manage chat invite link');
    return `https://t.me/+${Buffer.from(`invite${state.chat.id}`).toString('base64url').slice(0, 16)}`;
  },
};

function findGroup(context: Context, call: Call): ChatState {
  const state = findChat(context.world, call.params['chat_id']);
  if (state.chat.type === 'private')
    throw badRequest('method is available for group and supergroup chats only');
  return state;
}

function describeChat(state: ChatState): Record<string, unknown> {
  const pinned = state.messages.get(state.pinnedIds.at(-1) ?? 0);
  return {
    ...state.chat,
    ...(state.chat.username ? { active_usernames: [state.chat.username] } : {}),
    accent_color_id: 1,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned ? { pinned_message: withoutReply(pinned) } : {}),
    ...(state.chat.type === 'private' ? {} : { permissions: { can_send_messages: true } }),
  };
}

function findPinnable(context: Context, call: Call): { state: ChatState; message: Message } {
  const state = findChat(context.world, call.params['chat_id']);
  const message = state.messages.get(integerParam(call.params, 'message_id') ?? 0);
  if (!message) throw badRequest('message to pin not found');
  checkPinRights(state);
  return { state, message };
}

function checkPinRights(state: ChatState): void {
  if (state.chat.type === 'private' || isAdmin(state)) return;
  throw badRequest('not enough rights to manage pinned messages in the chat');
}
