import { ChatState } from './chat-state.ts';
import { History } from './history.ts';
import type {
  BotStatus,
  Chat,
  Group,
  Person,
  SimulatorOptions,
  UpdateContent,
  User,
  WorldEvent,
} from './types.ts';

export type PersonState = {
  person: Person;
  user: User;
  isBlocked: boolean;
  isDeactivated: boolean;
};

/** People, chats, the bot and the clock: everything the methods and the people's side share. */
export class World {
  readonly options: SimulatorOptions;
  readonly bot: User;
  readonly people = new Map<number, PersonState>();
  readonly chats = new Map<number, ChatState>();
  readonly groups = new Map<number, Group>();
  readonly history = new History();
  readonly now: () => number;
  /** Set by the update queue; takes what the bot shall be told. */
  pushUpdate: (content: UpdateContent, orderingKey: string, lifetimeMs: number) => number = () => 0;
  #lastSharedMessageId = 0;
  #lastSerial = 0;
  readonly #listeners = new Set<(event: WorldEvent) => void>();

  constructor(options: SimulatorOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    const { id, firstName, username } = options.bot;
    this.bot = { id, is_bot: true, first_name: firstName, username };
    for (const person of options.people ?? []) this.addPerson(person);
    for (const group of options.groups ?? []) this.addGroup(group);
  }

  addPerson(person: Person): void {
    this.people.set(person.id, {
      person,
      user: userOf(person),
      isBlocked: false,
      isDeactivated: false,
    });
    this.emit({ type: 'world' });
  }

  addGroup(group: Group): ChatState {
    const chat: Chat = { id: group.id, title: group.title, type: group.type };
    if (group.topics) chat.is_forum = true;
    const state = new ChatState(chat, this);
    state.botStatus = group.botStatus ?? 'member';
    for (const id of group.memberIds) state.memberIds.add(id);
    const creator = group.memberIds[0];
    if (creator !== undefined) state.adminIds.add(creator);
    for (const id of group.adminIds ?? []) state.adminIds.add(id);
    for (const topic of group.topics ?? []) state.topics.set(topic.id, topic.isClosed ?? false);
    this.chats.set(group.id, state);
    this.groups.set(group.id, group);
    this.emit({ type: 'world' });
    return state;
  }

  /** The private chat with a person; it comes into being with the person's first message. */
  startPrivateChat(personId: number): ChatState {
    const state = this.startedOrNewChat(personId);
    this.chats.set(personId, state);
    return state;
  }

  /** The private chat as it is, or as it would begin. */
  startedOrNewChat(personId: number): ChatState {
    const existing = this.chats.get(personId);
    if (existing) return existing;
    const { user } = this.requirePerson(personId);
    const chat: Chat = { id: personId, type: 'private', first_name: user.first_name };
    if (user.last_name) chat.last_name = user.last_name;
    if (user.username) chat.username = user.username;
    const state = new ChatState(chat, this);
    state.memberIds.add(personId);
    return state;
  }

  requirePerson(personId: number): PersonState {
    const state = this.people.get(personId);
    if (!state) throw new Error(`no person ${personId} in the simulated world`);
    return state;
  }

  requireChat(chatId: number): ChatState {
    const state = this.chats.get(chatId);
    if (!state) throw new Error(`no chat ${chatId} in the simulated world`);
    return state;
  }

  /** Unix seconds of the simulated clock, as Telegram writes dates. */
  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  setBotStatus(chat: ChatState, status: BotStatus): void {
    chat.botStatus = status;
    const group = this.groups.get(chat.chat.id);
    if (group) group.botStatus = status;
  }

  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** A number never given before: polls and albums are told apart by it. */
  nextSerial(): number {
    this.#lastSerial += 1;
    return this.#lastSerial;
  }

  lastSharedMessageId(): number {
    return this.#lastSharedMessageId;
  }

  continueMessageIdsAfter(messageId: number): void {
    this.#lastSharedMessageId = Math.max(this.#lastSharedMessageId, messageId);
  }

  /** Private chats and basic groups share one message counter, as one Telegram account does. */
  nextSharedMessageId(): number {
    this.#lastSharedMessageId += 1;
    return this.#lastSharedMessageId;
  }
}

function userOf(person: Person): User {
  const user: User = { id: person.id, is_bot: person.isBot ?? false, first_name: person.firstName };
  if (person.lastName) user.last_name = person.lastName;
  if (person.username) user.username = person.username;
  user.language_code = person.languageCode;
  return user;
}
