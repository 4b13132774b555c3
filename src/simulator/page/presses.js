/** What happens when a button or a link inside a chat is pressed, and how the bot's answer is shown. */
import { post } from './api.js';
import { showAlert, toast } from './dialogs.js';
import { readLink } from './links.js';
import { store } from './store.js';
import { say } from './words.js';

const SAME_ANSWER_MS = 2000;

/** `host`: `root`, `personId`, `chatId`, `attempt(work)`, `openPrivate(payload)`. */
export class Presses {
  #host;
  #underWay = new Set();
  #lastAnswer = null;

  constructor(host) {
    this.#host = host;
  }

  /** Presses an inline button; resolves when the bot has answered or will not. */
  async press(message, key, row, column) {
    const url = key.url ?? key.web_app?.url ?? key.login_url?.url;
    if (url) this.openUrl(url);
    else if (key.copy_text) await this.#copy(key.copy_text.text);
    else if (key.callback_data === undefined) this.#say(say('unsupportedButton'));
    else await this.#tap(message.message_id, row, column);
  }

  /** Opens a link of this bot inside the practice world, and any other web page in a new tab. */
  openUrl(url) {
    const link = readLink(url, store.bot.username);
    if (link.kind === 'start') this.#host.openPrivate(link.payload);
    if (link.kind === 'web') window.open(link.url, '_blank', 'noopener');
    if (link.kind === 'otherBot') {
      this.#say(say('otherBot', { name: link.name, bot: store.bot.username }), true);
    }
  }

  /** An answer to a press made elsewhere, by a program that plays this person. */
  handleToast({ personId, chatId, messageId, text, showAlert: isAlert }) {
    if (personId !== this.#host.personId || chatId !== this.#host.chatId) return;
    if (this.#underWay.has(messageId) || this.#lastAnswer === `${messageId}:${text}`) return;
    this.#show({ text, showAlert: isAlert }, messageId);
  }

  async #tap(messageId, row, column) {
    const { personId, chatId } = this.#host;
    this.#underWay.add(messageId);
    const answer = await this.#host.attempt(() =>
      post('/tap', { as: personId, chat: chatId, messageId, row, column }),
    );
    this.#underWay.delete(messageId);
    if (!answer) return;
    if (!answer.answered) {
      this.#say(say('notAnswered'), true);
      return;
    }
    if (answer.url) this.openUrl(answer.url);
    this.#show(answer, messageId);
  }

  async #copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    this.#say(say('copied', { text }));
  }

  #show({ text, showAlert: isAlert }, messageId) {
    if (!text) return;
    // The same answer comes twice, as the reply to the press and as an event; it is shown once.
    const shown = `${messageId}:${text}`;
    this.#lastAnswer = shown;
    setTimeout(() => {
      if (this.#lastAnswer === shown) this.#lastAnswer = null;
    }, SAME_ANSWER_MS);
    if (isAlert) showAlert(store.bot.first_name, text);
    else this.#say(text);
  }

  #say(text, isError = false) {
    toast(text, { place: this.#host.root, isError });
  }
}
