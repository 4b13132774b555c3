/**
 * What this page knows of the world: people, groups, who sees which chats, and the practice clock.
 * Columns keep the messages of the chat they show; everything the list on the left needs is here.
 */
import { get, RefusedError } from './api.js';
import { say } from './words.js';
import { setZone } from './times.js';

export const store = {
  bot: null,
  people: [],
  groups: [],
  canMoveClock: false,
  isConnected: true,
  chatsOf: new Map(),
};

let clockOffsetMs = 0;
const listeners = new Set();
const openChats = new Set();

/** Calls `listener` whenever something in the store changed. */
export function onStoreChange(listener) {
  listeners.add(listener);
}

export function changed() {
  for (const listener of listeners) listener();
}

export async function loadWorld() {
  const world = await get('/world');
  Object.assign(store, {
    bot: world.bot,
    people: world.people,
    groups: world.groups,
    canMoveClock: world.canMoveClock,
  });
  setZone(world.timeZone);
  setClock(world.now);
  await Promise.all(store.people.map(({ id }) => loadChats(id)));
  changed();
}

/** The chats a person sees, newest first, the bot always there. */
export async function loadChats(personId) {
  store.chatsOf.set(personId, await get('/chats', { as: personId }));
}

export function person(id) {
  return store.people.find((one) => one.id === id);
}

export function nameOf(user) {
  if (!user) return '';
  return [user.first_name, user.last_name].filter(Boolean).join(' ');
}

export function chatOf(personId, chatId) {
  return (store.chatsOf.get(personId) ?? []).find((chat) => chat.chatId === chatId);
}

export function unreadOf(personId) {
  return (store.chatsOf.get(personId) ?? []).reduce((sum, chat) => sum + chat.unread, 0);
}

export function setClock(unixMs) {
  clockOffsetMs = unixMs - Date.now();
}

/** The practice time, unix ms. */
export function nowMs() {
  return Date.now() + clockOffsetMs;
}

/** Marks a chat as being looked at by a person: what arrives there is read at once. */
export function setOpen(personId, chatId, isOpen) {
  const key = `${personId}:${chatId}`;
  if (!isOpen) {
    openChats.delete(key);
    return;
  }
  openChats.add(key);
  const chat = chatOf(personId, chatId);
  if (chat) chat.unread = 0;
  changed();
}

/** Keeps the lists on the left current: last message and unread count of everybody who sees the chat. */
export function noteMessage(chatId, message, isNew) {
  for (const one of store.people) {
    const chat = chatOf(one.id, chatId);
    if (!chat) continue;
    if (isNew || chat.lastMessage?.message_id === message.message_id) chat.lastMessage = message;
    const isUnseen = !openChats.has(`${one.id}:${chatId}`) && message.from?.id !== one.id;
    if (isNew && isUnseen) chat.unread += 1;
  }
  changed();
}

/** What to tell a person when something failed. */
export function reasonOf(error) {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof TypeError) return say('noServer');
  return String(error.message ?? error);
}
