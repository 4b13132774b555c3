/** The row in which a person writes, with everything that hangs on it: reply, edit, commands, reply keyboard. */
import { button, element, icon, iconButton } from './dom.js';
import { attachButton, contactOf, sampleLocation, voiceButton } from './attach.js';
import { menuButton, menuItem } from './dialogs.js';
import { replyKeyboard } from './keyboard.js';
import { nameOf } from './store.js';
import { summaryOf } from './summary.js';
import { say } from './words.js';

const MAX_FIELD_PX = 148;

/**
 * `actions`: `send(parts)` and `edit(messageId, text)` (both resolve to whether it worked), `fail(text)`, `self()`,
 * `commands()`, and `draft` with `read()` and `write(text)`.
 */
export class Composer {
  #actions;
  #replyTo = null;
  #editing = null;
  #markup = null;
  #context = element('div', { class: 'composer-context', hidden: true });
  #suggestions = element('div', {
    class: 'suggestions',
    role: 'group',
    hidden: true,
    'aria-label': say('commands'),
  });
  #field = element('textarea', {
    rows: 1,
    testid: 'composer',
    placeholder: say('write'),
    'aria-label': say('write'),
    enterkeyhint: 'send',
  });
  #send = iconButton('send', say('send'), { testid: 'send', class: 'send-button' });
  #keyboardToggle = iconButton('keyboard', say('hideKeyboard'), { testid: 'toggle-keyboard', hidden: true });
  #keyboardPlace = element('div', { class: 'keyboard-place', hidden: true });

  constructor(actions) {
    this.#actions = actions;
    const sendParts = (parts) => this.#sendParts(parts);
    const row = element(
      'div',
      { class: 'composer-row' },
      commandsButton(actions, (command) => sendParts({ text: command })),
      attachButton({ send: sendParts, fail: actions.fail, self: actions.self }),
      this.#field,
      this.#keyboardToggle,
      voiceButton({ send: sendParts }),
      this.#send,
    );
    this.root = element(
      'div',
      { class: 'composer' },
      this.#context,
      this.#suggestions,
      row,
      this.#keyboardPlace,
    );
    this.#field.addEventListener('input', () => this.setText(this.#field.value));
    this.#field.addEventListener('keydown', (event) => this.#onKey(event));
    this.#send.addEventListener('click', () => this.#submit());
    this.#keyboardToggle.addEventListener('click', () => this.#showKeyboard(this.#keyboardPlace.hidden));
    this.setText(actions.draft.read());
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  setText(text) {
    if (this.#field.value !== text) this.#field.value = text;
    this.#actions.draft.write(this.#editing ? '' : text);
    this.refit();
    showSuggestions(this.#suggestions, text, this.#actions.commands(), (command) =>
      this.#sendParts({ text: command }),
    );
  }

  /** Gives the field the height of its text; needed again once the field stands in the page. */
  refit() {
    this.#field.style.setProperty('height', 'auto');
    if (this.#field.value) {
      this.#field.style.setProperty('height', `${Math.min(this.#field.scrollHeight, MAX_FIELD_PX)}px`);
    }
  }

  replyTo(message) {
    this.#editing = null;
    this.#replyTo = message;
    this.#showContext();
    this.focus();
  }

  editMessage(message) {
    this.#replyTo = null;
    this.#editing = message;
    this.setText(message.text);
    this.#showContext();
    this.focus();
  }

  /** Takes over the bot's reply keyboard, or removes it (null). */
  setKeyboard(markup) {
    if (JSON.stringify(markup ?? null) === JSON.stringify(this.#markup)) return;
    this.#markup = markup ?? null;
    const hasKeys = Boolean(markup?.keyboard);
    this.#keyboardToggle.hidden = !hasKeys;
    this.#keyboardPlace.replaceChildren(
      ...(hasKeys ? [replyKeyboard(markup, (key) => this.#pressReply(key))] : []),
    );
    this.#showKeyboard(hasKeys);
    this.#field.placeholder = markup?.input_field_placeholder ?? say('write');
  }

  #showKeyboard(isShown) {
    this.#keyboardPlace.hidden = !isShown;
    const label = say(isShown ? 'hideKeyboard' : 'showKeyboard');
    this.#keyboardToggle.setAttribute('aria-label', label);
    this.#keyboardToggle.title = label;
  }

  #showContext() {
    const target = this.#editing ?? this.#replyTo;
    this.#context.hidden = !target;
    this.#send.setAttribute('aria-label', say(this.#editing ? 'save' : 'send'));
    if (!target) return;
    const title = this.#editing ? say('editing') : say('replyingTo', { name: nameOf(target.from) });
    this.#context.replaceChildren(
      icon(this.#editing ? 'edit' : 'reply'),
      element(
        'span',
        { class: 'quote' },
        element('strong', {}, title),
        element('span', {}, summaryOf(target)),
      ),
      iconButton('close', say('cancel'), {
        testid: 'cancel-context',
        on: { click: () => this.#clearContext() },
      }),
    );
  }

  #clearContext() {
    const wasEditing = this.#editing !== null;
    this.#replyTo = null;
    this.#editing = null;
    if (wasEditing) this.setText('');
    this.#showContext();
  }

  #onKey(event) {
    if (event.key === 'Escape') this.#clearContext();
    // Enter that ends a Chinese input-method composition belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    const text = this.#field.value.trim();
    this.focus();
    if (!text) return;
    if (!this.#editing) {
      await this.#sendParts({ text });
      return;
    }
    if (await this.#actions.edit(this.#editing.message_id, text)) this.#clearContext();
  }

  async #sendParts(parts) {
    const typed = this.#field.value;
    const caption = parts.media && !this.#editing ? typed.trim() : '';
    const replyToMessageId = this.#replyTo?.message_id;
    // The words leave the field at once, so that fast typing never mixes with what is on its way.
    if (parts.text !== undefined || caption) this.setText('');
    if (this.#replyTo) this.#clearContext();
    const isSent = await this.#actions.send({
      ...parts,
      ...(caption ? { media: { ...parts.media, caption } } : {}),
      ...(replyToMessageId ? { replyToMessageId } : {}),
    });
    if (!isSent && !this.#field.value) this.setText(typed);
  }

  async #pressReply(key) {
    if (this.#markup?.one_time_keyboard) this.#showKeyboard(false);
    if (key.request_contact) await this.#sendParts({ contact: contactOf(this.#actions.self()) });
    else if (key.request_location) await this.#sendParts({ location: sampleLocation() });
    else await this.#actions.send({ text: key.text });
  }
}

function commandsButton(actions, sendCommand) {
  const label = say('commands');
  const trigger = button(
    { class: 'icon-button slash', testid: 'commands', 'aria-label': label, title: label },
    '/',
  );
  return menuButton(trigger, 'menu-up menu-commands', (close) => {
    const commands = actions.commands();
    if (commands.length === 0) return [element('p', { class: 'menu-note' }, say('noCommands'))];
    return commands.map((command) => commandItem(command, (text) => (close(), sendCommand(text))));
  });
}

function commandItem({ command, description }, act) {
  return menuItem(
    { class: 'command-item', testid: `command-${command}`, on: { click: () => act(`/${command}`) } },
    element('strong', {}, `/${command}`),
    element('span', {}, description),
  );
}

/** While "/..." is being typed, the commands that begin so. */
function showSuggestions(place, text, commands, act) {
  const typed = /^\/(\w*)$/.exec(text)?.[1];
  const matches =
    typed === undefined ? [] : commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  place.hidden = matches.length === 0;
  place.replaceChildren(...matches.map((command) => commandItem(command, act)));
}
