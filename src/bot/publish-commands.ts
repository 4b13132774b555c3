import type { Api } from 'grammy';
import { LOCALES } from '../domain/locale.ts';
import { residentCommands } from '../telegram/commands.ts';
import { translator } from '../telegram/i18n.ts';

/**
 * The command menus and the words under the bot's name, in each language. A menu without a language is for everyone
 * whose app speaks none of ours.
 */
export async function publishCommands(api: Api): Promise<void> {
  for (const locale of [undefined, ...LOCALES]) {
    const translate = translator(locale ?? 'en');
    const language = locale && { language_code: locale };
    await api.setMyCommands(residentCommands(translate), {
      scope: { type: 'all_private_chats' },
      ...language,
    });
    const board = [{ command: 'board', description: translate('command-board') }];
    await api.setMyCommands(board, { scope: { type: 'all_group_chats' }, ...language });
    await api.setMyDescription(translate('bot-description'), language);
    await api.setMyShortDescription(translate('bot-short-description'), language);
  }
}
