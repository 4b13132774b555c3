import type { Api } from 'grammy';
import { LOCALES } from '../domain/locale.ts';
import type { Logger } from '../logger.ts';
import { residentCommands } from '../telegram/commands.ts';
import { translator } from '../telegram/i18n.ts';

/**
 * The command menus and the words under the bot's name, in each language; those without a language are for everyone
 * whose app speaks none of ours. What cannot be published is logged: the bot works without it.
 */
export async function publishCommands(api: Api, log: Logger): Promise<void> {
  for (const locale of [undefined, ...LOCALES]) {
    const translate = translator(locale ?? 'en');
    const language = locale && { language_code: locale };
    const board = [{ command: 'board', description: translate('command-board') }];
    const calls = [
      () =>
        api.setMyCommands(residentCommands(translate), { scope: { type: 'all_private_chats' }, ...language }),
      () => api.setMyCommands(board, { scope: { type: 'all_group_chats' }, ...language }),
      () => api.setMyDescription(translate('bot-description'), language),
      () => api.setMyShortDescription(translate('bot-short-description'), language),
    ];
    for (const call of calls) {
      await call().catch((error: unknown) => log.warn({ err: error }, 'a menu could not be published'));
    }
  }
}
