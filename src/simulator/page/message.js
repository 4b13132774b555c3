/** One message as a bubble. */
import { avatar, element, iconButton, toneOf, button } from './dom.js';
import { inlineKeyboard } from './keyboard.js';
import { mediaOf } from './media.js';
import { richText } from './entities.js';
import { nameOf } from './store.js';
import { clockTime } from './times.js';
import { say } from './words.js';
import { serviceText, summaryOf } from './summary.js';

/**
 * `view`: `personId`, `isGroup` (names and avatars are shown), `canWrite`, `follows` (same sender as above),
 * and the actions `press`, `reply`, `edit`, `jumpTo`, `openUrl`, `sendCommand`.
 */
export function messageNode(message, view) {
  const service = serviceText(message);
  if (service)
    return element('p', { class: 'service-line', testid: `message-${message.message_id}` }, service);
  const isOwn = message.from?.id === view.personId;
  const sender = message.sender_chat ?? message.from;
  const name = sender?.title ?? nameOf(sender);
  const showsSender = view.isGroup && !isOwn;
  return element(
    'article',
    {
      class: `message ${isOwn ? 'own' : 'theirs'} ${view.follows ? 'follows' : ''}`,
      testid: `message-${message.message_id}`,
      'data-from': isOwn ? 'me' : message.from?.is_bot ? 'bot' : 'person',
      tabindex: '-1',
      'aria-label': `${name}, ${clockTime(message.date * 1000)}`,
    },
    showsSender ? avatar(sender?.id ?? 0, name, 'small') : null,
    element(
      'div',
      { class: 'message-body' },
      bubble(message, view, showsSender && !view.follows ? name : null),
      inlineKeyboard(message.reply_markup, (key, row, column) => view.press(message, key, row, column)),
    ),
    tools(message, view, isOwn),
  );
}

function bubble(message, view, senderName) {
  const media = mediaOf(message);
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  const isBare = Boolean(message.sticker ?? message.dice) && !message.reply_to_message;
  return element(
    'div',
    {
      class: `bubble ${isBare ? 'bare' : ''} ${media ? 'with-media' : ''} ${media && !text ? 'media-only' : ''}`,
    },
    senderName
      ? element(
          'div',
          { class: `sender name-tone-${toneOf((message.sender_chat ?? message.from)?.id)}` },
          senderName,
        )
      : null,
    quote(message, view),
    media,
    text
      ? element('div', { class: 'message-text', dir: 'auto' }, richText(text, entities, view), meta(message))
      : meta(message),
  );
}

function meta(message) {
  const editedAt = message.edit_date ? element('span', { class: 'edited' }, say('edited')) : null;
  const sentAt = new Date(message.date * 1000).toISOString();
  return element(
    'span',
    { class: 'meta' },
    editedAt,
    element('time', { datetime: sentAt }, clockTime(message.date * 1000)),
  );
}

function quote(message, view) {
  const original = message.reply_to_message;
  if (!original) return null;
  return button(
    { class: 'quote', on: { click: () => view.jumpTo(original.message_id) } },
    element('strong', {}, nameOf(original.from) || say('deletedMessage')),
    element('span', {}, summaryOf(original)),
  );
}

function tools(message, view, isOwn) {
  const isEditable = isOwn && view.canWrite && message.text !== undefined;
  return element(
    'div',
    { class: 'message-tools' },
    view.canWrite
      ? iconButton('reply', say('reply'), { testid: 'reply', on: { click: () => view.reply(message) } })
      : null,
    isEditable
      ? iconButton('edit', say('edit'), { testid: 'edit', on: { click: () => view.edit(message) } })
      : null,
  );
}
