/** What the browser keeps of this page: the reader's language, theme, and whether the guide is open. */

export function recall(key) {
  try {
    return localStorage.getItem(`practice.${key}`);
  } catch {
    return null;
  }
}

/** Keeps `value`, or forgets the key when it is null. A browser that forbids storage simply forgets. */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`practice.${key}`);
    else localStorage.setItem(`practice.${key}`, value);
  } catch {
    // Private windows may refuse storage; the page works without.
  }
}
