import type { History } from './history.ts';
import type { BotStatus, Chat, Message, ReplyKeyboardMarkup } from './types.ts';

/** What all chats of a world have in common. */
type Shared = { nextSharedMessageId: () => number; history: History };

/** One chat: its messages, who is in it, and where the bot stands. */
export class ChatState {
  chat: Chat;
  readonly messages = new Map<number, Message>();
  readonly memberIds = new Set<number>();
  readonly adminIds = new Set<number>();
  readonly topics = new Map<number, boolean>();
  botStatus: BotStatus = 'member';
  migratedTo: number | undefined;
  isDeleted = false;
  pinnedIds: number[] = [];
  replyKeyboard: ReplyKeyboardMarkup | undefined;
  typingUntil = 0;
  lastMessage: Message | undefined;
  #lastReadIds: Map<number, number> | undefined;
  #fixedIds: Set<number> | undefined;
  #lastOwnId = 0;
  readonly #shared: Shared;

  constructor(chat: Chat, shared: Shared) {
    this.chat = chat;
    this.#shared = shared;
  }

  nextMessageId(): number {
    if (this.chat.type === 'private' || this.chat.type === 'group') return this.#shared.nextSharedMessageId();
    this.#lastOwnId += 1;
    return this.#lastOwnId;
  }

  add(message: Message): void {
    this.messages.set(message.message_id, message);
    this.#lastOwnId = Math.max(this.#lastOwnId, message.message_id);
    this.lastMessage = message;
    this.#shared.history.remember(this);
  }

  forgetOldest(): void {
    const oldest = this.messages.keys().next().value;
    if (oldest === undefined) return;
    this.messages.delete(oldest);
    this.#fixedIds?.delete(oldest);
  }

  replace(message: Message): void {
    this.messages.set(message.message_id, message);
    if (this.lastMessage?.message_id === message.message_id) this.lastMessage = message;
  }

  remove(messageId: number): void {
    this.messages.delete(messageId);
    this.#fixedIds?.delete(messageId);
    if (this.lastMessage?.message_id === messageId) this.lastMessage = [...this.messages.values()].at(-1);
  }

  /** Messages sent with a reply keyboard cannot be edited. */
  markUneditable(messageId: number): void {
    this.#fixedIds ??= new Set();
    this.#fixedIds.add(messageId);
  }

  isUneditable(messageId: number): boolean {
    return this.#fixedIds?.has(messageId) ?? false;
  }

  markRead(personId: number): void {
    this.#lastReadIds ??= new Map();
    this.#lastReadIds.set(personId, this.lastMessage?.message_id ?? 0);
  }

  unreadFor(personId: number): number {
    const lastRead = this.#lastReadIds?.get(personId) ?? 0;
    let count = 0;
    for (const message of this.messages.values()) {
      if (message.message_id > lastRead && message.from?.id !== personId) count += 1;
    }
    return count;
  }
}
