import type { InlineKeyboardButton } from 'grammy/types';
import { type Locale, inLocale } from '../../domain/locale.ts';
import type { Signup } from '../../domain/volunteer.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** Under which reference the card of a sign-up is remembered in each chat. */
export function signupPost(signupId: number): string {
  return `signup:${signupId}`;
}

/** What the team sees of a volunteer: never the name. In a group everybody sees the claimer's buttons. */
export function signupCard(translate: Translate, locale: Locale, signup: Signup, chatId: number): Content {
  const project = inLocale(signup.projectTitle, locale);
  const role = inLocale(signup.roleTitle, locale);
  const lines = [
    translate('signup-new', { project, role }),
    ...(signup.note ? [translate('signup-note', { note: signup.note })] : []),
    ...standing(translate, signup),
  ];
  return { text: lines.join('\n'), keyboard: buttons(translate, signup, chatId) };
}

function standing(translate: Translate, signup: Signup): string[] {
  const name = memberName(translate, signup.claimedByName);
  const { accepted, needed } = signup;
  switch (signup.status) {
    case 'submitted':
      return [];
    case 'claimed':
      return [translate('signup-claimed', { name })];
    case 'accepted':
      return [translate('signup-accepted', { name, accepted, needed })];
    case 'declined':
      return [translate('signup-declined', { name })];
    case 'withdrawn':
      return [translate('signup-withdrawn')];
  }
}

function buttons(translate: Translate, signup: Signup, chatId: number): InlineKeyboardButton[][] {
  if (signup.status === 'submitted')
    return [[button(translate('signup-answer'), 'board', 'claim', signup.id)]];
  const isForReader = chatId < 0 || chatId === signup.claimedByTelegramId;
  if (signup.status !== 'claimed' || !isForReader) return [];
  return [
    [button(translate('signup-accept'), 'board', 'yes', signup.id)],
    [button(translate('signup-decline'), 'board', 'enough', signup.id)],
    [button(translate('signup-release'), 'board', 'release', signup.id)],
  ];
}

/** A name as Telegram gave it, or "somebody from the team" when nothing readable is left of it. */
export function memberName(translate: Translate, name: string | null): string {
  return name || translate('signup-somebody');
}

/** A card that came to nothing because the volunteer left the program. */
export function signupGone(translate: Translate): Content {
  return { text: translate('signup-withdrawn') };
}

/** Tells the team of a volunteer who was taken on, or about to be, and cannot come after all. */
export function volunteerLeft(translate: Translate, locale: Locale, signup: Signup): Content {
  const project = inLocale(signup.projectTitle, locale);
  const role = inLocale(signup.roleTitle, locale);
  const { accepted, needed } = signup;
  const name = memberName(translate, signup.claimedByName);
  return { text: translate('signup-left', { project, role, name, accepted, needed }) };
}
