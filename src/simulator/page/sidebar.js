/** The list on the left: who one can be, the chats of the person one is, and the guide. */
import { avatar, button, element, icon, iconButton } from './dom.js';
import { guideNode } from './guide.js';
import { chatOf, nameOf, nowMs, store, unreadOf } from './store.js';
import { summaryOf } from './summary.js';
import { dayKey, listTime } from './times.js';
import { language, say } from './words.js';
import {
  activeChatId,
  activePersonId,
  choosePerson,
  openBeside,
  openChat,
  openLink,
  openPeople,
} from './workspace.js';

const list = element('ul', { class: 'people' });
const rows = new Map();
let shownPersonId = null;

export function sidebarNode() {
  return element(
    'nav',
    { class: 'sidebar', 'aria-label': say('people') },
    button(
      { class: 'open-link', testid: 'open-link', on: { click: () => openLink(null) } },
      icon('scan'),
      say('openLink'),
    ),
    element('h2', { class: 'sidebar-title' }, say('people')),
    element('p', { class: 'sidebar-hint' }, say('peopleHint')),
    list,
    guideNode(),
  );
}

/** Draws again the people about whom something changed; the other rows are left alone, even while being pressed. */
export function drawSidebar() {
  if (store.people.map(({ id }) => id).join() !== [...rows.keys()].join()) {
    rows.clear();
    list.replaceChildren();
  }
  for (const one of store.people) drawPerson(one);
  if (shownPersonId === activePersonId()) return;
  shownPersonId = activePersonId();
  rows.get(shownPersonId)?.node.scrollIntoView({ block: 'nearest' });
}

function drawPerson(one) {
  const isActive = one.id === activePersonId();
  const facts = JSON.stringify([
    one,
    store.chatsOf.get(one.id),
    isActive ? activeChatId() : null,
    isActive,
    openPeople().includes(one.id),
    dayKey(nowMs()),
    language(),
  ]);
  const row = rows.get(one.id);
  if (row?.facts === facts) return;
  const node = personRow(one);
  const focusedId = row?.node.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  if (row) row.node.replaceWith(node);
  else list.append(node);
  if (focusedId) node.querySelector(`[data-testid="${focusedId}"]`)?.focus({ preventScroll: true });
  rows.set(one.id, { facts, node });
}

function personRow(one) {
  const isActive = one.id === activePersonId();
  const isOpen = openPeople().includes(one.id);
  const name = nameOf(one);
  const unread = isActive ? 0 : unreadOf(one.id);
  return element(
    'li',
    { class: `person ${isActive ? 'active' : ''} ${isOpen ? 'open' : ''}` },
    element(
      'div',
      { class: 'person-line' },
      button(
        {
          class: 'person-button',
          testid: `person-${one.id}`,
          'aria-pressed': String(isActive),
          on: { click: () => choosePerson(one.id) },
        },
        avatar(one.id, name),
        element(
          'span',
          { class: 'row-facts' },
          element('span', { class: 'row-name' }, name, one.blocked ? blockedMark() : null),
          element(
            'span',
            { class: 'row-detail' },
            one.about?.[language()] ?? (one.username ? `@${one.username}` : ''),
          ),
        ),
        unreadBadge(unread),
      ),
      isOpen ? null : besideButton(one, name),
    ),
    isActive ? chatList(one) : null,
  );
}

function besideButton(one, name) {
  const open = () => openBeside(one.id);
  return iconButton('columns', say('openBeside', { name }), {
    class: 'beside',
    testid: `beside-${one.id}`,
    on: { click: open },
  });
}

function blockedMark() {
  return element(
    'span',
    { class: 'blocked-mark', title: say('blocked'), role: 'img', 'aria-label': say('blocked') },
    icon('block'),
  );
}

function chatList(one) {
  const chats = [...(store.chatsOf.get(one.id) ?? [])].sort(
    (a, b) => Number(b.kind === 'private') - Number(a.kind === 'private') || lastDate(b) - lastDate(a),
  );
  return element(
    'ul',
    { class: 'chats' },
    chats.map((chat) => chatRow(one, chat)),
  );
}

function lastDate({ lastMessage }) {
  return lastMessage?.date ?? 0;
}

function chatRow(one, chat) {
  const isCurrent = chat.chatId === activeChatId() && one.id === activePersonId();
  const last = chatOf(one.id, chat.chatId).lastMessage;
  const faceId = chat.kind === 'private' ? store.bot.id : chat.chatId;
  return element(
    'li',
    {},
    button(
      {
        class: `chat-button ${isCurrent ? 'current' : ''}`,
        testid: `chat-${chat.chatId}`,
        'aria-current': isCurrent ? 'true' : null,
        on: { click: () => openChat(one.id, chat.chatId) },
      },
      avatar(faceId, chat.title, `small ${chat.kind === 'private' ? 'bell-avatar' : 'square'}`),
      element(
        'span',
        { class: 'row-facts' },
        element('span', { class: 'row-name' }, chat.title),
        element('span', { class: 'row-detail' }, last ? summaryOf(last) : say('noMessages')),
      ),
      element(
        'span',
        { class: 'row-side' },
        last ? element('span', { class: 'row-time' }, listTime(last.date * 1000, nowMs())) : null,
        unreadBadge(chat.unread),
      ),
    ),
  );
}

function unreadBadge(count) {
  if (count === 0) return null;
  return element(
    'span',
    { class: 'badge', testid: 'unread', role: 'img', 'aria-label': say('unread', { count }) },
    count > 99 ? '99+' : String(count),
  );
}
