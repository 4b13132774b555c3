/**
 * The scrolling list of a chat. Nodes are kept as long as what they show is unchanged, so that an edit touches one
 * bubble only, focus stays where it was, and a screen reader hears new messages and nothing else.
 */
import { button, element, icon } from './dom.js';
import { messageNode } from './message.js';
import { dayKey, dayLabel } from './times.js';
import { nowMs } from './store.js';
import { say } from './words.js';

const NEAR_BOTTOM_PX = 60;
const FLASH_MS = 1400;

/** `view` is what every bubble needs (see message.js); `emptyNode()` is shown while there is nothing. */
export function createMessageList({ view, label, emptyNode }) {
  const log = element('div', { class: 'messages', role: 'log', 'aria-live': 'polite', 'aria-label': label });
  const scroller = element('div', { class: 'scroller', tabindex: '-1' }, log);
  const pill = button(
    { class: 'new-pill', testid: 'new-messages', hidden: true },
    icon('down'),
    element('span', {}, ''),
  );
  const root = element('div', { class: 'message-area' }, scroller, pill);
  const shown = new Map();
  let sticksToBottom = true;
  let unseen = 0;

  const toBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const showPill = () => {
    pill.hidden = sticksToBottom;
    pill.classList.toggle('with-news', unseen > 0);
    pill.lastChild.textContent = unseen > 0 ? `${say('newMessages')} · ${unseen}` : '';
    pill.setAttribute('aria-label', unseen > 0 ? say('newMessages') : say('toBottom'));
  };
  scroller.addEventListener('scroll', () => {
    sticksToBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
    if (sticksToBottom) unseen = 0;
    showPill();
  });
  pill.addEventListener('click', () => {
    sticksToBottom = true;
    toBottom();
  });
  // Pictures that load late and a keyboard that opens change heights without any new message.
  const sizes = new ResizeObserver(() => sticksToBottom && toBottom());
  sizes.observe(log);
  sizes.observe(scroller);

  return {
    root,
    /** Shows `messages`; `markerId` is the first message that was unread when the chat was opened. */
    render(messages, { markerId = null, arrived = 0, forceBottom = false } = {}) {
      if (forceBottom) sticksToBottom = true;
      if (!sticksToBottom) unseen += arrived;
      reconcile(log, shown, messages.length > 0 ? itemsOf(messages, view, markerId) : [emptyItem(emptyNode)]);
      if (sticksToBottom) toBottom();
      showPill();
    },
    jumpTo(messageId) {
      const node = shown.get(`m${messageId}`)?.node;
      if (!node) return;
      node.scrollIntoView({ block: 'center' });
      node.classList.add('flash');
      setTimeout(() => node.classList.remove('flash'), FLASH_MS);
    },
    showMarker: () => shown.get('marker')?.node.scrollIntoView({ block: 'center' }),
    destroy: () => sizes.disconnect(),
  };
}

function emptyItem(emptyNode) {
  return { key: 'empty', signature: 'empty', build: emptyNode };
}

function itemsOf(messages, view, markerId) {
  const items = [];
  let previous = null;
  for (const message of messages) {
    const day = dayKey(message.date * 1000);
    const isNewDay = !previous || dayKey(previous.date * 1000) !== day;
    if (isNewDay) items.push(dayItem(day, message.date * 1000));
    if (message.message_id === markerId) items.push(markerItem());
    const follows =
      Boolean(previous) && !isNewDay && message.message_id !== markerId && sameSender(previous, message);
    items.push({
      key: `m${message.message_id}`,
      signature: `${follows}${JSON.stringify(message)}`,
      build: () => messageNode(message, { ...view, follows }),
    });
    previous = message;
  }
  return items;
}

function dayItem(day, unixMs) {
  const label = dayLabel(unixMs, nowMs());
  return {
    key: `d${day}`,
    signature: label,
    build: () => element('p', { class: 'day-line' }, element('span', {}, label)),
  };
}

function markerItem() {
  const build = () =>
    element('p', { class: 'new-line', testid: 'new-marker' }, element('span', {}, say('newMessages')));
  return { key: 'marker', signature: 'marker', build };
}

function sameSender(one, other) {
  return one.from?.id === other.from?.id && !one.new_chat_members && !one.left_chat_member;
}

function reconcile(log, shown, items) {
  const wanted = new Set(items.map(({ key }) => key));
  for (const [key, { node }] of shown) {
    if (wanted.has(key)) continue;
    node.remove();
    shown.delete(key);
  }
  const nodes = items.map((item) => nodeFor(item, shown));
  let cursor = log.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else log.insertBefore(node, cursor);
  }
}

function nodeFor(item, shown) {
  const known = shown.get(item.key);
  if (known?.signature === item.signature) return known.node;
  const node = item.build();
  if (known) replaceKeepingFocus(known.node, node);
  shown.set(item.key, { signature: item.signature, node });
  return node;
}

/** A toggle that edits its own message must not throw a keyboard user back to the top of the page. */
function replaceKeepingFocus(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const index = focused ? [...old.querySelectorAll('button')].indexOf(focused) : -1;
  old.replaceWith(node);
  if (!focused) return;
  const next = node.querySelectorAll('button')[index] ?? node;
  next.focus({ preventScroll: true });
}
