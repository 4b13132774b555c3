import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import { type Locale, inLocale } from '../../domain/locale.ts';
import type { Page } from '../../domain/page.ts';
import { buttonLabel } from '../../domain/plain.ts';
import type { AskedFirst, Project, ProjectStage } from '../../domain/project.ts';
import type { SignupStatus, VolunteerRole } from '../../domain/volunteer.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { askedFirstText } from './project-survey.ts';

const STAGE_KEYS = {
  raised: 'project-stage-raised',
  discussed: 'project-stage-discussed',
  decided: 'project-stage-decided',
  doing: 'project-stage-doing',
  judged: 'project-stage-judged',
} as const satisfies Record<ProjectStage, string>;

export function stageText(translate: Translate, stage: ProjectStage): string {
  return translate(STAGE_KEYS[stage]);
}

/** A list whose buttons open a card each; the same list serves residents and teams, by `noun`. */
export function projectList(
  translate: Translate,
  locale: Locale,
  page: Page<Project>,
  noun: 'project' | 'team-project',
): Content {
  const lead = noun === 'project' ? translate('project-list') : translate('project-team-list');
  return {
    text: lead,
    keyboard: [
      ...page.items.map((project) => [
        button(buttonLabel(inLocale(project.title, locale)), noun, 'open', project.code),
      ]),
      ...navigation(translate, page, noun),
    ],
  };
}

/** [⬅] [➡] where there are further pages. */
export function navigation(
  translate: Translate,
  page: Page<unknown>,
  noun: string,
): InlineKeyboardButton[][] {
  const row = [
    ...(page.hasPrevious ? [button(translate('project-page-previous'), noun, 'list', page.number - 1)] : []),
    ...(page.hasNext ? [button(translate('project-page-next'), noun, 'list', page.number + 1)] : []),
  ];
  return row.length > 0 ? [row] : [];
}

/** For somebody who is in no community yet. */
export function noCommunityYet(translate: Translate): Content {
  return {
    text: translate('project-no-community'),
    keyboard: [[button(translate('project-choose-community'), 'join', 'more')]],
  };
}

/** A project as residents see it: what for, how far, and the help it looks for; its team can go on to their side. */
export function projectCard(
  translate: Translate,
  locale: Locale,
  project: Project & { asked: AskedFirst },
  roles: VolunteerRole[],
  isTeam: boolean,
): Content {
  const lines = [
    translate('project-goal', { goal: inLocale(project.goal, locale) }),
    translate('project-stage', { stage: stageText(translate, project.stage) }),
    askedFirstText(translate, locale, project.asked),
    ...(roles.length > 0 ? [''] : []),
    ...roles.map((role) => roleLine(translate, locale, role)),
  ];
  const isOver = project.stage === 'judged';
  return {
    ...titled(inLocale(project.title, locale), lines),
    keyboard: [
      ...roles.flatMap((role) => roleButtons(translate, locale, role, isOver)),
      ...(isTeam ? [[button(translate('project-for-the-team'), 'team-project', 'open', project.code)]] : []),
    ],
  };
}

/** Title in bold, the rest below it. */
export function titled(title: string, lines: string[]): Pick<Content, 'text' | 'entities'> {
  const { text, entities } = FormattedString.join([FormattedString.b(title), ...lines], '\n');
  return { text, entities };
}

function roleLine(translate: Translate, locale: Locale, role: VolunteerRole): string {
  const found = foundText(translate, locale, role);
  const more = roleRemark(translate, role);
  return more ? translate('project-role-and', { found, more }) : found;
}

function roleRemark(translate: Translate, role: VolunteerRole): string | undefined {
  if (role.own) return ownStatus(translate, role.own.status);
  if (role.isClosed) return translate('project-role-closed');
  return role.accepted >= role.needed ? translate('project-role-full') : undefined;
}

/** "Shop helper: 2 of 5 found" */
export function foundText(translate: Translate, locale: Locale, role: VolunteerRole): string {
  const { accepted, needed } = role;
  return translate('project-role', { role: inLocale(role.title, locale), accepted, needed });
}

function ownStatus(translate: Translate, status: SignupStatus): string {
  return status === 'accepted' ? translate('project-own-accepted') : translate('project-own-waiting');
}

function roleButtons(
  translate: Translate,
  locale: Locale,
  role: VolunteerRole,
  isOver: boolean,
): InlineKeyboardButton[][] {
  const title = inLocale(role.title, locale);
  if (role.own) {
    const label = translate('volunteer-take-back-role', { role: title });
    return [[button(buttonLabel(label), 'volunteer', 'back', role.own.id)]];
  }
  if (isOver || role.isClosed || role.accepted >= role.needed) return [];
  const label = translate('volunteer-can-help', { role: title });
  return [[button(buttonLabel(label), 'volunteer', 'up', role.code)]];
}
