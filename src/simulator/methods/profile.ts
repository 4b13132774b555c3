import type { Call, Context, Method } from '../context.ts';
import { badRequest } from '../errors.ts';
import { codePoints, integerParam, objectParam, stringParam } from '../parameters.ts';

export const profileMethods: Record<string, Method> = {
  getMe: ({ world, profile }) => ({
    ...world.bot,
    first_name: profile.get('name', {}, world.bot.first_name),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  logOut: () => true,
  close: () => true,
  setMyCommands: ({ commands, world }, call) => {
    world.emit({ type: 'commands', chatId: commands.set(world, call.params) });
    return true;
  },
  deleteMyCommands: ({ commands, world }, call) => {
    world.emit({ type: 'commands', chatId: commands.delete(world, call.params) });
    return true;
  },
  getMyCommands: ({ commands, world }, call) => commands.get(world, call.params),
  setMyName: ({ profile, world }, call) => {
    profile.set('name', call.params);
    world.emit({ type: 'world' });
    return true;
  },
  getMyName: ({ profile, world }, call) => ({ name: profile.get('name', call.params, world.bot.first_name) }),
  setMyDescription: ({ profile }, call) => {
    profile.set('description', call.params);
    return true;
  },
  getMyDescription: ({ profile }, call) => ({ description: profile.get('description', call.params, '') }),
  setMyShortDescription: ({ profile }, call) => {
    profile.set('short_description', call.params);
    return true;
  },
  getMyShortDescription: ({ profile }, call) => ({
    short_description: profile.get('short_description', call.params, ''),
  }),
  setChatMenuButton: ({ profile, world }, call) => {
    const button = objectParam(call.params, 'menu_button', 'MenuButton') ?? { type: 'default' };
    if (!['default', 'commands', 'web_app'].includes(String(button['type']))) {
      throw badRequest("can't parse MenuButton: Unsupported type specified");
    }
    const chatId = integerParam(call.params, 'chat_id') ?? 0;
    if (chatId !== 0 && world.chats.get(chatId)?.chat.type !== 'private') throw badRequest('chat not found');
    profile.menuButtons.set(chatId, button);
    return true;
  },
  getChatMenuButton: ({ profile }, call) => {
    const chatId = integerParam(call.params, 'chat_id') ?? 0;
    return profile.menuButtons.get(chatId) ?? profile.menuButtons.get(0) ?? { type: 'commands' };
  },
  setMyDefaultAdministratorRights: () => true,
  getUserProfilePhotos: ({ world }, call) => {
    if (!world.people.has(integerParam(call.params, 'user_id') ?? 0)) throw badRequest('user not found');
    return { total_count: 0, photos: [] };
  },
  getFile: ({ files }, call) => files.describe(stringParam(call.params, 'file_id')),
  answerCallbackQuery,
};

function answerCallbackQuery({ world, callbacks }: Context, call: Call): boolean {
  const text = stringParam(call.params, 'text');
  if (codePoints(text) > 200) throw badRequest('MESSAGE_TOO_LONG');
  const url = stringParam(call.params, 'url');
  if (
    url !== '' &&
    !url.startsWith(`https://t.me/${world.bot.username ?? ''}?`) &&
    !url.startsWith('tg://')
  ) {
    throw badRequest('URL_INVALID');
  }
  const showAlert = call.params['show_alert'] === true || call.params['show_alert'] === 'true';
  const tap = callbacks.answer(stringParam(call.params, 'callback_query_id'), {
    ...(text === '' ? {} : { text }),
    ...(text === '' ? {} : { showAlert }),
    ...(url === '' ? {} : { url }),
  });
  world.emit({
    type: 'toast',
    personId: tap.personId,
    chatId: tap.chatId,
    messageId: tap.messageId,
    ...(text === '' ? {} : { text }),
    showAlert,
  });
  return true;
}
