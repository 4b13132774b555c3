/** "Open a link or scan a poster": a pasted t.me link, a code, or a picture with a QR code in it. */
import { button, element } from './dom.js';
import { openDialog } from './dialogs.js';
import { readLink } from './links.js';
import { nameOf, store } from './store.js';
import { say } from './words.js';

/** `open(personId, payload)` presses Start for that person; `personId` is who is chosen first. */
export function openLinkDialog({ personId, text = '', open }) {
  openDialog('open-link-dialog', say('openLink'), (close) => {
    const who = personSelect(personId);
    const field = element('input', {
      id: 'open-link-field',
      testid: 'open-link-field',
      value: text,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      placeholder: `https://t.me/${store.bot.username}?start=c-xinghua`,
    });
    const problem = element('p', { class: 'problem', role: 'alert', testid: 'open-link-problem' });
    const submit = (event) => {
      event.preventDefault();
      const reason = follow(field.value, Number(who.value), open);
      problem.textContent = reason ?? '';
      if (!reason) close();
    };
    return [
      element(
        'form',
        { class: 'dialog-form', on: { submit } },
        element('p', { class: 'dialog-text' }, say('openLinkHint')),
        element('label', { for: 'open-link-who' }, say('openLinkWho')),
        who,
        element('label', { for: 'open-link-field' }, say('openLinkLabel')),
        field,
        problem,
        element(
          'div',
          { class: 'dialog-actions' },
          pictureButton(field, problem),
          element('button', { type: 'submit', class: 'primary', testid: 'open-link-go' }, say('openLinkGo')),
        ),
      ),
    ];
  });
  document.getElementById('open-link-field').focus();
}

/** Does what the link says; gives the reason when it cannot. */
function follow(text, personId, open) {
  const link = readLink(text, store.bot.username);
  switch (link.kind) {
    case 'start':
      open(personId, link.payload);
      return null;
    case 'web':
      window.open(link.url, '_blank', 'noopener');
      return null;
    case 'otherBot':
      return say('otherBot', { name: link.name, bot: store.bot.username });
    default:
      return say('badLink', { link: text });
  }
}

function personSelect(personId) {
  const options = store.people.map((one) =>
    element('option', { value: one.id, selected: one.id === personId }, nameOf(one)),
  );
  return element('select', { id: 'open-link-who', testid: 'open-link-who' }, options);
}

/** Reads the QR code of a photographed poster, in browsers that can. */
function pictureButton(field, problem) {
  if (!('BarcodeDetector' in window)) return null;
  const picker = element('input', { type: 'file', accept: 'image/*', hidden: true });
  picker.addEventListener('change', async () => {
    const picture = await createImageBitmap(picker.files[0]);
    const found = await new BarcodeDetector({ formats: ['qr_code'] }).detect(picture).catch(() => []);
    problem.textContent = found.length > 0 ? '' : say('noCodeFound');
    if (found.length > 0) field.value = found[0].rawValue;
  });
  return [picker, button({ on: { click: () => picker.click() } }, say('openLinkPicture'))];
}
