/** The head of the page: whose page this is, its language and colours, and the practice clock. */
import { button, element, icon, iconButton } from './dom.js';
import { post } from './api.js';
import { toast } from './dialogs.js';
import { recall, remember } from './memory.js';
import { nowMs, reasonOf, setClock, store } from './store.js';
import { clockTime, longDate, shortDate } from './times.js';
import { language, LANGUAGES, say } from './words.js';
import { addColumnButton } from './workspace.js';

const HOUR_MS = 3600 * 1000;
const PROBLEM_MS = 12_000;
const MOVES = [
  { key: 'clockHour', target: { forwardMs: HOUR_MS } },
  { key: 'clockTomorrow', target: { tomorrowAt: '18:30' } },
  { key: 'clockDayBefore', target: { beforeMeetingMs: 24 * HOUR_MS } },
  { key: 'clockHoursBefore', target: { beforeMeetingMs: 2 * HOUR_MS } },
];

const time = element('strong', { class: 'clock-time' });
const date = element('span', { class: 'clock-date' });
const dateShort = element('span', { class: 'clock-date-short' });

/** The corner with the name; `onLanguage(code)` is called when the reader chooses another language. */
export function brandNode(onLanguage) {
  return element(
    'header',
    { class: 'brand' },
    element('span', { class: 'brand-bell', 'aria-hidden': 'true' }),
    element('h1', {}, store.bot.first_name, element('small', {}, say('practice'))),
    languageSelect(onLanguage),
    themeButton(),
  );
}

/** The strip with the practice clock, and the button for another column. */
export function clockStrip() {
  return element('div', { class: 'strip' }, clockNode(), addColumnButton());
}

/** Shows the practice time as it is now. */
export function drawClock() {
  const now = nowMs();
  time.textContent = clockTime(now);
  date.textContent = longDate(now);
  dateShort.textContent = shortDate(now);
  time.parentElement?.setAttribute('data-now', new Date(now).toISOString());
}

/** Applies the reader's choice of light or dark; without one the system decides. */
export function applyTheme() {
  const chosen = recall('theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

function clockNode() {
  const problem = element('p', {
    class: 'clock-problem',
    role: 'alert',
    testid: 'clock-problem',
    hidden: true,
  });
  const buttons = MOVES.map(({ key, target }) =>
    button(
      {
        testid: key.replace('clock', 'clock-').toLowerCase(),
        on: { click: (event) => move(event, target, problem) },
      },
      say(key),
    ),
  );
  const moves = element(
    'div',
    { class: 'clock-moves', role: 'group', 'aria-label': say('clockMove') },
    buttons,
  );
  const toggle = iconButton('forward', say('clockMove'), {
    class: 'clock-toggle',
    testid: 'clock-toggle',
    'aria-expanded': 'false',
  });
  const node = element(
    'div',
    { class: 'clock', role: 'group', 'aria-label': say('clock') },
    element(
      'div',
      { class: 'clock-face', testid: 'clock', title: say('clock') },
      icon('clock'),
      time,
      date,
      dateShort,
    ),
    store.canMoveClock ? toggle : null,
    store.canMoveClock ? moves : null,
    problem,
  );
  toggle.addEventListener('click', () => {
    const isOpen = node.classList.toggle('unfolded');
    toggle.setAttribute('aria-expanded', String(isOpen));
  });
  drawClock();
  return node;
}

async function move(event, target, problem) {
  const pressed = event.currentTarget;
  const all = pressed.parentElement.querySelectorAll('button');
  for (const one of all) one.disabled = true;
  pressed.setAttribute('aria-busy', 'true');
  problem.hidden = true;
  try {
    const { now } = await post('/clock', target);
    setClock(now);
    drawClock();
    pressed.closest('.clock').querySelector('.clock-toggle[aria-expanded="true"]')?.click();
    toast(say('clockMoved', { time: `${longDate(now)}, ${clockTime(now)}` }));
  } catch (error) {
    problem.textContent =
      'beforeMeetingMs' in target ? say('clockNoMeeting') : say('clockRefused', { reason: reasonOf(error) });
    problem.hidden = false;
    setTimeout(() => (problem.hidden = true), PROBLEM_MS);
  }
  pressed.removeAttribute('aria-busy');
  for (const one of all) one.disabled = false;
  const isFolded = pressed.offsetParent === null;
  (isFolded ? pressed.closest('.clock').querySelector('.clock-toggle') : pressed).focus({
    preventScroll: true,
  });
}

function languageSelect(onLanguage) {
  const options = LANGUAGES.map(({ code, name }) =>
    element('option', { value: code, selected: code === language(), lang: code }, name),
  );
  const select = element(
    'select',
    { class: 'language', testid: 'language', 'aria-label': say('language') },
    options,
  );
  select.addEventListener('change', () => onLanguage(select.value));
  return select;
}

function themeButton() {
  const place = element('span', { class: 'theme-place' });
  const draw = () => {
    const isDark = isDarkNow();
    const toggle = () => {
      remember('theme', isDark ? 'light' : 'dark');
      applyTheme();
      draw();
      place.firstChild.focus();
    };
    place.replaceChildren(
      iconButton(isDark ? 'sun' : 'moon', say(isDark ? 'themeLight' : 'themeDark'), {
        testid: 'theme',
        on: { click: toggle },
      }),
    );
  };
  draw();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  return place;
}

function isDarkNow() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
}
