import type { ChatState } from '../chat-state.ts';
import type { Simulator } from '../simulator.ts';

/** A chat page shows the recent past only. */
const shownMessages = 500;

/** Everyone and everything the page shows beside the chats. */
export function worldView({ context, options, bot }: Simulator) {
  const { world } = context;
  return {
    bot: { id: bot.id, first_name: context.profile.get('name', {}, bot.first_name), username: bot.username },
    people: [...world.people.values()].map(({ person, isBlocked }) => ({
      id: person.id,
      first_name: person.firstName,
      ...(person.lastName ? { last_name: person.lastName } : {}),
      ...(person.username ? { username: person.username } : {}),
      language_code: person.languageCode,
      ...(person.about ? { about: person.about } : {}),
      blocked: isBlocked,
    })),
    groups: [...world.groups.values()].map(({ id, title, type, memberIds }) => ({
      id,
      title,
      type,
      memberIds,
    })),
    now: world.now(),
    canMoveClock: options.moveClock !== undefined,
  };
}

/** The chats a person sees: the bot first, then the groups they are in. */
export function chatsOf({ context }: Simulator, personId: number) {
  const { world } = context;
  world.requirePerson(personId);
  const states = [world.startedOrNewChat(personId)];
  for (const groupId of world.groups.keys()) {
    const state = world.chats.get(groupId);
    if (state?.memberIds.has(personId) && !state.isDeleted) states.push(state);
  }
  return states.map((state) => ({
    chatId: state.chat.id,
    title: titleOf(state, world.bot.first_name),
    kind: state.chat.type,
    ...(state.lastMessage ? { lastMessage: state.lastMessage } : {}),
    unread: state.unreadFor(personId),
  }));
}

/** One chat as a person sees it; looking at it reads it. */
export function chatView({ context, commandsFor }: Simulator, personId: number, chatId: number) {
  const { world } = context;
  world.requirePerson(personId);
  const state = chatId === personId ? world.startedOrNewChat(personId) : world.requireChat(chatId);
  if (!state.memberIds.has(personId)) throw new Error(`person ${personId} is not in chat ${chatId}`);
  state.markRead(personId);
  return {
    messages: [...state.messages.values()].slice(-shownMessages),
    commands: commandsFor(chatId, personId),
    replyKeyboard: state.replyKeyboard ?? null,
    typing: state.typingUntil > Date.now(),
  };
}

function titleOf(state: ChatState, botName: string): string {
  return state.chat.type === 'private' ? botName : (state.chat.title ?? '');
}
