import { POLICY } from '../../domain/policy.ts';
import type { OpsLoginState } from '../../domain/ops-login.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** The link to the queue view, in the officer's own chat. */
export function opsLinkContent(translate: Translate, link: string): Content {
  const lead = translate('ops-link', { minutes: POLICY.opsLoginMinutes });
  return { text: `${lead}\n${link}\n\n${translate('ops-link-warning')}` };
}

/** What a page says: a heading, paragraphs, perhaps one button. */
export interface PageWords {
  title: string;
  paragraphs: string[];
  button?: string;
}

/** Asked before the link is used: what only previews a link presses no button. */
export function opsLoginPage(translate: Translate): PageWords {
  return {
    title: translate('ops-login-title'),
    paragraphs: [
      translate('ops-login-text'),
      translate('ops-login-how-long', { hours: POLICY.opsSessionHours }),
    ],
    button: translate('ops-login-button'),
  };
}

const REFUSALS = {
  used: 'ops-refused-used',
  expired: 'ops-refused-expired',
  unknown: 'ops-refused-unknown',
  not_officer: 'ops-refused-not-officer',
} as const;

export function opsRefusedPage(
  translate: Translate,
  why: Exclude<OpsLoginState, 'open'> | 'unknown',
): PageWords {
  const reason = translate(REFUSALS[why]);
  const paragraphs = why === 'not_officer' ? [reason] : [reason, translate('ops-what-to-do')];
  return { title: translate('ops-refused-title'), paragraphs };
}

/** To somebody who comes to the queue view without a session. */
export function opsClosedPage(translate: Translate): PageWords {
  return {
    title: translate('ops-closed-title'),
    paragraphs: [translate('ops-closed'), translate('ops-what-to-do')],
  };
}

export function opsLimitedPage(translate: Translate): PageWords {
  return { title: translate('ops-limited-title'), paragraphs: [translate('ops-limited')] };
}
