import type { ErrorParameters } from './types.ts';

/** A refusal in Telegram's words: HTTP status, description, and optional parameters. */
export class ApiError extends Error {
  readonly status: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(status: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }
}

/** 400 `Bad Request: ...`. The first letter is lower-cased unless the second is a capital or `_`. */
export function badRequest(message: string, parameters?: ErrorParameters): ApiError {
  return new ApiError(400, `Bad Request: ${lowerFirst(message)}`, parameters);
}

/** 403 `Forbidden: ...`: this person or chat cannot be written to. */
export function forbidden(message: string): ApiError {
  return new ApiError(403, `Forbidden: ${lowerFirst(message)}`);
}

/** 409 `Conflict: ...`: two receivers of updates. */
export function conflict(message: string): ApiError {
  return new ApiError(409, `Conflict: ${message}`);
}

/** 429 with retry_after in seconds. */
export function tooManyRequests(retryAfterSeconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfterSeconds}`, {
    retry_after: retryAfterSeconds,
  });
}

function lowerFirst(message: string): string {
  const second = message[1] ?? '';
  if (second === '_' || (second >= 'A' && second <= 'Z')) return message;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
