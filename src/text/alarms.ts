import type { AlarmKind } from '../domain/welfare.ts';
import { ALARM_PATTERNS, FIGURES_OF_SPEECH, NO_ALARM } from './alarm-words.ts';
import { fold } from './words.ts';

/** Longer than any answer that is kept. */
const MOST_CHARACTERS = 10_000;

/** The kinds of alarm in a text: somebody may be in danger and has to be looked after now. Needs no dictionary. */
export function alarmsIn(text: string): AlarmKind[] {
  const said = FIGURES_OF_SPEECH.reduce((rest, figure) => rest.replace(figure, ' '), plainText(text));
  const kinds = ALARM_PATTERNS.filter(({ kind, pattern }) => pattern.test(said) && !isTakenBack(kind, said));
  return [...new Set(kinds.map(({ kind }) => kind))];
}

export function isAlarming(text: string): boolean {
  return alarmsIn(text).length > 0;
}

function isTakenBack(kind: AlarmKind, said: string): boolean {
  return NO_ALARM.some((no) => no.kind === kind && no.pattern.test(said));
}

function plainText(text: string): string {
  return fold(text.slice(0, MOST_CHARACTERS))
    .replace(/['’´`]/g, '')
    .replace(/[^\p{L}\p{N}，。！？、；]+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}
