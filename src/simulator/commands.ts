import { findChat } from './chat-access.ts';
import type { ChatState } from './chat-state.ts';
import { badRequest } from './errors.ts';
import { codePoints, integerParam, isObject, listParam, objectParam, stringParam } from './parameters.ts';
import type { Params } from './types.ts';
import type { World } from './world.ts';

export type BotCommand = { command: string; description: string };

const maxCommands = 100;

/** Command lists by scope and language, resolved in Telegram's order of precedence. */
export class Commands {
  readonly #lists = new Map<string, BotCommand[]>();

  set(world: World, params: Params): number {
    const commands = readCommands(params);
    const { key, chatId } = readScope(world, params);
    if (commands.length === 0) this.#lists.delete(key);
    else this.#lists.set(key, commands);
    return chatId;
  }

  delete(world: World, params: Params): number {
    const { key, chatId } = readScope(world, params);
    this.#lists.delete(key);
    return chatId;
  }

  get(world: World, params: Params): BotCommand[] {
    return this.#lists.get(readScope(world, params).key) ?? [];
  }

  /** What a person sees in a chat: the narrowest scope wins, and in it their language before none. */
  resolve(state: ChatState, personId: number, languageCode: string): BotCommand[] {
    const { id, type } = state.chat;
    const isAdministrator = state.adminIds.has(personId);
    const scopes =
      type === 'private'
        ? [`chat:${id}`, 'all_private_chats', 'default']
        : [
            `chat_member:${id}:${personId}`,
            ...(isAdministrator ? [`chat_administrators:${id}`] : []),
            `chat:${id}`,
            ...(isAdministrator ? ['all_chat_administrators'] : []),
            'all_group_chats',
            'default',
          ];
    const language = languageCode.slice(0, 2);
    for (const scope of scopes) {
      const list = this.#lists.get(`${scope}|${language}`) ?? this.#lists.get(`${scope}|`);
      if (list) return list;
    }
    return [];
  }
}

/** A language parameter: '' or two letters. */
export function readLanguage(params: Params): string {
  const language = stringParam(params, 'language_code');
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}

function readScope(world: World, params: Params): { key: string; chatId: number } {
  const language = readLanguage(params);
  const scope = objectParam(params, 'scope', 'BotCommandScope') ?? { type: 'default' };
  const type = String(scope['type'] ?? '');
  switch (type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return { key: `${type}|${language}`, chatId: 0 };
    case 'chat':
    case 'chat_administrators': {
      const { id } = findChat(world, scope['chat_id']).chat;
      return { key: `${type}:${id}|${language}`, chatId: id };
    }
    case 'chat_member': {
      const { id } = findChat(world, scope['chat_id']).chat;
      const userId = integerParam(scope, 'user_id');
      if (userId === undefined || !world.people.has(userId)) throw badRequest('user not found');
      return { key: `${type}:${id}:${userId}|${language}`, chatId: id };
    }
    default:
      throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  }
}

function readCommands(params: Params): BotCommand[] {
  const given = listParam(params, 'commands', 'commands');
  if (given.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return given.map((item) => {
    if (!isObject(item)) throw badRequest("can't parse BotCommand: expected an Object");
    const { command: name, description } = item;
    if (typeof name !== 'string') throw badRequest(`can't parse BotCommand: Can't find field "command"`);
    if (typeof description !== 'string') {
      throw badRequest(`can't parse BotCommand: Can't find field "description"`);
    }
    const command = name.replace(/^\//, '');
    if (command === '') throw badRequest('command must be non-empty');
    if (codePoints(command) > 32) throw badRequest('command length must not exceed 32');
    if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.trim() === '') throw badRequest('command description must be non-empty');
    if (codePoints(description) > 256) throw badRequest('command description length must not exceed 256');
    return { command, description };
  });
}
