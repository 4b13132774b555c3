/** Message text with its entities, as DOM nodes. Offsets are UTF-16 units, which is what JavaScript strings count. */
import { button, element } from './dom.js';
import { say } from './words.js';

const WRAPPERS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** What Telegram's server finds in plain text by itself; used where a message carries no such entity. */
const PLAIN_LINK =
  /(https?:\/\/[^\s<>"'，。；、）]+|(?<![\w/])\/[a-z][a-z0-9_]{0,31}(?:@\w{4,32})?(?![\w/]))/gi;

/**
 * `actions`: `openUrl(url)` and `sendCommand(text)`.
 * Overlapping entities are nested; one that crosses the end of another is continued after it.
 */
export function richText(text, entities, actions) {
  const sorted = [...(entities ?? [])]
    .map(({ offset, length, ...rest }) => ({
      ...rest,
      start: offset,
      end: Math.min(text.length, offset + length),
    }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return renderRange(text, 0, text.length, sorted, actions, true);
}

function renderRange(text, start, end, entities, actions, mayLink) {
  const nodes = [];
  let at = start;
  let queue = entities;
  while (queue.length > 0) {
    const [entity, ...rest] = queue;
    if (entity.start >= end) break;
    const from = Math.max(entity.start, at);
    const to = Math.min(entity.end, end);
    if (to <= from) {
      queue = rest;
      continue;
    }
    nodes.push(...plain(text.slice(at, from), actions, mayLink));
    const inner = rest.filter((other) => other.start < to);
    const children = renderRange(text, from, to, inner, actions, mayLink && linksInside(entity));
    nodes.push(wrap(entity, text.slice(from, to), children, actions));
    // A block ends its line by itself; the line break after it would show as an empty line.
    at = BLOCKS.has(entity.type) && text[to] === '\n' ? to + 1 : to;
    queue = rest.filter((other) => other.end > to);
  }
  nodes.push(...plain(text.slice(at, end), actions, mayLink));
  return nodes;
}

function linksInside(entity) {
  return ![
    'code',
    'pre',
    'url',
    'text_link',
    'bot_command',
    'mention',
    'text_mention',
    'email',
    'spoiler',
  ].includes(entity.type);
}

function wrap(entity, text, children, actions) {
  switch (entity.type) {
    case 'pre':
      return element('pre', {}, element('code', { 'data-language': entity.language }, children));
    case 'text_link':
      return link(entity.url, children, actions);
    case 'url':
      return link(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`, children, actions);
    case 'email':
      return element('a', { href: `mailto:${text}` }, children);
    case 'phone_number':
      return element('a', { href: `tel:${text.replace(/[^\d+]/g, '')}` }, children);
    case 'bot_command':
      return command(text, actions);
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return element('span', { class: 'mention' }, children);
    case 'spoiler':
      return spoiler(children);
    default:
      return element(WRAPPERS[entity.type] ?? 'span', {}, children);
  }
}

function plain(text, actions, mayLink) {
  if (!text) return [];
  if (!mayLink) return [document.createTextNode(text)];
  return text.split(PLAIN_LINK).map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    return part.startsWith('/') ? command(part, actions) : link(part, [part], actions);
  });
}

function link(url, children, actions) {
  const open = (event) => {
    event.preventDefault();
    actions.openUrl(url);
  };
  // Only web addresses may become an href: a message must not be able to run a script.
  const href = /^(https?|tg):\/\//i.test(url) ? url : '#';
  return element('a', { href, title: url, rel: 'noopener noreferrer', on: { click: open } }, children);
}

function command(text, actions) {
  return button({ class: 'text-command', on: { click: () => actions.sendCommand(text) } }, text);
}

function spoiler(children) {
  const hidden = element('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, children);
  const cover = button({ class: 'spoiler', 'aria-label': say('spoiler') }, hidden);
  const reveal = () => cover.replaceWith(element('span', { class: 'spoiler-shown' }, [...hidden.childNodes]));
  cover.addEventListener('click', reveal);
  return cover;
}
