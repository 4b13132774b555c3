import { badRequest } from './errors.ts';
import { booleanParam, codePoints, isObject, objectParam } from './parameters.ts';
import { checkedUrl } from './text/links.ts';
import type {
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  Params,
  ReplyKeyboardMarkup,
} from './types.ts';

export type ReplyMarkup =
  | { kind: 'none' }
  | { kind: 'inline'; markup: InlineKeyboardMarkup }
  | { kind: 'keyboard'; markup: ReplyKeyboardMarkup }
  | { kind: 'remove' }
  | { kind: 'force_reply' };

const maxButtons = 100;
const maxButtonsPerRow = 8;
const maxCallbackBytes = 64;
const actions = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/** The reply_markup of a sending call, checked. */
export function readReplyMarkup(params: Params): ReplyMarkup {
  const given = objectParam(params, 'reply_markup', 'reply keyboard markup');
  if (!given) return { kind: 'none' };
  if ('inline_keyboard' in given) return readInline(given);
  if ('keyboard' in given) return { kind: 'keyboard', markup: readKeyboard(given) };
  if (booleanParam(given, 'remove_keyboard')) return { kind: 'remove' };
  if (booleanParam(given, 'force_reply')) {
    checkPlaceholder(given);
    return { kind: 'force_reply' };
  }
  return { kind: 'none' };
}

/** The reply_markup of an editing call: inline or nothing. */
export function readInlineMarkup(params: Params): InlineKeyboardMarkup | undefined {
  const read = readReplyMarkup(params);
  if (read.kind === 'none') return undefined;
  if (read.kind !== 'inline') throw badRequest('inline keyboard expected');
  return read.markup;
}

function readInline(given: Record<string, unknown>): ReplyMarkup {
  const rows = readRows(given['inline_keyboard'], 'inline_keyboard').map((row) => row.map(readInlineButton));
  checkSize(rows);
  const filled = rows.filter((row) => row.length > 0);
  return filled.length === 0 ? { kind: 'none' } : { kind: 'inline', markup: { inline_keyboard: filled } };
}

function readKeyboard(given: Record<string, unknown>): ReplyKeyboardMarkup {
  const rows = readRows(given['keyboard'], 'keyboard').map((row) => row.map(readKeyboardButton));
  checkSize(rows);
  checkPlaceholder(given);
  const markup: ReplyKeyboardMarkup = { keyboard: rows.filter((row) => row.length > 0) };
  if (markup.keyboard.length === 0) throw badRequest('reply markup keyboard must be non-empty');
  for (const flag of ['is_persistent', 'resize_keyboard', 'one_time_keyboard', 'selective'] as const) {
    if (booleanParam(given, flag)) markup[flag] = true;
  }
  if (typeof given['input_field_placeholder'] === 'string') {
    markup.input_field_placeholder = given['input_field_placeholder'];
  }
  return markup;
}

function readRows(given: unknown, field: string): unknown[][] {
  if (!Array.isArray(given)) {
    throw badRequest(`can't parse reply keyboard markup: Field "${field}" must be of type Array`);
  }
  return given.map((row: unknown) => {
    if (!Array.isArray(row)) {
      throw badRequest(`can't parse reply keyboard markup: Field "${field}" must be an Array of Arrays`);
    }
    return row as unknown[];
  });
}

function checkSize(rows: unknown[][]): void {
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count > maxButtons || rows.some((row) => row.length > maxButtonsPerRow)) {
    throw badRequest('reply markup is too long');
  }
}

function checkPlaceholder(given: Record<string, unknown>): void {
  const placeholder = given['input_field_placeholder'];
  if (typeof placeholder === 'string' && codePoints(placeholder) > 64) {
    throw badRequest('reply markup input field placeholder is too long');
  }
}

function readInlineButton(given: unknown): InlineKeyboardButton {
  if (!isObject(given)) throw badRequest("can't parse inline keyboard button: expected an Object");
  const text = readButtonText(given, 'inline keyboard button');
  const present = actions.filter((action) => isAction(given[action]));
  const action = present[0];
  if (action === undefined) throw badRequest('text buttons are unallowed in the inline keyboard');
  if (present.length > 1) {
    throw badRequest(`inline keyboard button must have exactly one action, found ${present.join(', ')}`);
  }
  const button: InlineKeyboardButton = { text, [action]: readAction(action, given[action]) };
  for (const look of ['icon_custom_emoji_id', 'style']) {
    if (typeof given[look] === 'string') button[look] = given[look];
  }
  return button;
}

function isAction(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

function readAction(action: string, value: unknown): unknown {
  switch (action) {
    case 'callback_data':
      if (typeof value !== 'string' || Buffer.byteLength(value) > maxCallbackBytes) {
        throw badRequest('BUTTON_DATA_INVALID');
      }
      return value;
    case 'url': {
      const url = typeof value === 'string' ? checkedUrl(value) : null;
      if (url === null) {
        throw badRequest(`inline keyboard button URL '${String(value)}' is invalid: Wrong HTTP URL`);
      }
      return url;
    }
    case 'copy_text': {
      const text = isObject(value) ? value['text'] : undefined;
      if (typeof text !== 'string' || codePoints(text) < 1 || codePoints(text) > 256) {
        throw badRequest('BUTTON_COPY_TEXT_INVALID');
      }
      return { text };
    }
    case 'web_app':
      if (!isObject(value) || typeof value['url'] !== 'string' || !value['url'].startsWith('https://')) {
        throw badRequest('inline keyboard button Web App URL is invalid: Only HTTPS links are allowed');
      }
      return { url: value['url'] };
    default:
      return value;
  }
}

function readKeyboardButton(given: unknown): KeyboardButton {
  if (typeof given === 'string') return { text: readButtonText({ text: given }, 'keyboard button') };
  if (!isObject(given)) throw badRequest("can't parse keyboard button: expected an Object");
  return { ...given, text: readButtonText(given, 'keyboard button') };
}

function readButtonText(given: Record<string, unknown>, what: string): string {
  const text = given['text'];
  if (typeof text !== 'string') throw badRequest(`can't parse ${what}: Can't find field "text"`);
  if (text.trim() === '') throw badRequest(`${what} text must be non-empty`);
  return text;
}
