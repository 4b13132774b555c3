/** Letters and digits that cannot be mistaken for each other on paper: no 0, o, 1, l. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';

/** A code people can read out and type, from `length` random numbers in [0, 1). */
export function makeCode(random: () => number, length = 6): string {
  return Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('');
}

/** What a person typed as a code: spaces, upper case and full-width characters are forgiven. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '');
}

export type DeepLink =
  | { kind: 'community' | 'survey' | 'meeting' | 'project' | 'volunteer_role'; code: string; place?: string }
  | { kind: 'invitation'; token: string };

const KINDS = { c: 'community', s: 'survey', m: 'meeting', p: 'project', v: 'volunteer_role' } as const;

/** Reads the payload of a `?start=` link: `<letter>-<code>[-<place>]`, or `i-<token>`. Undefined: not one of ours. */
export function parseDeepLink(payload: string): DeepLink | undefined {
  const [letter, first, ...rest] = payload.split('-');
  if (!letter || !first) return undefined;
  if (letter === 'i') return { kind: 'invitation', token: [first, ...rest].join('-') };
  if (!(letter in KINDS)) return undefined;
  const kind = KINDS[letter as keyof typeof KINDS];
  const place = rest.join('-');
  return place ? { kind, code: first, place } : { kind, code: first };
}
