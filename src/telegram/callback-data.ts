import type { InlineKeyboardButton } from 'grammy/types';

const MOST_BYTES = 64;

/**
 * The data behind a button: a noun, a verb and up to a few arguments, joined by colons. Telegram allows 64 bytes and
 * anybody can send anything back, so every reader checks what it gets.
 */
function callbackData(noun: string, verb: string, ...args: (string | number)[]): string {
  const data = [noun, verb, ...args].join(':');
  if (Buffer.byteLength(data) > MOST_BYTES)
    throw new RangeError(`callback data over 64 bytes: ${noun}:${verb}`);
  return data;
}

export interface Callback {
  noun: string;
  verb: string;
  args: string[];
}

export function parseCallbackData(data: string): Callback {
  const [noun = '', verb = '', ...args] = data.split(':');
  return { noun, verb, args };
}

/** One inline button. */
export function button(
  text: string,
  noun: string,
  verb: string,
  ...args: (string | number)[]
): InlineKeyboardButton {
  return { text, callback_data: callbackData(noun, verb, ...args) };
}
