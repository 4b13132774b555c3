import { type Locale, inLocale } from '../../domain/locale.ts';
import type { Signup, SignUpDecision } from '../../domain/volunteer.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** Before the first personal thing is kept of somebody who has agreed to nothing yet. */
export function volunteerConsent(translate: Translate, project: string, roleCode: string): Content {
  return {
    text: translate('volunteer-consent', { project }),
    keyboard: [
      [button(translate('volunteer-agree'), 'volunteer', 'agree', roleCode)],
      [button(translate('volunteer-not-now'), 'volunteer', 'no')],
    ],
  };
}

/** The sign-up is stored; a note is welcome and nothing depends on it. */
export function signUpSent(translate: Translate, project: string, signupId: number): Content {
  return {
    text: translate('volunteer-sent', { project }),
    keyboard: [
      [button(translate('volunteer-add-note'), 'volunteer', 'note', signupId)],
      [button(translate('volunteer-take-back'), 'volunteer', 'back', signupId)],
    ],
  };
}

export function alreadySignedUp(translate: Translate, signupId: number): Content {
  return {
    text: translate('volunteer-already'),
    keyboard: [
      [button(translate('volunteer-add-note'), 'volunteer', 'note', signupId)],
      [button(translate('volunteer-take-back'), 'volunteer', 'back', signupId)],
    ],
  };
}

const REFUSAL_KEYS = { full: 'volunteer-full', closed: 'volunteer-closed' } as const;

export function signUpRefused(
  translate: Translate,
  reason: Exclude<SignUpDecision['kind'], 'submitted' | 'already'>,
): Content {
  return otherProjects(translate, translate(REFUSAL_KEYS[reason]));
}

/** A sentence with the way to the other projects below it. */
export function otherProjects(translate: Translate, text: string): Content {
  return { text, keyboard: [[button(translate('volunteer-other-projects'), 'project', 'list', 0)]] };
}

export function noteQuestion(translate: Translate): Content {
  return {
    text: translate('volunteer-ask-note'),
    keyboard: [[button(translate('volunteer-without-note'), 'volunteer', 'nonote')]],
  };
}

export function notePassedOn(translate: Translate, note: string, signupId: number): Content {
  return {
    text: translate('volunteer-note-passed', { note }),
    keyboard: [[button(translate('volunteer-take-back'), 'volunteer', 'back', signupId)]],
  };
}

/** The team says yes: who to ask for, and how to take it back. */
export function volunteerAccepted(
  translate: Translate,
  locale: Locale,
  signup: Signup,
  name: string,
): Content {
  const project = inLocale(signup.projectTitle, locale);
  const role = inLocale(signup.roleTitle, locale);
  return {
    text: translate('volunteer-accepted', { name, project, role }),
    keyboard: [[button(translate('volunteer-cannot-come'), 'volunteer', 'back', signup.id)]],
  };
}

/** Enough helpers: kind, with somewhere else to go, never "rejected". */
export function volunteerDeclined(translate: Translate, locale: Locale, signup: Signup): Content {
  const project = inLocale(signup.projectTitle, locale);
  return otherProjects(translate, translate('volunteer-declined', { project }));
}

/** Nobody has answered in time, as promised when the offer was made. */
export function volunteerLate(
  translate: Translate,
  locale: Locale,
  signup: Signup,
  asked: 'team' | 'committee',
): Content {
  const project = inLocale(signup.projectTitle, locale);
  const text =
    asked === 'team'
      ? translate('volunteer-late', { project })
      : translate('volunteer-late-committee', { project });
  return {
    text,
    keyboard: [
      [button(translate('volunteer-other-projects'), 'project', 'list', 0)],
      [button(translate('volunteer-take-back'), 'volunteer', 'back', signup.id)],
    ],
  };
}

/** To the committee: a volunteer whom the team leaves without an answer. */
export function signupLateForStaff(translate: Translate, locale: Locale, signup: Signup): Content {
  return {
    text: translate('signup-late-staff', { project: inLocale(signup.projectTitle, locale) }),
    keyboard: [[button(translate('signup-open-project'), 'team-project', 'open', signup.projectCode)]],
  };
}
