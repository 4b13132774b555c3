/** Everything that appears over the page: toasts, alerts, a picture in full, and small menus. */
import { button, element, iconButton } from './dom.js';
import { say } from './words.js';

const TOAST_MS = 4500;
const TOAST_MS_PER_LETTER = 60;
let closeOpenMenu = null;

/** Says something for a few seconds over `place` (a column), or over the page. */
export function toast(text, { place = document.body, isError = false } = {}) {
  let stack = place.querySelector(':scope > .toasts');
  if (!stack) {
    stack = element('div', { class: 'toasts' });
    place.append(stack);
  }
  const note = element(
    'div',
    { class: `toast ${isError ? 'toast-error' : ''}`, testid: 'toast', role: isError ? 'alert' : 'status' },
    text,
  );
  stack.append(note);
  setTimeout(() => note.remove(), TOAST_MS + text.length * TOAST_MS_PER_LETTER);
}

/** The pop-up of an answer that must be confirmed. */
export function showAlert(title, text) {
  openDialog('alert', title, (close) => [
    element('p', { class: 'dialog-text' }, text),
    element(
      'div',
      { class: 'dialog-actions' },
      button({ class: 'primary', testid: 'alert-ok', on: { click: close } }, say('ok')),
    ),
  ]);
}

export function showPicture(url) {
  openDialog('picture', say('photo'), () => [
    element('img', { class: 'picture-full', src: url, alt: say('photo') }),
  ]);
}

/** Opens a modal dialog; `build(close)` gives its content. It disappears from the page when closed. */
export function openDialog(testid, title, build) {
  const dialog = element('dialog', { class: `dialog dialog-${testid}`, testid, 'aria-label': title });
  const close = () => dialog.close();
  dialog.append(
    element(
      'div',
      { class: 'dialog-head' },
      element('h2', {}, title),
      iconButton('close', say('cancel'), { on: { click: close } }),
    ),
    ...build(close),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A button that opens a small menu beside it; Escape, a click elsewhere or a second press closes it.
 * `build(close)` gives the content each time it opens.
 */
export function menuButton(trigger, menuClass, build) {
  const wrapper = element('div', { class: 'menu-anchor' }, trigger);
  trigger.setAttribute('aria-expanded', 'false');
  const open = () => {
    closeOpenMenu?.();
    const close = () => {
      closeOpenMenu = null;
      document.removeEventListener('pointerdown', onPointer, true);
      menu.remove();
      trigger.setAttribute('aria-expanded', 'false');
    };
    const onPointer = (event) => !wrapper.contains(event.target) && close();
    const menu = element('div', {
      class: `menu ${menuClass}`,
      on: { keydown: (event) => onMenuKey(event, menu, close, trigger) },
    });
    menu.append(...build(close).filter(Boolean));
    closeOpenMenu = close;
    trigger.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', onPointer, true);
    wrapper.append(menu);
    menu.querySelector('button, input, select')?.focus();
  };
  trigger.addEventListener('click', () =>
    trigger.getAttribute('aria-expanded') === 'true' ? closeOpenMenu?.() : open(),
  );
  return wrapper;
}

function onMenuKey(event, menu, close, trigger) {
  if (event.key === 'Escape') {
    event.stopPropagation();
    close();
    trigger.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches('input, select')) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

/** An entry of a menu: an icon, a label, what it does. */
export function menuItem(props, ...children) {
  return button({ ...props, class: `menu-item ${props.class ?? ''}` }, ...children);
}
