/** The attach menu: samples made on the spot, and files of the person's own. */
import { button, element, icon, iconButton } from './dom.js';
import { menuButton, menuItem } from './dialogs.js';
import { say } from './words.js';

const MAX_FILE_BYTES = 20 * 1024 * 1024;
const STICKERS = ['👍', '❤️', '😂', '🎉', '🙏', '😢', '👏', '🔔'];
const VOICE_PRESETS_S = [3, 12, 23, 60];
const SAMPLE_PLACE = { latitude: 39.8855, longitude: 116.4362 };
const PHOTO_WIDTH = 480;
const PHOTO_HEIGHT = 320;

/** `send(parts)` gets the fields of POST /send; `fail(text)` shows a refusal; `self()` gives the person. */
export function attachButton({ send, fail, self }) {
  const trigger = iconButton('attach', say('attach'), { testid: 'attach' });
  return menuButton(trigger, 'menu-up', (close) => {
    const entry = (iconName, key, act) =>
      menuItem(
        { testid: key, on: { click: () => (close(), act()) } },
        icon(iconName),
        element('span', {}, say(key)),
      );
    return [
      entry('photo', 'attachPhoto', async () => send({ media: await samplePhoto() })),
      entry('photo', 'attachPhotoFile', () => pickFiles('image/*,video/*', send, fail)),
      entry('document', 'attachDocument', async () =>
        send({ media: { kind: 'document', ...(await sampleDocument()) } }),
      ),
      entry('document', 'attachDocumentFile', () => pickFiles('', send, fail)),
      entry('contact', 'attachContact', () => send({ contact: contactOf(self()) })),
      entry('location', 'attachLocation', () => send({ location: SAMPLE_PLACE })),
      element(
        'div',
        { class: 'sticker-row' },
        STICKERS.map((emoji) => stickerButton(emoji, close, send)),
      ),
      element('p', { class: 'menu-note' }, say('captionHint')),
    ];
  });
}

/** Sends "a voice message of N seconds". */
export function voiceButton({ send }) {
  const trigger = iconButton('mic', say('voice'), { testid: 'voice' });
  return menuButton(trigger, 'menu-up menu-end', (close) => {
    const seconds = element('input', {
      type: 'number',
      min: 1,
      max: 600,
      value: 12,
      testid: 'voice-seconds',
      id: 'voice-seconds',
    });
    const submit = (event) => {
      event.preventDefault();
      close();
      send({ media: { kind: 'voice', durationS: Number(seconds.value) } });
    };
    const preset = (value) => button({ on: { click: () => (seconds.value = value) } }, `${value} s`);
    return [
      element(
        'form',
        { class: 'voice-form', on: { submit } },
        element('label', { for: 'voice-seconds' }, say('voiceSeconds')),
        seconds,
        element('div', { class: 'presets' }, VOICE_PRESETS_S.map(preset)),
        element('button', { type: 'submit', class: 'primary', testid: 'voice-send' }, say('voiceSend')),
      ),
    ];
  });
}

/** The card a person shares of themselves; the number is invented and in a range nobody owns. */
export function contactOf(self) {
  return {
    phone_number: `+86 138 0013 ${String(self.id % 10000).padStart(4, '0')}`,
    first_name: self.first_name,
    ...(self.last_name ? { last_name: self.last_name } : {}),
    user_id: self.id,
  };
}

export function sampleLocation() {
  return SAMPLE_PLACE;
}

function stickerButton(emoji, close, send) {
  const act = () => {
    close();
    send({ media: { kind: 'sticker', emoji } });
  };
  return button(
    { testid: 'attachSticker', 'aria-label': `${say('attachSticker')} ${emoji}`, on: { click: act } },
    emoji,
  );
}

/** A small drawn courtyard, so that a photo can be sent where no photo is at hand. */
async function samplePhoto() {
  const canvas = element('canvas', { width: PHOTO_WIDTH, height: PHOTO_HEIGHT });
  const paint = canvas.getContext('2d');
  const hue = Math.floor(Math.random() * 360);
  paint.fillStyle = `hsl(${hue} 45% 82%)`;
  paint.fillRect(0, 0, PHOTO_WIDTH, PHOTO_HEIGHT);
  paint.fillStyle = `hsl(${hue} 20% 55%)`;
  paint.fillRect(0, 215, PHOTO_WIDTH, 105);
  for (const [x, height] of [
    [40, 150],
    [170, 190],
    [310, 130],
  ]) {
    paint.fillStyle = `hsl(${(hue + 190) % 360} 25% 42%)`;
    paint.fillRect(x, 235 - height, 110, height);
    paint.fillStyle = 'hsl(48 90% 78%)';
    for (let row = 0; row * 34 < height - 40; row += 1) {
      for (const column of [0, 1, 2]) paint.fillRect(x + 14 + column * 32, 250 - height + row * 34, 18, 20);
    }
  }
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return { kind: 'photo', ...(await contentOf(new File([blob], 'courtyard.png', { type: blob.type }))) };
}

function sampleDocument() {
  const lines = ['Courtyard list', '1. Lift, building 3', '2. Light at the north gate', '3. Benches'];
  return contentOf(new File([lines.join('\n')], 'courtyard-list.txt', { type: 'text/plain' }));
}

/** Several pictures chosen at once are an album: they share a media group. */
function pickFiles(accept, send, fail) {
  const picker = element('input', { type: 'file', accept, multiple: true });
  picker.addEventListener('change', async () => {
    const files = [...picker.files];
    const mediaGroupId = files.length > 1 ? String(Date.now()) : undefined;
    for (const file of files) {
      if (file.size > MAX_FILE_BYTES) {
        fail(say('tooBig', { name: file.name }));
        continue;
      }
      await send({ media: { kind: kindOf(file, accept), ...(await contentOf(file)), mediaGroupId } });
    }
  });
  picker.click();
}

function kindOf(file, accept) {
  if (!accept) return 'document';
  return file.type.startsWith('video/') ? 'video' : 'photo';
}

async function contentOf(file) {
  const type = file.type ? { contentType: file.type } : {};
  return { fileName: file.name, base64: await base64Of(file), ...type };
}

function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result.slice(reader.result.indexOf(',') + 1)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
