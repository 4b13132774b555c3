/** The columns that stand side by side, which of them is being used, and the address that remembers them. */
import { avatar, button, element, icon, iconButton } from './dom.js';
import { Column } from './column.js';
import { menuButton, menuItem } from './dialogs.js';
import { openLinkDialog } from './open-link.js';
import { changed, chatOf, nameOf, person, store } from './store.js';
import { say } from './words.js';

const MAX_COLUMNS = 3;
const NARROW = window.matchMedia('(max-width: 760px)');

const columns = [];
let active = null;
const place = element('main', { class: 'columns' });

export function workspaceNode() {
  return place;
}

export function activePersonId() {
  return active?.personId ?? null;
}

export function activeChatId() {
  return active?.chatId ?? null;
}

export function openPeople() {
  return columns.map(({ personId }) => personId);
}

/** Becomes a person in the column that is used now; a person already open in another column is found there. */
export function choosePerson(personId) {
  const shown = columns.find((column) => column.personId === personId);
  if (shown) {
    activate(shown);
    return;
  }
  const column = active ?? addColumn(personId);
  if (column.personId !== personId) column.become(personId);
  // On a phone the list stays, so that one of the person's chats can be chosen in it.
  if (!NARROW.matches) column.openChat(personId);
  arranged();
}

/** Opens a chat of a person, in the column of that person. */
export async function openChat(personId, chatId) {
  const column = columnOf(personId);
  activate(column);
  const opening = column.openChat(chatId);
  showScreen('chat');
  arranged(NARROW.matches);
  await opening;
}

/** Opens another column beside the ones that are there. */
export function openBeside(personId) {
  if (columns.length >= MAX_COLUMNS) columns.find((column) => column !== active).become(personId);
  else addColumn(personId);
  openChat(personId, personId);
}

/** Follows a deep link of the bot as that person: their private chat opens and Start is pressed. */
export async function openPrivate(personId, payload) {
  await openChat(personId, personId);
  await columnOf(personId).start(payload);
}

export function openLink(personId, text) {
  openLinkDialog({ personId: personId ?? activePersonId() ?? store.people[0].id, text, open: openPrivate });
}

/** Puts words into the field of the column that is used now. */
export function suggest(text) {
  if (!active) return;
  if (active.chatId === null) openChat(active.personId, active.personId);
  showScreen('chat');
  active.suggest(text);
}

export function handleEvent(event) {
  for (const column of columns) column.handle(event);
}

/** Draws all columns again, with fresh messages when `withMessages`. */
export async function refreshColumns({ withMessages }) {
  for (const column of [...columns]) {
    if (!person(column.personId)) closeColumn(column);
    else if (column.chatId !== null && !chatOf(column.personId, column.chatId)) await column.openChat(null);
    else column.update();
  }
  if (withMessages) await Promise.all(columns.map((column) => column.refresh()));
  arranged();
}

/** The button that adds another person's screen. */
export function addColumnButton() {
  const trigger = iconButton('plus', say('addColumn'), { testid: 'add-column', class: 'add-column' });
  return menuButton(trigger, 'menu-down menu-end menu-people', (close) => {
    const others = store.people.filter(({ id }) => !openPeople().includes(id));
    if (others.length === 0) return [element('p', { class: 'menu-note' }, say('noOneLeft'))];
    return others.map((one) =>
      menuItem(
        { testid: `add-person-${one.id}`, on: { click: () => (close(), openBeside(one.id)) } },
        avatar(one.id, nameOf(one), 'small'),
        element('span', {}, nameOf(one)),
      ),
    );
  });
}

/** Brings back the columns that the address names, as `#1001:1001,1002:-500`. */
export function restoreFromAddress() {
  const wanted = location.hash
    .slice(1)
    .split(',')
    .map((part) => part.split(':').map(Number));
  const known = wanted.filter(([personId]) => person(personId)).slice(0, MAX_COLUMNS);
  for (const column of columns.filter(({ personId }) => !known.some(([id]) => id === personId)))
    closeColumn(column);
  for (const [personId, chatId] of known) {
    const column = columnOf(personId);
    const target = chatOf(personId, chatId) ? chatId : null;
    if (column.chatId !== target) column.openChat(target);
  }
  showScreen(active !== null && active.chatId !== null ? 'chat' : 'list');
  arranged();
}

const shell = {
  activate,
  close: closeColumn,
  back: () => (history.state?.isOpened ? history.back() : leaveChat()),
  openPrivate,
  openLink,
};

function leaveChat() {
  active?.openChat(null);
  showScreen('list');
  arranged();
}

function columnOf(personId) {
  const shown = columns.find((column) => column.personId === personId);
  if (shown) return shown;
  if (columns.length === 0 || !active) return addColumn(personId);
  active.become(personId);
  return active;
}

function addColumn(personId) {
  const column = new Column(personId, shell);
  columns.push(column);
  place.append(column.root);
  activate(column);
  return column;
}

function closeColumn(column) {
  column.destroy();
  columns.splice(columns.indexOf(column), 1);
  if (active === column) active = columns.at(-1) ?? null;
  if (!active) showScreen('list');
  arranged();
}

function activate(column) {
  if (active === column) return;
  active = column;
  arranged();
}

/** Which of the two a narrow screen shows: the list or the chat. */
function showScreen(name) {
  document.documentElement.dataset.screen = name;
}

function arranged(isOpened = false) {
  columns.forEach((column, index) => {
    column.root.dataset.testid = `column-${index + 1}`;
    column.root.classList.toggle('active', column === active);
  });
  place.dataset.count = columns.length;
  place.querySelector('.welcome')?.remove();
  if (columns.length === 0) place.append(welcome());
  const address = `#${columns.map(({ personId, chatId }) => `${personId}:${chatId ?? ''}`).join(',')}`;
  if (isOpened && address !== location.hash) history.pushState({ isOpened }, '', address);
  else history.replaceState(history.state, '', address);
  changed();
}

function welcome() {
  return element(
    'div',
    { class: 'welcome' },
    element('span', { class: 'empty-bell', 'aria-hidden': 'true' }),
    element('h2', {}, say('welcomeTitle')),
    element('p', {}, say('welcomeText')),
    button({ class: 'primary', on: { click: () => openLink(null) } }, icon('scan'), say('openLink')),
  );
}
