import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import { type Locale, inLocale } from '../../domain/locale.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { type Project, nextStage } from '../../domain/project.ts';
import type { VolunteerRole } from '../../domain/volunteer.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { foundText, stageText, titled } from './project.ts';

/** What the reader may do with a project. */
export interface TeamRights {
  isStaff: boolean;
  mayAnswer: boolean;
}

/** A project as its team and the committee see it: who waits, and what there is to do. */
export function teamProjectCard(
  translate: Translate,
  locale: Locale,
  project: Project,
  roles: VolunteerRole[],
  rights: TeamRights,
): Content {
  const waiting = roles.reduce((sum, role) => sum + role.waiting, 0);
  const lines = [
    translate('project-stage', { stage: stageText(translate, project.stage) }),
    '',
    ...roles.map((role) => teamRoleLine(translate, locale, role)),
  ];
  return {
    ...titled(inLocale(project.title, locale), lines),
    keyboard: [
      ...(rights.mayAnswer && waiting > 0
        ? [[button(translate('project-show-waiting', { waiting }), 'team-project', 'waiting', project.code)]]
        : []),
      [button(translate('project-show-links'), 'team-project', 'links', project.code)],
      ...(rights.isStaff ? staffButtons(translate, locale, project, roles) : []),
    ],
  };
}

function teamRoleLine(translate: Translate, locale: Locale, role: VolunteerRole): string {
  const found = translate('project-role-team', {
    found: foundText(translate, locale, role),
    waiting: translate('project-role-waiting', { waiting: role.waiting }),
  });
  return role.isClosed
    ? translate('project-role-and', { found, more: translate('project-role-closed') })
    : found;
}

function staffButtons(
  translate: Translate,
  locale: Locale,
  project: Project,
  roles: VolunteerRole[],
): InlineKeyboardButton[][] {
  const next = nextStage(project.stage);
  return [
    [button(translate('project-survey-open'), 'project-survey', 'choose', project.code)],
    [button(translate('project-invite-board'), 'team-project', 'invite', project.code)],
    [button(translate('project-connect-group'), 'team-project', 'group', project.code)],
    ...roles.map((role) => {
      const title = inLocale(role.title, locale);
      const label = role.isClosed
        ? translate('project-reopen-role', { role: title })
        : translate('project-close-role', { role: title });
      const verb = role.isClosed ? 'reopen' : 'close';
      return [button(buttonLabel(label), 'team-project', verb, role.code)];
    }),
    ...(next
      ? [
          [
            button(
              buttonLabel(translate('project-next-stage', { stage: stageText(translate, next) })),
              'team-project',
              'stage',
              project.code,
              next,
            ),
          ],
        ]
      : []),
  ];
}

/** The links to put on a poster or to forward: the project's, then one for each role. */
export function projectLinks(
  translate: Translate,
  locale: Locale,
  project: Project,
  roles: VolunteerRole[],
  linkTo: (payload: string) => string,
): Content {
  const lines = [
    linkTo(`p-${project.code}`),
    ...roles.flatMap((role) => ['', inLocale(role.title, locale), linkTo(`v-${role.code}`)]),
  ];
  return titled(translate('project-links', { project: inLocale(project.title, locale) }), lines);
}

export function newProjectButton(translate: Translate, communityId: number, community?: string) {
  const label = community ? translate('project-new-in', { community }) : translate('project-new');
  return [button(buttonLabel(label), 'team-project', 'new', communityId)];
}

export function noTeamProjects(translate: Translate): Content {
  return { text: translate('project-team-none') };
}

/** How the team's group is connected. The line to send there stands alone, so that one tap copies it. */
export function connectGroup(
  translate: Translate,
  project: string,
  botUsername: string,
  token: string,
): Content {
  const lead = translate('project-connect-how', { project, bot: `@${botUsername}` });
  const { text, entities } = FormattedString.join([lead, FormattedString.code(`/board ${token}`)], '\n\n');
  return { text, entities };
}

export type ProjectQuestion = 'title' | 'goal' | 'role' | 'needed';

const QUESTION_KEYS = {
  title: 'project-ask-title',
  goal: 'project-ask-goal',
  role: 'project-ask-role',
  needed: 'project-ask-needed',
} as const satisfies Record<ProjectQuestion, string>;

/** One question of the new project; `complaint` says what was wrong with the answer before. */
export function projectQuestion(
  translate: Translate,
  question: ProjectQuestion,
  complaint?: string,
): Content {
  const text = translate(QUESTION_KEYS[question]);
  return {
    text: complaint ? `${complaint}\n\n${text}` : text,
    keyboard: [[button(translate('project-stop'), 'wizard', 'stopproject')]],
  };
}
