/** Small builders for DOM nodes. Content always becomes text nodes: nothing here parses HTML. */

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** "Ms Zhang" is better known as Z than as M. */
const HONORIFIC = /^(mr|mrs|ms|dr|sr|sra|srta)\.?$/i;

const ICON_PATHS = {
  attach:
    'M20 11.5 12.5 19a5 5 0 0 1-7-7L13 4.500a3.3 3.3 0 0 1 4.7 4.700L10.5 16.500a1.7 1.7 0 0 1-2.4-2.400L14.5 7.7',
  back: 'M15 5l-7 7 7 7',
  block: 'M5.6 5.600l12.8 12.800M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z',
  check: 'M4 12.500l5 5L20 6.5',
  clock: 'M12 7v5l3.5 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z',
  close: 'M6 6l12 12M18 6L6 18',
  columns: 'M4 5h16v14H4zM12 5v14',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.7 3.8-5.5 7.5-5.500s6.7 1.8 7.5 5.5',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  down: 'M6 9l6 6 6-6',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  external: 'M8 16 17 7M10 7h7v7',
  forward: 'M5 5v14l8-7zM13 5v14l8-7z',
  guide: 'M5 4h10a4 4 0 0 1 4 4v12H9a4 4 0 0 1-4-4zM9 9h6M9 13h6',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8',
  location:
    'M12 21c4.5-4.8 6.5-8.2 6.5-11a6.5 6.5 0 1 0-13 0c0 2.8 2 6.2 6.5 11ZM12 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  menu: 'M12 6h.01M12 12h.01M12 18h.01',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v4',
  moon: 'M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500Z',
  pause: 'M8 5v14M16 5v14',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.500h.01',
  play: 'M7 4.500v15l12-7.500z',
  plus: 'M12 5v14M5 12h14',
  reply: 'M10 6 4 12l6 6M4 12h9c4 0 7 2 7 6',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 13h3v3h-3zM13 8h3M8 14h2',
  send: 'M4 12 20 4l-5 16-3.5-6.500z',
  sticker: 'M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9ZM8 13c.8 1.8 2.2 2.7 4 2.700M12 3c4 2 7 5 9 9',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v2.500M12 19.500V22M2 12h2.500M19.5 12H22M5 5l1.7 1.700M17.3 17.3 19 19M5 19l1.7-1.700M17.3 6.7 19 5',
};

/**
 * Builds an element. `props`: `class`, `testid`, `on: {event: listener}`, `style: {property: value}` (set through
 * the CSSOM, which a strict CSP allows), and any attribute; `null`, `undefined` and `false` are left out.
 */
export function element(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(
    ...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** A button that never submits a form by accident. */
export function button(props, ...children) {
  return element('button', { type: 'button', ...props }, ...children);
}

/** A button that shows only an icon; `label` is its accessible name and its tooltip. */
export function iconButton(name, label, props = {}) {
  const { class: extra = '', ...rest } = props;
  return button({ class: `icon-button ${extra}`, 'aria-label': label, title: label, ...rest }, icon(name));
}

export function icon(name) {
  const svg = document.createElementNS(SVG_NAMESPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${name}`);
  const path = document.createElementNS(SVG_NAMESPACE, 'path');
  path.setAttribute('d', ICON_PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round initial in one of eight colours; the same id always gets the same colour. */
export function avatar(id, name, extraClass = '') {
  return element(
    'span',
    { class: `avatar tone-${toneOf(id)} ${extraClass}`, 'aria-hidden': 'true' },
    initialOf(name),
  );
}

export function toneOf(id) {
  return Math.abs(Number(id)) % 8;
}

function initialOf(name) {
  const words = name.trim().split(/\s+/);
  const word = HONORIFIC.test(words[0]) && words.length > 1 ? words[1] : words[0];
  return [...word][0]?.toUpperCase() ?? '?';
}

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === 'on') {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === 'style') {
    for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
  } else if (name === 'testid') {
    node.dataset.testid = value;
  } else if (name === 'class') {
    node.className = value.trim();
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}
