import { Api } from 'grammy';
// Of undici only the pool: all of it is 13 MB of memory in every process.
import Pool from 'undici/lib/dispatcher/pool.js';

/** The Bot API could not be asked, or its answer was lost. Carries no URL: that would hold the token. */
export class TelegramUnreachable extends Error {
  /** True when the request surely never left: refused, unknown host, no connection in time. */
  readonly isCertainlyNotSent: boolean;
  constructor(code: string) {
    super(`network error ${code}`);
    this.name = 'TelegramUnreachable';
    this.isCertainlyNotSent = NEVER_LEFT.has(code);
  }
}

const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const CALL_TIMEOUT_S = 20;

export interface TelegramClient {
  api: Api;
  close(): Promise<void>;
}

/**
 * grammY's `Api` over an undici pool, which is several times faster than its own client. Long polls are given the time
 * they ask for; everything else has 20 s.
 */
export function openTelegram(token: string, apiRoot: string, connections = 256): TelegramClient {
  const { origin, pathname } = new URL(apiRoot);
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const api = new Api(token, {
    apiRoot,
    timeoutSeconds: CALL_TIMEOUT_S,
    fetch: async (url: unknown, parts: unknown) => {
      const answer = await callOver(pool, String(url).slice(origin.length), parts as RequestParts);
      return { json: async () => answer };
    },
  } as ConstructorParameters<typeof Api>[1]);
  const root = pathname === '/' ? '' : pathname;
  api.config.use(async (grammyCall, method, payload, signal) =>
    PLAIN_METHODS.has(method)
      ? ((await callPlainly(pool, `${root}/bot${token}/${method}`, payload)) as never)
      : await grammyCall(method, payload, signal),
  );
  return { api, close: () => pool.destroy() };
}

/** The calls made all the time. They carry no file and are never given up early, so what grammY does for that is spared. */
const PLAIN_METHODS = new Set([
  'sendMessage',
  'editMessageText',
  'editMessageReplyMarkup',
  'answerCallbackQuery',
]);

const JSON_HEADERS = { 'content-type': 'application/json' };

async function callPlainly(
  pool: InstanceType<typeof Pool>,
  path: string,
  payload: unknown,
): Promise<unknown> {
  const deadline = new Deadline();
  const parts = {
    method: 'POST' as const,
    headers: JSON_HEADERS,
    body: JSON.stringify(payload),
    signal: deadline,
  };
  const timer = setTimeout(() => deadline.pass(), CALL_TIMEOUT_S * 1000);
  try {
    return await callOver(pool, path, parts);
  } finally {
    clearTimeout(timer);
  }
}

/** The little of an `AbortSignal` that a call needs; a real one for every call would cost more than the call's JSON. */
class Deadline {
  aborted = false;
  #listener: (() => void) | undefined;

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listener = listener;
  }

  pass(): void {
    this.aborted = true;
    this.#listener?.();
  }
}

/** What grammY hands to its `fetch`: JSON text, or a stream of multipart form data. */
interface RequestParts {
  method: 'POST';
  headers: Record<string, string>;
  body: string;
  signal?: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void };
}

/** The Bot API's answer as parsed JSON. Throws {@link TelegramUnreachable}. */
async function callOver(
  pool: InstanceType<typeof Pool>,
  path: string,
  parts: RequestParts,
): Promise<unknown> {
  try {
    return JSON.parse(await textOf(pool, path, parts));
  } catch (error) {
    throw new TelegramUnreachable(codeOf(error));
  }
}

/** Reading an answer straight from the dispatcher is cheaper than a stream for every answer. */
function textOf(
  pool: InstanceType<typeof Pool>,
  path: string,
  { method, headers, body, signal }: RequestParts,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let abort = () => reject(new Error('given up before it was sent'));
    signal?.addEventListener('abort', () => abort());
    pool.dispatch(
      { path, method, headers, body },
      {
        onRequestStart: (controller) => {
          abort = () => controller.abort(new Error('given up'));
          if (signal?.aborted) abort();
        },
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () =>
          resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0]) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error ? String(error.code) : error.name;
}
