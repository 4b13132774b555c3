import { GrammyError, HttpError } from 'grammy';
import type { CallFailure } from '../domain/delivery.ts';
import { TelegramUnreachable } from './api.ts';

/*
 * The exact words are those of the Bot API server (Client.cpp, Query.cpp of tdlib/telegram-bot-api). What is in none of
 * these tables and has code 400 is taken as a fault of the message: three equal ones stop the broadcast.
 */

const GONE =
  /message to (edit|delete|be replied|copy|pin) not found|message can't be (edited|deleted)|query is too old/;
const UNREACHABLE =
  /chat not found|user not found|chat_id is empty|PEER_ID_INVALID|have no write access|group chat was deactivated/;
const UNFIT = /message thread not found|not enough rights|TOPIC_CLOSED|TOPIC_DELETED|CHAT_RESTRICTED/;
/** The server's own state, not ours: wrong token for the moment, another poller, a misdirected request. */
const NOT_FOR_US = new Set([401, 404, 409, 421]);

/** Reads an error of an API call. */
export function readFailure(error: unknown): CallFailure {
  if (error instanceof GrammyError) return readRefusal(error);
  const cause = error instanceof HttpError ? error.error : error;
  if (cause instanceof TelegramUnreachable && cause.isCertainlyNotSent) {
    return { kind: 'not_sent', reason: cause.message };
  }
  const reason = cause instanceof TelegramUnreachable ? cause.message : 'no usable answer';
  return { kind: 'unknown', reason, isAnswered: false };
}

function readRefusal(error: GrammyError): CallFailure {
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: 'too_many_requests', retryAfterMs: (parameters.retry_after ?? 1) * 1000 };
  if (parameters.migrate_to_chat_id) return { kind: 'migrated', chatId: parameters.migrate_to_chat_id };
  if (code >= 500) return { kind: 'unknown', reason: description, isAnswered: true };
  if (code === 403 || UNREACHABLE.test(description)) return { kind: 'blocked', reason: description };
  if (NOT_FOR_US.has(code)) return { kind: 'not_sent', reason: description };
  if (description.includes('message is not modified')) return { kind: 'not_modified' };
  if (GONE.test(description)) return { kind: 'gone', reason: description };
  if (UNFIT.test(description)) return { kind: 'unfit', reason: description };
  return { kind: 'refused', reason: description };
}
