/** One person's screen: the chat that is open, what it can do, and what arrives in it. */
import { element } from './dom.js';
import { get, post } from './api.js';
import {
  blockedNote,
  channelNote,
  chatHead,
  chooseChatNote,
  emptyGroup,
  emptyPrivateChat,
} from './chat-frame.js';
import { Composer } from './composer.js';
import { toast } from './dialogs.js';
import { createMessageList } from './message-list.js';
import { Presses } from './presses.js';
import { Subtitle } from './subtitle.js';
import { changed, chatOf, nameOf, noteMessage, person, reasonOf, setOpen, store } from './store.js';
import { language, say } from './words.js';

const REFRESH_DELAY_MS = 120;
const drafts = new Map();

/** `shell`: `activate(column)`, `close(column)`, `back()`, `openPrivate(personId, payload)`, `openLink(personId)`. */
export class Column {
  personId;
  chatId = null;
  root = element('section', { class: 'column' });
  #shell;
  #messages = [];
  #commands = [];
  #replyMarkup = null;
  #markerId = null;
  #composer = null;
  #list = null;
  #subtitle = new Subtitle(this);
  #refreshTimer = null;
  #presses = new Presses(this);
  #drawnFacts = '';

  constructor(personId, shell) {
    this.personId = personId;
    this.#shell = shell;
    this.root.addEventListener('pointerdown', () => shell.activate(this));
    this.root.addEventListener('focusin', () => shell.activate(this));
  }

  /** Shows a chat of this person; `null` shows none. */
  async openChat(chatId) {
    this.#leaveChat();
    const unread = chatId === null ? 0 : (chatOf(this.personId, chatId)?.unread ?? 0);
    this.chatId = chatId;
    if (chatId !== null) setOpen(this.personId, chatId, true);
    this.render();
    if (chatId === null || !(await this.#load())) return;
    this.#markerId = unread > 0 ? (this.#messages.at(-unread)?.message_id ?? null) : null;
    this.#showMessages({ forceBottom: true });
    this.#list?.showMarker();
  }

  /** Becomes another person, with no chat open yet. */
  become(personId) {
    this.#leaveChat();
    this.personId = personId;
    this.render();
  }

  /** Draws everything again if a name, a block or the page's language changed; writing is not disturbed otherwise. */
  update() {
    if (this.#frameFacts() !== this.#drawnFacts) this.render();
  }

  render() {
    this.#drawnFacts = this.#frameFacts();
    this.#list?.destroy();
    this.#list = null;
    this.#composer = null;
    const self = person(this.personId);
    const chat = this.#chat();
    this.root.setAttribute('aria-label', say('youAre', { name: nameOf(self) }));
    this.#subtitle.showKind(this.#chat());
    const head = chatHead({ self, chat, subtitle: this.#subtitle.node, actions: this.#headActions() });
    if (!chat) {
      this.root.replaceChildren(head, chooseChatNote(self));
      return;
    }
    this.#list = createMessageList({
      view: this.#view(chat),
      label: say('messages', { name: chat.title }),
      emptyNode: () => (this.#isPrivate() ? emptyPrivateChat(() => this.start()) : emptyGroup()),
    });
    this.root.replaceChildren(head, this.#list.root, this.#foot(chat));
    this.#composer?.refit();
    this.#composer?.setKeyboard(this.#replyMarkup);
    if (this.#messages.length > 0) this.#showMessages({ forceBottom: true });
  }

  /** Fetches the chat again: after the line was down, or when only the server knows what changed. */
  async refresh() {
    if (this.chatId !== null && (await this.#load())) this.#showMessages();
  }

  /** Something happened in the world; a column that does not show that chat does nothing. */
  handle(event) {
    if (event.type === 'toast') this.#presses.handleToast(event);
    // "Today" is another day now.
    if (event.type === 'clock') this.#showMessages();
    if (event.type === 'toast' || event.chatId !== this.chatId || !this.#list) return;
    if (event.type === 'typing') this.#showTyping(event.action);
    if (event.type === 'message' || event.type === 'edit') this.#handleMessage(event.message);
    if (event.type === 'delete') {
      this.#messages = this.#messages.filter(({ message_id: id }) => id !== event.messageId);
      this.#showMessages();
    }
    // Reply keyboards and commands are not part of a message; the server is asked for them.
    if (event.type !== 'typing') this.#refreshSoon();
  }

  /** Presses Start for this person, with the payload of a deep link if there is one. */
  async start(payload) {
    const answer = await this.attempt(() =>
      post('/start', { as: this.personId, ...(payload ? { payload } : {}) }),
    );
    if (answer) this.#showOwn(answer.message);
  }

  /** Puts words into the field, ready to be sent. */
  suggest(text) {
    this.#composer?.setText(text);
    this.#composer?.focus();
  }

  destroy() {
    this.#leaveChat();
    this.#list?.destroy();
    this.root.remove();
  }

  /** Does `work`; a refusal is shown in this column and gives null. */
  async attempt(work) {
    try {
      return await work();
    } catch (error) {
      toast(say('failed', { reason: reasonOf(error) }), { place: this.root, isError: true });
      return null;
    }
  }

  openPrivate(payload) {
    this.#shell.openPrivate(this.personId, payload);
  }

  #chat() {
    return this.chatId === null ? null : (chatOf(this.personId, this.chatId) ?? null);
  }

  #frameFacts() {
    const chat = this.#chat();
    const members = store.groups.find(({ id }) => id === this.chatId)?.memberIds;
    return JSON.stringify([person(this.personId), chat?.title, chat?.kind, members, language()]);
  }

  #isPrivate() {
    return this.personId === this.chatId;
  }

  #leaveChat() {
    if (this.chatId !== null) setOpen(this.personId, this.chatId, false);
    clearTimeout(this.#refreshTimer);
    this.#subtitle.showKind(null);
    this.chatId = null;
    this.#messages = [];
    this.#commands = [];
    this.#replyMarkup = null;
    this.#markerId = null;
  }

  /** Says whether the chat that was asked for is still the one that is open. */
  async #load() {
    const chatId = this.chatId;
    const state = await this.attempt(() => get('/chat', { as: this.personId, chat: chatId }));
    if (!state || this.chatId !== chatId) return false;
    this.#messages = state.messages;
    this.#commands = state.commands;
    this.#replyMarkup = state.replyKeyboard ?? null;
    this.#composer?.setKeyboard(this.#replyMarkup);
    if (state.typing) this.#showTyping('typing');
    return true;
  }

  #refreshSoon() {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => this.refresh(), REFRESH_DELAY_MS);
  }

  #handleMessage(message) {
    const isNew = this.#take(message);
    if (message.from?.id !== this.personId) this.#subtitle.showKind(this.#chat());
    this.#showMessages({ arrived: isNew ? 1 : 0 });
  }

  /** Adds or replaces a message; says whether it is new. */
  #take(message) {
    const at = this.#messages.findIndex(({ message_id: id }) => id === message.message_id);
    if (at >= 0) this.#messages[at] = message;
    else this.#messages.push(message);
    const asksForReply = message.reply_markup?.force_reply && message.from?.id !== this.personId;
    if (at < 0 && asksForReply) this.#composer?.replyTo(message);
    return at < 0;
  }

  /** The server's answer and the event may come in either order; the message is shown once. */
  #showOwn(message) {
    if (message?.chat.id !== this.chatId) return;
    this.#markerId = null;
    if (this.#take(message)) noteMessage(this.chatId, message, false);
    this.#showMessages({ forceBottom: true });
  }

  #showMessages(how = {}) {
    this.#list?.render(this.#messages, { markerId: this.#markerId, ...how });
  }

  #view({ kind }) {
    return {
      personId: this.personId,
      isGroup: !this.#isPrivate(),
      canWrite: kind !== 'channel',
      press: (message, key, row, column) => this.#presses.press(message, key, row, column),
      reply: (message) => this.#composer?.replyTo(message),
      edit: (message) => this.#composer?.editMessage(message),
      jumpTo: (messageId) => this.#list.jumpTo(messageId),
      openUrl: (url) => this.#presses.openUrl(url),
      sendCommand: (text) => this.#send({ text }),
    };
  }

  #headActions() {
    return {
      back: () => this.#shell.back(),
      block: (isBlocked) => this.#block(isBlocked),
      openLink: () => this.#shell.openLink(this.personId),
      close: () => this.#shell.close(this),
    };
  }

  #foot({ kind }) {
    if (kind === 'channel') return channelNote();
    if (this.#isPrivate() && person(this.personId).blocked) return blockedNote(() => this.#block(false));
    const key = `${this.personId}:${this.chatId}`;
    this.#composer = new Composer({
      send: (parts) => this.#send(parts),
      edit: (messageId, text) => this.#edit(messageId, text),
      fail: (text) => toast(text, { place: this.root, isError: true }),
      self: () => person(this.personId),
      commands: () => this.#commands,
      draft: { read: () => drafts.get(key) ?? '', write: (text) => drafts.set(key, text) },
    });
    return this.#composer.root;
  }

  #showTyping(action) {
    const chat = this.#chat();
    if (action === 'cancel') this.#subtitle.showKind(chat);
    else this.#subtitle.showAction(action, chat);
  }

  async #send(parts) {
    const { personId, chatId } = this;
    const answer = await this.attempt(() => post('/send', { as: personId, chat: chatId, ...parts }));
    if (answer) this.#showOwn(answer.message);
    return answer !== null;
  }

  async #edit(messageId, text) {
    const answer = await this.attempt(() =>
      post('/edit', { as: this.personId, chat: this.chatId, messageId, text }),
    );
    if (answer?.message) this.#handleMessage(answer.message);
    return answer !== null;
  }

  async #block(isBlocked) {
    const answer = await this.attempt(() => post('/block', { as: this.personId, blocked: isBlocked }));
    if (answer === null) return;
    person(this.personId).blocked = isBlocked;
    changed();
    this.update();
  }
}
