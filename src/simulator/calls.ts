import type { Call, Context } from './context.ts';
import { ApiError } from './errors.ts';
import type { Faults } from './faults.ts';
import { findMethod } from './methods/table.ts';
import { isObject } from './parameters.ts';
import { checkParams } from './schema.ts';
import type { ApiBody, CallRecord, Fault, Params, UploadedFile } from './types.ts';

/** What the HTTP side does with the connection. */
export type Answer =
  | { kind: 'reply'; status: number; body: string; contentType: string; retryAfterS: number }
  | { kind: 'destroy' }
  | { kind: 'hang' };

const keptCalls = 200_000;
const trimmedCalls = 20_000;
const json = 'application/json';

/** Runs Bot API calls, puts ordered faults in their way and keeps the ledger of what happened. */
export class Calls {
  readonly records: CallRecord[] = [];
  readonly faults: Faults;
  readonly #context: Context;
  #count = 0;

  constructor(context: Context, faults: Faults) {
    this.#context = context;
    this.faults = faults;
  }

  /** One call from outside. Long polls and delays answer later. */
  handle(
    givenName: string,
    params: Params,
    uploads: Map<string, UploadedFile>,
    signal?: AbortSignal,
  ): Answer | Promise<Answer> {
    const method = findMethod(givenName);
    if (!method) return reply(404, errorBody(404, 'Not Found: method not found'));
    const call: Call = { params, uploads, signal };
    const fault = this.faults.match(method.name, params);
    if (method.name === 'getUpdates' && !fault) return this.#poll(call);
    const record = this.#record(method.name, params);
    if (!fault) return this.#execute(record, call);
    record.fault = fault.kind;
    return this.#withFault(fault, record, call);
  }

  clear(): void {
    this.records.length = 0;
  }

  /** A method in the answer to a webhook runs without result and without error; `get...` is ignored. */
  runWebhookReply(body: string): void {
    const { method, ...params } = parseReply(body);
    if (typeof method !== 'string' || method.toLowerCase().startsWith('get')) return;
    void this.handle(method, params, new Map());
  }

  /** The standing poll is no act of the bot and stays out of the ledger. */
  async #poll(call: Call): Promise<Answer> {
    try {
      checkParams('getUpdates', call.params);
      return reply(200, { ok: true, result: await findMethod('getUpdates')?.run(this.#context, call) });
    } catch (error) {
      return this.#refusal(error);
    }
  }

  #execute(record: CallRecord, call: Call): Answer {
    record.executed = true;
    try {
      checkParams(record.method, call.params);
      const result = findMethod(record.method)?.run(this.#context, call);
      return this.#settle(record, reply(200, { ok: true, result }), { ok: true, result });
    } catch (error) {
      const answer = this.#refusal(error);
      return this.#settle(
        record,
        answer,
        answer.kind === 'reply' ? (JSON.parse(answer.body) as ApiBody) : null,
      );
    }
  }

  async #withFault(fault: Fault, record: CallRecord, call: Call): Promise<Answer> {
    switch (fault.kind) {
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return this.#run(record, call);
      case 'drop_before':
        return { kind: 'destroy' };
      case 'drop_after':
        await this.#run(record, call);
        return { kind: 'destroy' };
      case 'hang_after':
        await this.#run(record, call);
        return { kind: 'hang' };
      case 'status':
        return this.#settle(record, faultReply(fault), fault.body ?? null);
      case 'status_after':
        await this.#run(record, call);
        return faultReply(fault);
      case 'too_many_requests': {
        const description = `Too Many Requests: retry after ${fault.retryAfter}`;
        const body = errorBody(429, description, { retry_after: fault.retryAfter });
        return this.#settle(record, reply(429, body, fault.retryAfter), body);
      }
      case 'truncated_json': {
        const answer = await this.#run(record, call);
        if (answer.kind !== 'reply') return answer;
        return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
      }
    }
  }

  #run(record: CallRecord, call: Call): Answer | Promise<Answer> {
    if (record.method !== 'getUpdates') return this.#execute(record, call);
    record.executed = true;
    return this.#poll(call);
  }

  #record(method: string, params: Params): CallRecord {
    this.#count += 1;
    const record: CallRecord = {
      id: this.#count,
      method,
      params,
      at: Date.now(),
      executed: false,
      status: 0,
      response: null,
    };
    this.records.push(record);
    if (this.records.length > keptCalls + trimmedCalls) this.records.splice(0, trimmedCalls);
    return record;
  }

  #settle(record: CallRecord, answer: Answer, response: ApiBody | string | null): Answer {
    record.status = answer.kind === 'reply' ? answer.status : 0;
    record.response = response;
    return answer;
  }

  #refusal(error: unknown): Answer {
    if (!(error instanceof ApiError)) throw error;
    const body = errorBody(error.status, error.message, error.parameters);
    return reply(error.status, body, error.parameters?.retry_after);
  }
}

function parseReply(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** The JSON of a refusal. */
export function errorBody(code: number, description: string, parameters?: ApiError['parameters']): ApiBody {
  return { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) };
}

/** A JSON answer. */
export function reply(status: number, body: ApiBody, retryAfterS = 0): Answer {
  return { kind: 'reply', status, body: JSON.stringify(body), contentType: json, retryAfterS };
}

function faultReply(fault: Extract<Fault, { kind: 'status' | 'status_after' }>): Answer {
  const { status } = fault;
  if (fault.body === undefined)
    return reply(status, errorBody(status, fault.description ?? 'Internal Server Error'));
  const contentType = fault.body.startsWith('<') ? 'text/html' : json;
  return { kind: 'reply', status, body: fault.body, contentType, retryAfterS: 0 };
}
