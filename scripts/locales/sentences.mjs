const HEAD = /^([a-zA-Z][\w-]*) *= ?(.*)$/;

/**
 * Reads a Fluent file as far as its comparison needs: every sentence with its key, its lines, the variables in it and
 * the other sentences it refers to; and what cannot be read.
 */
export function readSentences(source) {
  const sentences = [];
  const unreadable = [];
  let current;
  source.split('\n').forEach((text, index) => {
    const line = index + 1;
    const head = HEAD.exec(text);
    if (text.startsWith('#')) current = undefined;
    else if (head) sentences.push((current = { key: head[1], line, lines: [{ text: head[2], line }] }));
    else if (current && /^(\s|\}|$)/.test(text))
      current.lines.push({ text: /^\s*$/.test(text) ? '' : text, line });
    else if (text.trim() !== '')
      unreadable.push({ line, words: `this line belongs to no sentence: ${text}` });
  });
  for (const sentence of sentences) unreadable.push(...brokenParts(sentence));
  return { sentences: sentences.map(withParts), unreadable };
}

function withParts(sentence) {
  const value = valueOf(sentence);
  const placeholders = [...value.matchAll(/\$([a-zA-Z][\w-]*)/g)].map((match) => match[1]);
  const references = [...value.matchAll(/\{ *([a-z][\w-]*) *\}/g)].map((match) => match[1]);
  return { ...sentence, placeholders: [...new Set(placeholders)], references };
}

function brokenParts({ key, line, lines }) {
  const value = valueOf({ lines });
  const count = (pattern) => value.match(pattern)?.length ?? 0;
  const broken = [];
  if (value.trim() === '') broken.push({ line, words: `${key} says nothing` });
  if (count(/\{/g) !== count(/\}/g)) broken.push({ line, words: `${key} has an unclosed brace` });
  if (count(/->/g) !== count(/\*\[/g)) broken.push({ line, words: `${key} chooses without a default` });
  return broken;
}

function valueOf({ lines }) {
  return lines.map(({ text }) => text).join('\n');
}
