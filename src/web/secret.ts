import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time, whatever the length of what was sent. An empty secret is never right. */
export function isSecret(given: unknown, secret: string): boolean {
  if (typeof given !== 'string' || secret === '') return false;
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
