import botApi from './bot-api.json' with { type: 'json' };
import { badRequest } from './errors.ts';
import { isObject } from './parameters.ts';
import type { Params } from './types.ts';

type Field = { types: string[]; required: boolean };
type Schema = { fields: Map<string, Field>; required: string[] };

const schemas = new Map<string, Schema>();
for (const [method, fields] of Object.entries(botApi as Record<string, Record<string, Field>>)) {
  const required = Object.keys(fields).filter((name) => fields[name]?.required);
  // Telegram reads the content before the address.
  required.sort((a, b) => Number(a === 'chat_id') - Number(b === 'chat_id'));
  schemas.set(method, { fields: new Map(Object.entries(fields)), required });
}

const missingWords: Record<string, string> = {
  chat_id: 'chat_id is empty',
  from_chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  voice: 'there is no voice in the request',
  audio: 'there is no audio in the request',
  video: 'there is no video in the request',
  animation: 'there is no animation in the request',
  sticker: 'there is no sticker in the request',
  video_note: 'there is no video note in the request',
  question: 'poll question must be non-empty',
  file_id: 'file_id not specified',
  action: 'wrong parameter action in request',
  user_id: 'invalid user_id specified',
};

/**
 * Checks required parameters and the JSON types of those given, by the published Bot API.
 * Unknown parameters are ignored, as Telegram does. Throws a 400.
 */
export function checkParams(method: string, params: Params): void {
  const schema = schemas.get(method);
  if (!schema) return;
  for (const name in params) {
    const field = schema.fields.get(name);
    if (field && !fits(field.types, params[name])) {
      throw badRequest(`parameter "${name}" must be of type ${field.types.join(' or ')}`);
    }
  }
  for (const name of schema.required) {
    const value = params[name];
    if (value === undefined || value === null || value === '') {
      throw badRequest(missingWords[name] ?? `parameter "${name}" is required`);
    }
  }
}

/** Every value may also come as text, because form bodies know nothing else. */
function fits(types: string[], value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'string') return true;
  if (typeof value === 'number' || typeof value === 'boolean') return types.some(isScalar);
  if (Array.isArray(value)) return types.some((type) => type.startsWith('Array of'));
  return isObject(value) && types.some((type) => !isScalar(type) && !type.startsWith('Array of'));
}

function isScalar(type: string): boolean {
  return type === 'String' || type === 'Integer' || type === 'Float' || type === 'Boolean';
}
