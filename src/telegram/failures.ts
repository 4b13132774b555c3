import { GrammyError, HttpError } from 'grammy';
import { TelegramUnreachable } from './api.ts';

/** What a failed call means for what we do next. `reason` is Telegram's own word, free of anything personal. */
export type CallFailure =
  | { kind: 'too_many_requests'; retryAfterMs: number }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'unknown'; reason: string }
  | { kind: 'blocked'; reason: string }
  | { kind: 'migrated'; chatId: number }
  | { kind: 'not_modified' }
  | { kind: 'gone'; reason: string }
  | { kind: 'refused'; reason: string };

const GONE = /message to (edit|delete) not found|message can't be (edited|deleted)|query is too old/;
const UNREACHABLE_PERSON = /chat not found|user not found|have no write access|PEER_ID_INVALID/;

/** Reads an error of an API call. The exact words are those of the Bot API server (Client.cpp, Query.cpp). */
export function readFailure(error: unknown): CallFailure {
  if (error instanceof GrammyError) return readRefusal(error);
  const cause = error instanceof HttpError ? error.error : error;
  if (cause instanceof TelegramUnreachable && cause.isCertainlyNotSent) {
    return { kind: 'not_sent', reason: cause.message };
  }
  if (cause instanceof TelegramUnreachable) return { kind: 'unknown', reason: cause.message };
  return { kind: 'unknown', reason: 'no usable answer' };
}

function readRefusal(error: GrammyError): CallFailure {
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: 'too_many_requests', retryAfterMs: (parameters.retry_after ?? 1) * 1000 };
  if (parameters.migrate_to_chat_id) return { kind: 'migrated', chatId: parameters.migrate_to_chat_id };
  if (code >= 500) return { kind: 'unknown', reason: description };
  if (code === 403 || UNREACHABLE_PERSON.test(description)) return { kind: 'blocked', reason: description };
  if (description.includes('message is not modified')) return { kind: 'not_modified' };
  if (GONE.test(description)) return { kind: 'gone', reason: description };
  return { kind: 'refused', reason: description };
}
