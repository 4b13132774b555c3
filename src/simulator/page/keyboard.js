/** Buttons: those under a message, and those that stand in for the keyboard. */
import { button, element, icon } from './dom.js';
import { say } from './words.js';

/** The inline keyboard of a message, or null. `press(button, row, column)` resolves when the press is answered. */
export function inlineKeyboard(markup, press) {
  const rows = markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return element(
    'div',
    { class: 'inline-keyboard' },
    rows.map((row, rowIndex) =>
      element(
        'div',
        { class: 'keyboard-row' },
        row.map((key, columnIndex) => inlineButton(key, () => press(key, rowIndex, columnIndex))),
      ),
    ),
  );
}

/** The keyboard under the text field; `press(button)` gets the whole button. */
export function replyKeyboard(markup, press) {
  const height = markup.resize_keyboard ? '' : 'full-height';
  return element(
    'div',
    {
      class: `reply-keyboard ${height}`,
      testid: 'reply-keyboard',
      role: 'group',
      'aria-label': say('replyKeyboard'),
    },
    markup.keyboard.map((row) =>
      element(
        'div',
        { class: 'keyboard-row' },
        row.map((key) => {
          const label = typeof key === 'string' ? { text: key } : key;
          return button({ testid: 'reply-button', on: { click: () => press(label) } }, label.text);
        }),
      ),
    ),
  );
}

function inlineButton(key, press) {
  const opensLink = Boolean(key.url ?? key.web_app ?? key.login_url);
  const node = button(
    { testid: 'button', title: key.url ?? key.web_app?.url },
    element('span', { class: 'button-label' }, key.text),
    opensLink ? icon('external') : null,
    opensLink ? element('span', { class: 'hidden-text' }, `(${say('opensLink')})`) : null,
  );
  node.addEventListener('click', async () => {
    if (node.getAttribute('aria-busy') === 'true') return;
    node.setAttribute('aria-busy', 'true');
    await press();
    node.removeAttribute('aria-busy');
  });
  return node;
}
