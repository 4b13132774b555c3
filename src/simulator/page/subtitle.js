/** The line under a chat's title: what kind of chat it is, or what the bot is doing in it just now. */
import { element } from './dom.js';
import { store } from './store.js';
import { say } from './words.js';

const TYPING_MS = 6000;

/** `column` gives the chat it is about and carries the class `typing` meanwhile. */
export class Subtitle {
  node = element('span', { class: 'chat-subtitle', 'aria-live': 'polite' });
  #column;
  #timer = null;

  constructor(column) {
    this.#column = column;
  }

  /** Says what kind of chat this is (null: none); nobody is typing. */
  showKind(chat) {
    clearTimeout(this.#timer);
    this.#column.root.classList.remove('typing');
    this.node.textContent = chat ? kindOf(chat) : '';
  }

  /** Says what the bot is doing, until it is done or Telegram's few seconds are over. */
  showAction(action, chat) {
    clearTimeout(this.#timer);
    this.node.textContent = say(wordFor(action), { name: store.bot.first_name });
    this.#column.root.classList.add('typing');
    this.#timer = setTimeout(() => this.showKind(chat), TYPING_MS);
  }
}

function kindOf({ chatId, kind }) {
  if (kind === 'private') return say('bot');
  const count = store.groups.find(({ id }) => id === chatId)?.memberIds.length ?? 0;
  return say(kind === 'channel' ? 'channel' : 'group', { count });
}

function wordFor(action) {
  if (action.startsWith('upload')) return 'uploading';
  return action.startsWith('record') ? 'recording' : 'typing';
}
