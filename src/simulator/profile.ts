import { readLanguage } from './commands.ts';
import { badRequest } from './errors.ts';
import { codePoints, stringParam } from './parameters.ts';
import type { Params } from './types.ts';

export type ProfileField = 'name' | 'description' | 'short_description';

const maxLengths: Record<ProfileField, number> = { name: 64, description: 512, short_description: 120 };
const tooLongWords: Record<ProfileField, string> = {
  name: 'BOT_TITLE_INVALID',
  description: 'BOT_DESCRIPTION_INVALID',
  short_description: 'BOT_SHORT_DESCRIPTION_INVALID',
};

/** The bot's name, descriptions and menu buttons, by language or chat. */
export class Profile {
  readonly menuButtons = new Map<number, Record<string, unknown>>();
  readonly #values = new Map<string, string>();

  set(field: ProfileField, params: Params): string {
    const value = stringParam(params, field);
    if (codePoints(value) > maxLengths[field]) throw badRequest(tooLongWords[field]);
    const key = `${field}|${readLanguage(params)}`;
    if (value === '') this.#values.delete(key);
    else this.#values.set(key, value);
    return value;
  }

  /** Value for a language, else the one for all languages, else `fallback`. */
  get(field: ProfileField, params: Params, fallback: string): string {
    const language = readLanguage(params);
    return this.#values.get(`${field}|${language}`) ?? this.#values.get(`${field}|`) ?? fallback;
  }
}
