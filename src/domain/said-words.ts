import type { Answer, Said } from './survey.ts';

interface Part {
  messageId: number;
  text: string;
}

/** The answer with these words added on a new line of its comment, or instead of what the same message said before. */
export function withWords(
  answer: Answer,
  { messageId, text }: Part,
  longest: number,
): { answer: Answer; isCut: boolean } {
  const before = partsOf(answer);
  const isEdit = messageId !== UNKNOWN && before.some((part) => part.messageId === messageId);
  const said = { messageId, text: text.trim() };
  const parts = isEdit
    ? before.map((part) => (part.messageId === messageId ? said : part))
    : [...before, said];
  return fit(answer, parts, longest);
}

/** Whether words of this message stand in the answer. */
export function hasWordsOf(answer: Answer, messageId: number): boolean {
  return answer.said?.some(([id]) => id === messageId) ?? false;
}

/** Words of which nobody noted where they came from. */
const UNKNOWN = 0;

/** The parts are lines of their own and stand at the end; before them may be words of unknown origin. */
function partsOf({ comment = '', said = [] }: Answer): Part[] {
  const characters = [...comment];
  const parts: Part[] = [];
  let end = characters.length;
  for (const [messageId, count] of said.toReversed()) {
    parts.unshift({ messageId, text: characters.slice(Math.max(0, end - count), end).join('') });
    end -= count + 1;
  }
  return end > 0 ? [{ messageId: UNKNOWN, text: characters.slice(0, end).join('') }, ...parts] : parts;
}

/** Cuts without tearing a character in two. */
function fit(answer: Answer, parts: Part[], longest: number): { answer: Answer; isCut: boolean } {
  const kept: Part[] = [];
  let left = longest;
  let isCut = false;
  for (const { messageId, text } of parts.filter((part) => part.text !== '')) {
    const characters = [...text];
    const room = Math.max(0, left - (kept.length > 0 ? 1 : 0));
    if (characters.length > room) isCut = true;
    if (room > 0) kept.push({ messageId, text: characters.slice(0, room).join('') });
    left = Math.max(0, room - characters.length);
  }
  const { comment: _, said: __, ...rest } = answer;
  const comment = kept.map(({ text }) => text).join('\n');
  const said = kept
    .filter(({ messageId }) => messageId !== UNKNOWN)
    .map(({ messageId, text }): Said => [messageId, [...text].length]);
  return {
    answer: { ...rest, ...(comment && { comment }), ...(said.length > 0 && { said }) },
    isCut,
  };
}
