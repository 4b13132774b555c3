/** The practice page: a chat people know, over a simulated Telegram. Starts everything and passes events on. */
import { element } from './dom.js';
import { listen } from './api.js';
import {
  loadChats,
  loadWorld,
  noteMessage,
  changed,
  chatOf,
  onStoreChange,
  reasonOf,
  setClock,
  store,
} from './store.js';
import { drawSidebar, sidebarNode } from './sidebar.js';
import { applyTheme, brandNode, clockStrip, drawClock } from './page-head.js';
import { handleEvent, refreshColumns, restoreFromAddress, workspaceNode } from './workspace.js';
import { language, locale, say, setLanguage } from './words.js';

const CLOCK_TICK_MS = 1000;
const START_RETRY_MS = 1500;
const app = document.getElementById('app');
const lineDown = element('p', { class: 'line-down', role: 'status', hidden: true });

await start();

async function start() {
  applyTheme();
  await firstWorld();
  drawPage();
  onStoreChange(drawSidebar);
  restoreFromAddress();
  window.addEventListener('popstate', restoreFromAddress);
  setInterval(drawClock, CLOCK_TICK_MS);
  listen(onEvent, onLine);
}

/** The page may be opened a moment before the simulator answers. */
async function firstWorld() {
  for (;;) {
    try {
      await loadWorld();
      return;
    } catch (error) {
      app.replaceChildren(
        element('p', { class: 'line-down', role: 'status' }, say('failed', { reason: reasonOf(error) })),
      );
      await new Promise((resolve) => setTimeout(resolve, START_RETRY_MS));
    }
  }
}

function drawPage() {
  document.documentElement.lang = locale();
  document.title = say('pageTitle');
  lineDown.textContent = say('reconnecting');
  app.replaceChildren(brandNode(changeLanguage), clockStrip(), lineDown, sidebarNode(), workspaceNode());
  drawSidebar();
}

function changeLanguage(code) {
  if (code === language()) return;
  setLanguage(code);
  drawPage();
  refreshColumns({ withMessages: false });
  document.querySelector('.language').focus();
}

function onLine(isConnected, isAgain) {
  lineDown.hidden = isConnected;
  // What happened while the line was down was never told; all of it is asked for again.
  if (isConnected && isAgain) reload();
}

async function reload() {
  try {
    await loadWorld();
    await refreshColumns({ withMessages: true });
  } catch {
    lineDown.hidden = false;
  }
}

function onEvent(event) {
  if (event.type === 'world') reload();
  if (event.type === 'clock') {
    setClock(event.now);
    drawClock();
    changed();
  }
  if (event.type === 'message') noteMessage(event.chatId, event.message, true);
  if (event.type === 'edit') noteMessage(event.chatId, event.message, false);
  if (event.type === 'delete') reloadLists(event.chatId);
  handleEvent(event);
}

/** After a deletion only the server knows what the last message of a chat now is. */
async function reloadLists(chatId) {
  const affected = store.people.filter(({ id }) => chatOf(id, chatId));
  await Promise.all(affected.map(({ id }) => loadChats(id)));
  changed();
}
