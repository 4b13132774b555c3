import type { Method } from '../context.ts';
import { chatMethods } from './chats.ts';
import { editMethods } from './edits.ts';
import { mediaMethods } from './media.ts';
import { messageMethods } from './messages.ts';
import { profileMethods } from './profile.ts';
import { receivingMethods } from './receiving.ts';

const methods: Record<string, Method> = {
  ...receivingMethods,
  ...profileMethods,
  ...messageMethods,
  ...mediaMethods,
  ...editMethods,
  ...chatMethods,
};

const byName = new Map(
  Object.entries(methods).flatMap(([name, run]) => [
    [name, { name, run }],
    [name.toLowerCase(), { name, run }],
  ]),
);

/** A method by name; Telegram does not mind the case. */
export function findMethod(name: string): { name: string; run: Method } | undefined {
  return byName.get(name) ?? byName.get(name.toLowerCase());
}
