import type { ChatState } from './chat-state.ts';
import type { BotStatus, ChatMember, User } from './types.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;

/** How a person or the bot stands in a chat; null when nobody has this id. */
export function chatMemberOf(world: World, state: ChatState, userId: number): ChatMember | null {
  if (userId === world.bot.id) return botMember(world, state.botStatus);
  const person = world.people.get(userId);
  if (!person) return null;
  const { user } = person;
  if (state.adminIds.has(userId)) {
    const isCreator = [...state.adminIds][0] === userId;
    return isCreator
      ? { user, status: 'creator', is_anonymous: false }
      : { user, status: 'administrator', ...administratorRights };
  }
  return { user, status: state.memberIds.has(userId) ? 'member' : 'left' };
}

/** Tells the bot that its own standing in a chat changed. */
export function pushOwnMembership(
  world: World,
  state: ChatState,
  from: User,
  before: BotStatus,
  after: BotStatus,
): number {
  return world.pushUpdate(
    {
      my_chat_member: {
        chat: state.chat,
        from,
        date: world.nowSeconds(),
        old_chat_member: botMember(world, before),
        new_chat_member: botMember(world, after),
      },
    },
    `my_chat_member:${state.chat.id}`,
    dayMs,
  );
}

/** Tells a bot that is administrator, and asked for it, that a person came or went. */
export function pushMembership(
  world: World,
  state: ChatState,
  user: User,
  before: string,
  after: string,
): void {
  if (state.botStatus !== 'administrator') return;
  world.pushUpdate(
    {
      chat_member: {
        chat: state.chat,
        from: user,
        date: world.nowSeconds(),
        old_chat_member: { user, status: before },
        new_chat_member: { user, status: after },
      },
    },
    `chat_member:${user.id}`,
    dayMs,
  );
}

const administratorRights = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: true,
};

function botMember(world: World, status: BotStatus): ChatMember {
  const user = world.bot;
  switch (status) {
    case 'administrator':
      return { user, status, ...administratorRights };
    case 'kicked':
      return { user, status, until_date: 0 };
    case 'restricted':
      return { user, status, is_member: true, can_send_messages: false, until_date: 0 };
    default:
      return { user, status };
  }
}
