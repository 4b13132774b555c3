/** Deep links: which web addresses are this bot, and which start payload they carry. */

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;
const TELEGRAM_HOSTS = new Set(['t.me', 'telegram.me', 'www.t.me']);

/**
 * Reads what somebody pasted or pressed; full-width letters and digits are taken as plain ones.
 * Gives `{kind: 'start', payload?}` for a link of this bot or a bare code, `{kind: 'otherBot', name}`,
 * `{kind: 'web', url}` for any other web address, or `{kind: 'unknown'}`.
 */
export function readLink(pasted, botUsername) {
  const text = pasted.normalize('NFKC').trim();
  if (PAYLOAD.test(text)) return { kind: 'start', payload: text };
  const url = parseUrl(text);
  if (!url) return { kind: 'unknown' };
  if (url.protocol === 'tg:') return startOf(url.searchParams.get('domain'), url, botUsername);
  if (TELEGRAM_HOSTS.has(url.hostname)) return startOf(url.pathname.split('/')[1], url, botUsername);
  return { kind: 'web', url: url.href };
}

function startOf(name, url, botUsername) {
  if (!name) return { kind: 'unknown' };
  if (name.toLowerCase() !== botUsername.toLowerCase()) return { kind: 'otherBot', name };
  const payload = url.searchParams.get('start');
  if (payload === null || payload === '') return { kind: 'start' };
  return PAYLOAD.test(payload) ? { kind: 'start', payload } : { kind: 'unknown' };
}

function parseUrl(text) {
  const withScheme = /^(t|telegram)\.me\//i.test(text) ? `https://${text}` : text;
  if (!/^(https?|tg):/i.test(withScheme) || !URL.canParse(withScheme)) return null;
  return new URL(withScheme);
}
