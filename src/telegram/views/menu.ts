import type { Powers } from '../../domain/role.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t, type Translate } from '../i18n.ts';
import { type OwnBuilding, buildingButtons } from './building.ts';

/** What the bot can do for this person, as a list of commands. */
export function helpContent(translate: Translate, powers: Powers): Content {
  const parts = [translate('help')];
  if (powers.ledBuildings.length > 0) parts.push(translate('leader-help'));
  if (powers.staffCommunityIds.length > 0) parts.push(translate('help-staff'));
  if (powers.isOfficer) parts.push(translate('help-officer'));
  return { text: parts.join('\n\n'), keyboard: [[button(translate('call-me'), 'call', 'me')]] };
}

/** For what nothing sensible could be done with: says so, and offers the ways on. */
export function fallbackContent(translate: Translate): Content {
  return {
    text: translate('fallback'),
    keyboard: [
      [button(translate('menu-surveys'), 'menu', 'surveys')],
      [button(translate('menu-meetings'), 'menu', 'meetings')],
      [button(translate('menu-projects'), 'menu', 'projects')],
      [button(translate('menu-settings'), 'menu', 'settings')],
    ],
  };
}

/** Language, where the person lives, and whether messages come unasked. */
export function settingsContent(translate: Translate, isPaused: boolean, own: OwnBuilding[]): Content {
  const messages = translate(isPaused ? 'settings-messages-off' : 'settings-messages-on');
  return {
    text: `${translate('settings', { language: translate('language-name') })}\n${messages}`,
    keyboard: [
      [button(t('zh', 'language-name'), 'settings', 'lang', 'zh')],
      [button(t('en', 'language-name'), 'settings', 'lang', 'en')],
      [button(t('es', 'language-name'), 'settings', 'lang', 'es')],
      ...buildingButtons(translate, own),
      isPaused
        ? [button(translate('settings-resume'), 'settings', 'resume')]
        : [button(translate('settings-stop'), 'settings', 'stop')],
    ],
  };
}

export function forgetQuestion(translate: Translate): Content {
  return {
    text: translate('forget-ask'),
    keyboard: [
      [button(translate('forget-yes'), 'forget', 'yes')],
      [button(translate('forget-keep'), 'forget', 'keep')],
    ],
  };
}

export function forgetConfirmation(translate: Translate): Content {
  return {
    text: translate('forget-again'),
    keyboard: [
      [button(translate('forget-really'), 'forget', 'really')],
      [button(translate('forget-keep'), 'forget', 'keep')],
    ],
  };
}
