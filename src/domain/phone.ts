/** What a person typed as a phone number: digits, spaces, dashes, brackets and a plus; full width is forgiven. */
const PHONE = /^\+?[\d() -]{5,24}$/;
const LEAST_DIGITS = 5;
const MOST_DIGITS = 15;

/** The number as it is dialled, `+` and digits with single spaces; undefined when the text is none. */
export function readPhone(typed: string): string | undefined {
  const line = typed
    .normalize('NFKC')
    .replace(/[‐–—.]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const digits = line.replace(/\D/g, '').length;
  return PHONE.test(line) && digits >= LEAST_DIGITS && digits <= MOST_DIGITS ? line : undefined;
}
