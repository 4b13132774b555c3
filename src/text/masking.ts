import { PERSONAL_PATTERNS, type PersonalKind, type PersonalPattern } from './masking-patterns.ts';
import { findNames } from './names.ts';
import { fold } from './words.ts';

export type { PersonalKind } from './masking-patterns.ts';

export interface PersonalSpan {
  from: number;
  to: number;
  kind: PersonalKind;
}

/**
 * Everything in a text that leads to a person: phones, flats, names, accounts, links, documents. In their order and apart
 * from each other. When in doubt it is personal: a mask too many costs a word, one too few a neighbour's privacy.
 */
export function findPersonal(text: string): PersonalSpan[] {
  const folded = fold(text);
  const spans = PERSONAL_PATTERNS.flatMap((pattern) => matchesOf(pattern, folded));
  const names = findNames(text).map((span) => ({ ...span, kind: 'name' as const }));
  return apart([...spans, ...names]);
}

/** The text with a word in place of everything personal; `labels` has the word of each kind in the reader's language. */
export function maskPersonal(text: string, labels: Record<PersonalKind, string>): string {
  let masked = '';
  let at = 0;
  for (const { from, to, kind } of findPersonal(text)) {
    masked += text.slice(at, from) + labels[kind];
    at = to;
  }
  return masked + text.slice(at);
}

const LOOK_AROUND = 16;

function matchesOf({ kind, pattern, isPersonal }: PersonalPattern, folded: string): PersonalSpan[] {
  return [...folded.matchAll(pattern)].flatMap((match) => {
    const from = match.index;
    const to = from + match[0].length;
    const before = folded.slice(Math.max(0, from - LOOK_AROUND), from);
    const after = folded.slice(to, to + LOOK_AROUND);
    if (isPersonal && !isPersonal(match[0], before, after)) return [];
    return [{ from, to, kind }];
  });
}

/** Spans that touch the same characters become one, of the kind of the longer one. */
function apart(spans: PersonalSpan[]): PersonalSpan[] {
  const merged: PersonalSpan[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const last = merged.at(-1);
    if (!last || span.from >= last.to) {
      merged.push({ ...span });
      continue;
    }
    if (span.to - span.from > last.to - last.from) last.kind = span.kind;
    last.to = Math.max(last.to, span.to);
  }
  return merged;
}
