import type { Context } from './context.ts';
import type { BotStatus, Group, Message, ReplyKeyboardMarkup } from './types.ts';

/** What a world needs to go on after a restart: plain JSON. Bytes of files are not in it. */
export type WorldSnapshot = {
  lastMessageId: number;
  groups: Group[];
  blockedBy: number[];
  chats: {
    id: number;
    botStatus: BotStatus;
    migratedTo?: number;
    replyKeyboard?: ReplyKeyboardMarkup;
    messages: Message[];
  }[];
};

/** The newest messages of each chat that are kept. */
const keptMessages = 300;

export function takeSnapshot({ world }: Context): WorldSnapshot {
  return {
    lastMessageId: world.lastSharedMessageId(),
    groups: [...world.groups.values()],
    blockedBy: [...world.people.values()].filter(({ isBlocked }) => isBlocked).map(({ person }) => person.id),
    chats: [...world.chats.values()].map((state) => ({
      id: state.chat.id,
      botStatus: state.botStatus,
      ...(state.migratedTo !== undefined && { migratedTo: state.migratedTo }),
      ...(state.replyKeyboard && { replyKeyboard: state.replyKeyboard }),
      messages: [...state.messages.values()].slice(-keptMessages),
    })),
  };
}

/** Puts the chats back. People come from the options of the world; chats of people it does not know are left out. */
export function restoreSnapshot({ world }: Context, snapshot: WorldSnapshot): void {
  world.continueMessageIdsAfter(snapshot.lastMessageId);
  for (const group of snapshot.groups) if (!world.chats.has(group.id)) world.addGroup(group);
  for (const id of snapshot.blockedBy) {
    const person = world.people.get(id);
    if (person) person.isBlocked = true;
  }
  for (const kept of snapshot.chats) {
    const isPrivate = kept.id > 0;
    if (isPrivate && !world.people.has(kept.id)) continue;
    const state = isPrivate ? world.startPrivateChat(kept.id) : world.chats.get(kept.id);
    if (!state) continue;
    state.botStatus = kept.botStatus;
    state.migratedTo = kept.migratedTo;
    state.replyKeyboard = kept.replyKeyboard;
    for (const message of kept.messages) state.add(message);
  }
}
