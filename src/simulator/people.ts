import type { TapAnswer } from './callbacks.ts';
import type { ChatState } from './chat-state.ts';
import type { Context } from './context.ts';
import { pushOwnMembership } from './members.ts';
import { editAsPerson, forwardedExtra, postAsPerson } from './people-messages.ts';
import { personMedia, type PersonMedia } from './people-media.ts';
import { withoutReply } from './sending.ts';
import { plainText } from './text/formatted-text.ts';
import type { InlineKeyboardButton, Message } from './types.ts';

export type SendExtra = { replyToMessageId?: number; threadId?: number };

const callbackLifetimeMs = 150_000;

/** What people do in the simulated Telegram. A private chat is addressed by the person's own id. */
export class People {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  sendText(personId: number, chatId: number, text: string, extra: SendExtra = {}): Message {
    const state = this.#openChat(personId, chatId);
    const formatted = plainText(text);
    if (formatted.text === '') throw new Error('Telegram sends no blank message');
    const content = {
      text: formatted.text,
      ...(formatted.entities.length > 0 ? { entities: formatted.entities } : {}),
    };
    return this.#post(personId, state, content, extra);
  }

  sendMedia(personId: number, chatId: number, media: PersonMedia, extra: SendExtra = {}): Message {
    const state = this.#openChat(personId, chatId);
    return this.#post(personId, state, personMedia(this.#context.files, personId, media), extra);
  }

  /** Forwards a message of a chat into another one. */
  forward(personId: number, fromChatId: number, messageId: number, toChatId: number): Message {
    const source = this.#message(this.#context.world.requireChat(fromChatId), messageId);
    const { content, extra } = forwardedExtra(source);
    const state = this.#openChat(personId, toChatId);
    return postAsPerson(this.#context.world, state, this.#user(personId), content, extra);
  }

  editText(personId: number, chatId: number, messageId: number, text: string): Message {
    const state = this.#openChat(personId, chatId);
    const message = this.#message(state, messageId);
    if (message.from?.id !== personId) throw new Error(`message ${messageId} is not ${personId}'s own`);
    const formatted = plainText(text);
    const content = {
      text: formatted.text,
      ...(formatted.entities.length > 0 ? { entities: formatted.entities } : {}),
    };
    return editAsPerson(this.#context.world, state, message, content);
  }

  /** Presses Start, perhaps after a deep link; unblocks the bot first if need be. */
  open(personId: number, payload?: string): Message {
    if (payload !== undefined && payload !== '' && !/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
      throw new Error(`a start payload is 1-64 of A-Z a-z 0-9 _ -, not ${JSON.stringify(payload)}`);
    }
    const { world } = this.#context;
    if (world.requirePerson(personId).isBlocked) this.block(personId, false);
    world.startPrivateChat(personId);
    return this.sendText(personId, personId, payload ? `/start ${payload}` : '/start');
  }

  /**
   * Taps an inline button by its label (exact, or unique prefix), or forges callback data.
   * Resolves with the bot's answer, null if there is none in time. Throws if there is no such button.
   */
  async tap(
    personId: number,
    chatId: number,
    messageId: number,
    button: string | { data: string },
  ): Promise<TapAnswer | null> {
    const state = this.#openChat(personId, chatId);
    if (typeof button !== 'string') {
      return this.#press(personId, state.messages.get(messageId) ?? vanished(state, messageId), button.data);
    }
    const message = this.#message(state, messageId);
    const found = findButton(message, button);
    if (found.url !== undefined) return { url: found.url };
    if (found.callback_data === undefined) throw new Error(`button "${found.text}" sends nothing to the bot`);
    return this.#press(personId, message, found.callback_data);
  }

  block(personId: number, isBlocked: boolean): void {
    const { world } = this.#context;
    const person = world.requirePerson(personId);
    if (person.isBlocked === isBlocked) return;
    person.isBlocked = isBlocked;
    const state = world.chats.get(personId);
    if (state) {
      const [before, after] = isBlocked ? (['member', 'kicked'] as const) : (['kicked', 'member'] as const);
      pushOwnMembership(world, state, person.user, before, after);
    }
    world.emit({ type: 'world' });
  }

  #press(personId: number, message: Message, data: string): Promise<TapAnswer | null> {
    const { world, callbacks } = this.#context;
    const from = this.#user(personId);
    const query = {
      id: callbacks.nextId(),
      from,
      message,
      chat_instance: String(7_000_000_000_000 + message.chat.id),
      data,
    };
    const answered = callbacks.wait(query, world.options.answerTimeoutMs ?? 10_000);
    world.pushUpdate({ callback_query: query }, `callback:${personId}`, callbackLifetimeMs);
    return answered;
  }

  #post(
    personId: number,
    state: ChatState,
    content: Parameters<typeof postAsPerson>[3],
    extra: SendExtra,
  ): Message {
    const fields: Partial<Message> = {};
    if (extra.replyToMessageId !== undefined) {
      fields.reply_to_message = withoutReply(this.#message(state, extra.replyToMessageId));
    }
    if (extra.threadId !== undefined) {
      fields.message_thread_id = extra.threadId;
      fields.is_topic_message = true;
    }
    return postAsPerson(this.#context.world, state, this.#user(personId), content, fields);
  }

  #openChat(personId: number, chatId: number): ChatState {
    const { world } = this.#context;
    const person = world.requirePerson(personId);
    if (person.isDeactivated) throw new Error(`${person.person.firstName}'s account is deactivated`);
    if (chatId === personId) {
      if (person.isBlocked) throw new Error(`${person.person.firstName} has blocked the bot; unblock first`);
      return world.startPrivateChat(personId);
    }
    const state = world.requireChat(chatId);
    if (state.chat.type === 'private') throw new Error(`chat ${chatId} is somebody else's`);
    if (state.migratedTo !== undefined) throw new Error(`chat ${chatId} is now ${state.migratedTo}`);
    if (!state.memberIds.has(personId))
      throw new Error(`${person.person.firstName} is not in ${state.chat.title}`);
    return state;
  }

  #message(state: ChatState, messageId: number): Message {
    const message = state.messages.get(messageId);
    if (!message) throw new Error(`no message ${messageId} in chat ${state.chat.id}`);
    return message;
  }

  #user(personId: number) {
    return this.#context.world.requirePerson(personId).user;
  }
}

/** What a callback query carries when its message is gone. */
function vanished(state: ChatState, messageId: number): Message {
  return { chat: state.chat, message_id: messageId, date: 0 };
}

function findButton(message: Message, label: string): InlineKeyboardButton {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const exact = buttons.filter(({ text }) => text === label);
  const matching = exact.length > 0 ? exact : buttons.filter(({ text }) => text.startsWith(label));
  const [found] = matching;
  if (found && matching.length === 1) return found;
  const labels = buttons.map(({ text }) => text).join(' | ') || 'none';
  throw new Error(
    `${found ? 'several buttons' : 'no button'} "${label}" on message ${message.message_id}; there are: ${labels}`,
  );
}
