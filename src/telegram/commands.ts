import type { BotCommand } from 'grammy/types';
import type { Powers } from '../domain/role.ts';
import type { Effect } from './effect.ts';
import type { Translate } from './i18n.ts';

/** The menu of everyone in a private chat. */
export function residentCommands(translate: Translate): BotCommand[] {
  return [
    { command: 'start', description: translate('command-start') },
    { command: 'surveys', description: translate('command-surveys') },
    { command: 'meetings', description: translate('command-meetings') },
    { command: 'projects', description: translate('command-projects') },
    { command: 'settings', description: translate('command-settings') },
    { command: 'help', description: translate('command-help') },
  ];
}

/** What a person's roles add to the menu; empty for a resident. */
function staffCommands(translate: Translate, powers: Powers): BotCommand[] {
  const isStaff = powers.staffCommunityIds.length > 0;
  const hasTeam = isStaff || powers.boardProjectIds.length > 0;
  return [
    ...(isStaff ? [{ command: 'notice', description: translate('command-notice') }] : []),
    ...(isStaff ? [{ command: 'survey', description: translate('command-survey') }] : []),
    ...(hasTeam ? [{ command: 'volunteers', description: translate('command-volunteers') }] : []),
    ...(isStaff ? [{ command: 'digest', description: translate('command-digest') }] : []),
    ...(hasTeam ? [{ command: 'team', description: translate('command-team') }] : []),
    ...(powers.isOfficer ? [{ command: 'admin', description: translate('command-admin') }] : []),
  ];
}

/** One person's own menu. It hides every broader one, so it repeats what all residents have. */
export function setPersonalCommands(chatId: number, translate: Translate, powers: Powers): Effect {
  return {
    kind: 'set_commands',
    chatId,
    scope: { type: 'chat', chat_id: chatId },
    commands: [...residentCommands(translate), ...staffCommands(translate, powers)],
  };
}
