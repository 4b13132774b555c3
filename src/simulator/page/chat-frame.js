/** What stands around the messages of a chat: the head with its menu, and what is shown where nothing can be written. */
import { avatar, button, element, icon, iconButton } from './dom.js';
import { menuButton, menuItem } from './dialogs.js';
import { nameOf, store } from './store.js';
import { say } from './words.js';

/**
 * The head of a column. `chat` is null while none is chosen; `actions`: `back`, `block`, `openLink`, `close`.
 * `subtitle` is a node that the column fills.
 */
export function chatHead({ self, chat, subtitle, actions }) {
  const name = nameOf(self);
  const title = chat?.title ?? name;
  const isWithBot = chat?.chatId === self.id;
  const faceId = isWithBot ? store.bot.id : (chat?.chatId ?? self.id);
  return element(
    'header',
    { class: 'column-head' },
    iconButton('back', say('back'), { class: 'back-button', testid: 'back', on: { click: actions.back } }),
    avatar(faceId, title, isWithBot ? 'bell-avatar' : chat ? 'square' : ''),
    element('div', { class: 'column-titles' }, element('h2', {}, title), subtitle),
    element(
      'span',
      { class: 'self-chip', title: say('youAre', { name }) },
      avatar(self.id, name, 'tiny'),
      element('span', {}, name),
    ),
    chatMenu(self, actions),
  );
}

export function chooseChatNote(self) {
  return element('div', { class: 'no-chat' }, element('p', {}, say('chooseChat', { name: nameOf(self) })));
}

/** A private chat in which nothing was said yet; `start` presses Start. */
export function emptyPrivateChat(start) {
  return element(
    'div',
    { class: 'empty-chat' },
    element('span', { class: 'empty-bell', 'aria-hidden': 'true' }),
    element('h3', {}, say('emptyTitle')),
    element('p', {}, say('emptyText')),
    button({ class: 'primary start-button', testid: 'start', on: { click: start } }, say('start')),
  );
}

export function emptyGroup() {
  return element('p', { class: 'service-line' }, say('noMessages'));
}

export function channelNote() {
  return element('div', { class: 'foot-note' }, say('channelNote'));
}

export function blockedNote(unblock) {
  return element(
    'div',
    { class: 'foot-note' },
    element('span', {}, say('blockedNote')),
    button({ class: 'primary', testid: 'unblock', on: { click: unblock } }, say('unblockBot')),
  );
}

function chatMenu(self, actions) {
  const trigger = iconButton('menu', say('chatMenu'), { testid: 'chat-menu' });
  return menuButton(trigger, 'menu-down menu-end', (close) => {
    const entry = (testid, iconName, label, act) =>
      menuItem({ testid, on: { click: () => (close(), act()) } }, icon(iconName), element('span', {}, label));
    return [
      entry('block', 'block', say(self.blocked ? 'unblockBot' : 'blockBot'), () =>
        actions.block(!self.blocked),
      ),
      entry('menu-open-link', 'scan', say('openLink'), actions.openLink),
      entry('close-column', 'close', say('closeColumn'), actions.close),
    ];
  });
}
