import { existsSync } from 'node:fs';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const LONGEST_WAIT_MS = 20_000;

/** Where a Chromium is on this machine, if there is one. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? PATHS.find((path) => existsSync(path));

/** The chat page as its user sees it: choose somebody, read, write, press. */
export interface ChatPage {
  page: Page;
  /** Problems the page reported: script errors and refused requests. */
  problems: string[];
  become(personId: number, chatId?: number): Promise<void>;
  openLink(personId: number, link: string): Promise<void>;
  write(text: string): Promise<void>;
  /** Presses the newest inline button whose label begins like this. */
  press(label: string): Promise<void>;
  /** Waits until a message with this text is on the screen. */
  see(text: string): Promise<Locator>;
  close(): Promise<void>;
}

export async function openChatPage(url: string, locale: string, viewport = { width: 1280, height: 800 }) {
  if (!CHROMIUM) throw new Error('no Chromium on this machine');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  const context = await browser.newContext({ viewport, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  await page.goto(url);
  return drive(browser, page);
}

function drive(browser: Browser, page: Page): ChatPage {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const see = async (text: string) => {
    const found = page.locator('[data-testid^="message-"]', { hasText: text }).last();
    await found.waitFor({ state: 'visible' }).catch(() => complain(text));
    return found;
  };
  async function complain(missing: string): Promise<never> {
    const shown = await page.locator('[data-testid^="message-"]').allInnerTexts();
    throw new Error(`"${missing}" is not on the screen, but:\n${shown.slice(-5).join('\n---\n')}`);
  }
  return {
    page,
    problems,
    see,
    become: async (personId, chatId = personId) => {
      await page.getByTestId(`person-${personId}`).click();
      const chat = page.getByTestId(`chat-${chatId}`);
      if (chatId !== personId) await chat.click();
      await page.getByTestId('composer').waitFor();
    },
    openLink: async (personId, link) => {
      await page.getByTestId('open-link').first().click();
      await page.getByTestId('open-link-who').selectOption(String(personId));
      await page.getByTestId('open-link-field').fill(link);
      await page.getByTestId('open-link-go').click();
    },
    write: async (text) => {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('send').click();
    },
    press: async (label) => {
      const buttons = page.getByTestId('button');
      for (const deadline = Date.now() + LONGEST_WAIT_MS; Date.now() < deadline;) {
        const texts = await buttons.allInnerTexts();
        const index = texts.findLastIndex((text) => begins(text, label));
        // The message may be edited between the look and the click; then look again.
        if (index >= 0 && (await clicked(buttons.nth(index)))) return;
        await page.waitForTimeout(50);
      }
      await complain(label);
    },
    close: () => browser.close(),
  };
}

async function clicked(button: Locator): Promise<boolean> {
  return await button.click({ timeout: 1_000 }).then(
    () => true,
    () => false,
  );
}

/** Whether a button's text begins with the label, apart from tick, number and face in front of it. */
function begins(text: string, label: string): boolean {
  const unticked = text.replace(/^[☐☑✔\s]+/u, '');
  const unnumbered = unticked.replace(/^\d+ /, '');
  const faceless = unnumbered.replace(/^\p{Extended_Pictographic}\s*/u, '');
  return [text, unticked, unnumbered, faceless].some((candidate) => candidate.startsWith(label));
}
