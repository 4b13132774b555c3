/** What a message carries beside text: pictures, files, voice, contacts, places. */
import { avatar, button, element, icon } from './dom.js';
import { fileUrl } from './api.js';
import { duration, fileSize } from './times.js';
import { showPicture } from './dialogs.js';
import { say } from './words.js';

const WAVE_BARS = 28;
const TICK_MS = 100;

/** The media part of a bubble, or null for a message of words only. */
export function mediaOf(message) {
  if (message.photo) return photo(message.photo);
  if (message.sticker) return sticker(message.sticker);
  if (message.voice ?? message.audio) return voice(message.voice ?? message.audio);
  if (message.animation ?? message.video ?? message.video_note) {
    return video(message.animation ?? message.video ?? message.video_note);
  }
  if (message.document) return file(message.document);
  if (message.contact) return contact(message.contact);
  if (message.venue) return place(message.venue.location, message.venue);
  if (message.location) return place(message.location);
  if (message.poll) return poll(message.poll);
  if (message.dice) return element('div', { class: 'sticker' }, message.dice.emoji);
  return null;
}

function photo(sizes) {
  const largest = sizes.reduce((best, size) => (size.width > best.width ? size : best));
  const url = fileUrl(largest);
  const image = element('img', { src: url, alt: say('photo'), style: shapeOf(largest) });
  image.addEventListener('error', () => image.replaceWith(missing('photo')));
  return button({ class: 'photo', 'aria-label': say('photo'), on: { click: () => showPicture(url) } }, image);
}

function video(media) {
  const width = media.width ?? media.length;
  const shape = shapeOf({ width, height: media.height ?? media.length });
  const label = `${say('video')} ${duration(media.duration ?? 0)}`;
  const player = element('video', {
    src: fileUrl(media),
    controls: true,
    preload: 'metadata',
    'aria-label': label,
  });
  for (const [name, value] of Object.entries(shape)) player.style.setProperty(name, value);
  player.addEventListener('error', () => player.replaceWith(missing('play', label)));
  return element('div', { class: 'video' }, player);
}

/** The place of a picture whose bytes are not there or cannot be shown. */
function missing(iconName, label) {
  return element('span', { class: 'missing-media' }, icon(iconName), label);
}

function shapeOf({ width, height }) {
  return width && height ? { 'aspect-ratio': `${width} / ${height}`, '--natural-width': `${width}px` } : {};
}

function sticker({ emoji }) {
  return element('div', { class: 'sticker', role: 'img', 'aria-label': say('sticker') }, emoji ?? '🔔');
}

function file(media) {
  const name = media.file_name ?? say('document');
  const ending = name.includes('.') ? name.split('.').pop().slice(0, 4) : '';
  return element(
    'a',
    { class: 'file', href: fileUrl(media), download: name, 'aria-label': say('download', { name }) },
    element('span', { class: 'file-badge' }, ending ? ending.toUpperCase() : icon('document')),
    element(
      'span',
      { class: 'file-facts' },
      element('span', { class: 'file-name' }, name),
      element('span', { class: 'file-size' }, media.file_size === undefined ? '' : fileSize(media.file_size)),
    ),
  );
}

function contact(card) {
  const name = [card.first_name, card.last_name].filter(Boolean).join(' ');
  return element(
    'div',
    { class: 'contact-card' },
    avatar(card.user_id ?? card.phone_number.length, name),
    element(
      'span',
      { class: 'file-facts' },
      element('strong', {}, name),
      element('span', {}, card.phone_number),
    ),
  );
}

function place({ latitude, longitude }, venue) {
  const numbers = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return element(
    'div',
    { class: 'place' },
    element('div', { class: 'place-map', role: 'img', 'aria-label': say('location') }, icon('location')),
    venue ? element('strong', {}, venue.title) : null,
    element('span', { class: 'place-facts' }, venue ? venue.address : numbers),
  );
}

function poll({ question, options }) {
  return element(
    'div',
    { class: 'poll' },
    element('strong', {}, question),
    element(
      'ul',
      {},
      options.map(({ text, voter_count: count }) =>
        element('li', {}, element('span', {}, text), element('span', {}, String(count))),
      ),
    ),
  );
}

function voice(media) {
  const seconds = media.duration ?? 0;
  const bars = barHeights(media.file_unique_id ?? media.file_id).map((height) =>
    element('span', { style: { '--height': `${height}%` } }),
  );
  const clock = element('span', { class: 'voice-time' }, duration(seconds));
  const toggle = button({ class: 'voice-toggle', 'aria-label': say('play') }, icon('play'));
  const player = voicePlayer(media, seconds, (heardS, isPlaying) => {
    const share = seconds > 0 ? heardS / seconds : 0;
    bars.forEach((bar, index) => bar.classList.toggle('heard', index / WAVE_BARS < share));
    clock.textContent = isPlaying ? duration(heardS) : duration(seconds);
    toggle.setAttribute('aria-label', say(isPlaying ? 'pause' : 'play'));
    toggle.replaceChildren(icon(isPlaying ? 'pause' : 'play'));
  });
  toggle.addEventListener('click', player);
  return element('div', { class: 'voice' }, toggle, element('div', { class: 'voice-wave' }, bars), clock);
}

/**
 * Gives the function that starts and stops a voice message. A practice recording may have no sound in it:
 * then its seconds pass silently, so that the bubble behaves as on a phone.
 */
function voicePlayer(media, seconds, show) {
  const audio = new Audio();
  audio.preload = 'none';
  let heardS = 0;
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    audio.pause();
    if (heardS >= seconds) heardS = 0;
    show(heardS, false);
  };
  return () => {
    if (timer !== null) return stop();
    if (!audio.src) audio.src = fileUrl(media);
    audio.play().catch(() => undefined);
    timer = setInterval(() => {
      heardS += TICK_MS / 1000;
      if (heardS >= seconds) return stop();
      show(heardS, true);
    }, TICK_MS);
    return show(heardS, true);
  };
}

/** A wave that looks the same every time the same recording is shown. */
function barHeights(seedText) {
  let seed = [...seedText].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 99991, 7);
  return Array.from({ length: WAVE_BARS }, () => {
    seed = (seed * 137 + 61) % 99991;
    return 18 + (seed % 83);
  });
}
