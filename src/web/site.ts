import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOCALES, type Locale } from '../domain/locale.ts';
import { translator } from '../telegram/i18n.ts';
import { type SiteWords, languageLinks } from '../telegram/views/site.ts';
import { escapeHtml } from './page.ts';
import { SITE_STYLE } from './site-style.ts';

const STYLE_HASH = `'sha256-${createHash('sha256').update(SITE_STYLE).digest('base64')}'`;
const SITE_POLICY = `default-src 'none'; img-src 'self' data:; style-src ${STYLE_HASH}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
const FRESH_S = 300;

const PUBLIC_HEADERS = {
  'cache-control': `public, max-age=${FRESH_S}`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const PAGE_HEADERS = { 'content-security-policy': SITE_POLICY, vary: 'accept-language' } as const;

const BELL =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#9a3324"/><path d="M16 6a2 2 0 0 1 2 2v.6c3.4.9 5 3.7 5 7.400v4l2 3H7l2-3v-4c0-3.7 1.6-6.5 5-7.400V8a2 2 0 0 1 2-2Zm-3 18h6a3 3 0 0 1-6 0Z" fill="#f6d58a"/></svg>';

/** A page for everybody: what it says, and its middle part as HTML that is escaped already. */
export interface SitePage {
  locale: Locale;
  /** Its address without the language. */
  path: string;
  words: SiteWords;
  main: string;
}

/** Sends a public page in one language; robots are welcome. */
export async function sendSitePage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: SitePage,
): Promise<FastifyReply> {
  reply.headers(PAGE_HEADERS);
  return await sendPublic(request, reply, 'text/html; charset=utf-8', layOut(page));
}

/** Says in one language that there is nothing at this address, or nothing public. */
export async function sendMissingPage(reply: FastifyReply, page: SitePage): Promise<FastifyReply> {
  reply.code(404).headers({ ...PUBLIC_HEADERS, ...PAGE_HEADERS, 'cache-control': 'no-store' });
  return await reply.type('text/html; charset=utf-8').send(layOut(page));
}

/** Sends something everybody may see and keep for a while, with an ETag: whoever has it already gets 304. */
export async function sendPublic(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  body: string | Buffer,
): Promise<FastifyReply> {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  reply.headers({ ...PUBLIC_HEADERS, etag });
  if (request.headers['if-none-match'] === etag) return await reply.code(304).send();
  return await reply.type(type).send(body);
}

function layOut({ locale, path, words, main }: SitePage): string {
  const t = translator(locale);
  const languages = languageLinks().map(({ locale: other, name }) => {
    const current = other === locale ? ' aria-current="true"' : '';
    return `<li><a href="${path}?lang=${other}" lang="${other}" hreflang="${other}"${current}>${escapeHtml(name)}</a></li>`;
  });
  const alternates = LOCALES.map(
    (other) => `<link rel="alternate" hreflang="${other}" href="${path}?lang=${other}">`,
  );
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-Hans' : locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title)} · ${escapeHtml(t('site-name'))}</title>
<meta name="description" content="${escapeHtml(words.description)}">
${alternates.join('\n')}
<link rel="icon" href="data:,">
<style>${SITE_STYLE}</style>
</head>
<body>
<div class="page">
<a class="skip" href="#main">${escapeHtml(t('site-skip'))}</a>
<header>
<p class="brand">${BELL}<span>${escapeHtml(t('site-name'))}</span></p>
<nav aria-label="${escapeHtml(t('site-languages'))}"><ul>${languages.join('')}</ul></nav>
</header>
<main id="main">
${main}
</main>
<footer>${words.foot.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}</footer>
</div>
</body>
</html>
`;
}
