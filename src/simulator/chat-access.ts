import type { ChatState } from './chat-state.ts';
import { badRequest, forbidden } from './errors.ts';
import type { World } from './world.ts';

export type SendKind =
  | 'text messages'
  | 'photos'
  | 'videos'
  | 'audios'
  | 'documents'
  | 'voice notes'
  | 'video notes'
  | 'stickers'
  | 'animations'
  | 'locations'
  | 'venues'
  | 'contacts'
  | 'polls'
  | 'dice'
  | 'messages';

/** The chat a call reads or edits in. Throws what Telegram answers when the bot does not know it. */
export function findChat(world: World, chatId: unknown): ChatState {
  const state = world.chats.get(parseChatId(world, chatId));
  if (!state) throw badRequest('chat not found');
  return checkOpen(state);
}

function checkOpen(state: ChatState): ChatState {
  if (state.migratedTo !== undefined) throw migrated(state.migratedTo);
  if (state.isDeleted) throw forbidden('the group chat was deleted');
  if (state.chat.type !== 'private') checkMembership(state);
  return state;
}

/** The chat a message is sent to, after all that can forbid it. */
export function findSendChat(world: World, chatId: unknown, kind: SendKind, threadId?: number): ChatState {
  const id = parseChatId(world, chatId);
  const found = world.chats.get(id);
  if (!found) throw unknownChat(world, id);
  const state = checkOpen(found);
  if (state.chat.type === 'private') checkPerson(world, state);
  else checkRights(state, kind);
  if (threadId !== undefined && threadId !== 0) checkThread(state, threadId);
  return state;
}

export function isAdmin(state: ChatState): boolean {
  return state.botStatus === 'administrator';
}

function parseChatId(world: World, given: unknown): number {
  if (given === undefined || given === null || given === '') throw badRequest('chat_id is empty');
  const text = String(given).trim();
  if (/^-?\d{1,16}$/.test(text)) return Number(text);
  if (text.startsWith('@')) {
    const name = text.slice(1).toLowerCase();
    for (const state of world.chats.values()) {
      if (state.chat.type !== 'private' && state.chat.username?.toLowerCase() === name) return state.chat.id;
    }
  }
  throw badRequest('chat not found');
}

/** A person who never wrote to the bot is unknown, unless both share a group. */
function unknownChat(world: World, id: number) {
  if (id === world.bot.id) return forbidden("the bot can't send messages to the bot");
  const person = world.people.get(id);
  if (!person) return badRequest('chat not found');
  if (person.user.is_bot) return forbidden("the bot can't send messages to the bot");
  for (const groupId of world.groups.keys()) {
    const group = world.chats.get(groupId);
    if (group?.memberIds.has(id) && group.botStatus !== 'left' && group.botStatus !== 'kicked') {
      return forbidden("bot can't initiate conversation with a user");
    }
  }
  return badRequest('chat not found');
}

function migrated(newChatId: number) {
  return badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: newChatId });
}

function checkPerson(world: World, state: ChatState): void {
  const person = world.people.get(state.chat.id);
  if (!person || person.isDeactivated) throw forbidden('user is deactivated');
  if (person.user.is_bot) throw forbidden("the bot can't send messages to the bot");
  if (person.isBlocked) throw forbidden('bot was blocked by the user');
}

function checkMembership(state: ChatState): void {
  const kind = `${state.chat.type} chat`;
  if (state.botStatus === 'kicked') throw forbidden(`bot was kicked from the ${kind}`);
  if (state.botStatus === 'left') throw forbidden(`bot is not a member of the ${kind}`);
}

function checkRights(state: ChatState, kind: SendKind): void {
  if (state.chat.type === 'channel' && !isAdmin(state)) {
    throw badRequest('need administrator rights in the channel chat');
  }
  if (state.botStatus === 'restricted') throw badRequest(`not enough rights to send ${kind} to the chat`);
}

function checkThread(state: ChatState, threadId: number): void {
  const isClosed = state.topics.get(threadId);
  if (isClosed === undefined) throw badRequest('message thread not found');
  if (isClosed && !isAdmin(state)) throw badRequest('TOPIC_CLOSED');
}
