import type { BotCommand, BotCommandScope, InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { Locale } from '../domain/locale.ts';

/** What a message says: text with entities, and buttons in rows. A silent one makes no sound when it arrives. */
export interface Content {
  text: string;
  entities?: MessageEntity[];
  keyboard?: InlineKeyboardButton[][];
  isSilent?: boolean;
}

export type Target = { messageId: number } | { post: string };

/**
 * Something to do in a chat after the change that causes it is committed. Effects are stored as JSON between the two,
 * so they hold plain data only.
 */
export type Effect =
  | { kind: 'say'; chatId: number; content: Content; remember?: string }
  | {
      kind: 'rewrite';
      chatId: number;
      target: Target;
      content: Content;
      orSay?: boolean;
      /** The rewritten message is known under this reference from now on. */
      remember?: string;
    }
  | { kind: 'drop_keyboard'; chatId: number; target: Target }
  | { kind: 'answer'; chatId: number; queryId: string; text?: string; isAlert?: boolean }
  | { kind: 'send_file'; chatId: number; fileName: string; fileText: string; caption: string }
  /** A picture or a file that is no text, as Base64, because effects are JSON. */
  | {
      kind: 'send_bytes';
      chatId: number;
      as: 'document' | 'photo';
      fileName: string;
      base64: string;
      caption: string;
    }
  /** A voice message Telegram knows already, by its file id. */
  | { kind: 'send_voice'; chatId: number; fileId: string }
  | { kind: 'set_commands'; chatId: number; scope: BotCommandScope; commands: BotCommand[]; locale?: Locale };

/** A new message. With `remember` its message id is kept under that reference, to be edited later. */
export function say(chatId: number, content: Content, remember?: string): Effect {
  return { kind: 'say', chatId, content, ...(remember && { remember }) };
}

/** Edits a message; when the person has deleted it nothing happens, unless `orSay` asks for a new one. */
export function rewrite(chatId: number, target: Target, content: Content, orSay = false): Effect {
  return { kind: 'rewrite', chatId, target, content, ...(orSay && { orSay }) };
}

export function dropKeyboard(chatId: number, target: Target): Effect {
  return { kind: 'drop_keyboard', chatId, target };
}

export function sendFile(chatId: number, fileName: string, fileText: string, caption: string): Effect {
  return { kind: 'send_file', chatId, fileName, fileText, caption };
}

/** Plays a voice message. */
export function sendVoice(chatId: number, fileId: string): Effect {
  return { kind: 'send_voice', chatId, fileId };
}
