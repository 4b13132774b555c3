import { badRequest } from './errors.ts';
import type { Params } from './types.ts';

/** A JSON object, as opposed to a list, a scalar or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a parameter; numbers and booleans are written out as Telegram does. '' when missing. */
export function stringParam(params: Params, name: string): string {
  const value = params[name];
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw badRequest(`parameter "${name}" must be of type String`);
}

/** Whole number of a parameter, undefined when missing. Throws 400 when it is no whole number. */
export function integerParam(params: Params, name: string): number | undefined {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw badRequest(`parameter "${name}" must be of type Integer`);
  }
  return number;
}

export function floatParam(params: Params, name: string): number | undefined {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw badRequest(`parameter "${name}" must be of type Float`);
  }
  return number;
}

export function booleanParam(params: Params, name: string): boolean {
  const value = params[name];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return /^(true|yes|1)$/i.test(value.trim());
  if (typeof value === 'number') return value !== 0;
  throw badRequest(`parameter "${name}" must be of type Boolean`);
}

/**
 * A structured parameter. Form bodies carry it as JSON text, which is parsed here.
 * Undefined when missing; throws 400 when it is not JSON.
 */
function jsonParam(params: Params, name: string, what: string): unknown {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}

export function objectParam(params: Params, name: string, what: string): Record<string, unknown> | undefined {
  const value = jsonParam(params, name, what);
  if (value === undefined) return undefined;
  if (!isObject(value)) throw badRequest(`object expected as ${what}`);
  return value;
}

/** A list parameter, [] when missing. */
export function listParam(params: Params, name: string, what: string): unknown[] {
  const value = jsonParam(params, name, what);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest(`can't parse ${what}: expected an Array`);
  return value;
}

/** Length as Telegram counts it: Unicode code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
  }
  return count;
}
