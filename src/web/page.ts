import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Locale, isLocale, localeOfTag } from '../domain/locale.ts';
import type { PageWords } from '../telegram/views/ops.ts';

const STYLE = `
:root { color-scheme: light dark; --ground: #f3efe8; --card: #fffdf9; --ink: #23211d; --soft: #665e52; --act: #9a3324; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #1d1b19; --card: #272421; --ink: #f0ebe2; --soft: #b0a698; --act: #a33c2a; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.25rem;
  background: var(--ground); color: var(--ink);
  font: 1.125rem/1.6 system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
main { width: min(30rem, 100%); padding: 2rem; border-radius: 1rem; background: var(--card);
  box-shadow: 0 1px 2px rgb(0 0 0 / 12%), 0 8px 28px rgb(0 0 0 / 8%); }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.3; text-wrap: balance; }
p { margin: 0 0 0.75rem; text-wrap: pretty; }
p + p { color: var(--soft); }
button { margin-top: 0.75rem; width: 100%; padding: 0.8rem 1rem; border: 0; border-radius: 0.6rem;
  background: var(--act); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
`;

/** The style is allowed by its hash, so that nothing else inline is. */
const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
const PAGE_POLICY = `default-src 'none'; img-src data:; style-src ${STYLE_HASH}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** What keeps a page of ours out of caches, frames and the addresses other sites get to see. */
export const PRIVATE_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
} as const;

/** A form that posts hidden values when the page's button is pressed. */
export interface PageForm {
  action: string;
  hidden: Record<string, string>;
}

/** A small page in one language; everything in it is escaped. */
export async function sendPage(
  reply: FastifyReply,
  status: number,
  locale: Locale,
  words: PageWords,
  form?: PageForm,
): Promise<FastifyReply> {
  const text = words.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n');
  const title = escapeHtml(words.title);
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${text}
${form && words.button ? formHtml(form, words.button) : ''}
</main>
</body>
</html>
`;
  return await reply
    .code(status)
    .headers({ ...PRIVATE_HEADERS, 'content-security-policy': PAGE_POLICY })
    .type('text/html; charset=utf-8')
    .send(html);
}

function formHtml({ action, hidden }: PageForm, label: string): string {
  const inputs = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(action)}">${inputs.join('')}<button>${escapeHtml(label)}</button></form>`;
}

/** Text as it may stand in a page, also within quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The reader's language: `?lang=`, else the first of the browser's that we speak. */
export function localeOf(request: FastifyRequest, otherwise: Locale): Locale {
  const { lang } = request.query as { lang?: unknown };
  if (isLocale(lang)) return lang;
  const wished = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((tag) => tag.split(';')[0]?.trim());
  return wished.map(localeOfTag).find((locale) => locale !== undefined) ?? otherwise;
}
