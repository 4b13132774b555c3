import type { MessageEntity } from '../types.ts';

/** A link in a text: a mention of a person, a checked address, or null when the address is none. */
export function linkEntity(address: string, at: { offset: number; length: number }): MessageEntity | null {
  const person = /^tg:(?:\/\/)?user\?id=(\d{1,16})$/i.exec(address.trim());
  if (person) {
    return { ...at, type: 'text_mention', user: { id: Number(person[1]), is_bot: false, first_name: '' } };
  }
  const url = checkedUrl(address);
  return url === null ? null : { ...at, type: 'text_link', url };
}

/** The address as Telegram keeps it, or null. Hosts need a dot; http, https, ton and tg are the schemes. */
export function checkedUrl(address: string): string | null {
  const trimmed = address.trim();
  if (/^(tg|ton|tonsite):/i.test(trimmed)) return trimmed;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || !url.hostname.includes('.') || url.hostname.endsWith('.')) return null;
  return url.href;
}
