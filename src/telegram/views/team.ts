import type { InlineKeyboardButton } from 'grammy/types';
import type { Page } from '../../domain/page.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { navigation } from './project.ts';

/** What an invitation is to: a committee, the board of a project, or a building, by name. */
export type InvitationPlace =
  | { role: 'staff' | 'board_member'; place: string }
  | { role: 'building_leader'; place: string; building: string };

function roleText(translate: Translate, to: InvitationPlace): string {
  const { place } = to;
  if (to.role === 'building_leader') return translate('leader-role', { place, building: to.building });
  return translate(to.role === 'staff' ? 'invitation-role-staff' : 'invitation-role-board', { place });
}

const GIVES = {
  staff: 'invitation-gives-staff',
  board_member: 'invitation-gives-board',
  building_leader: 'leader-gives',
} as const;

/** What the link gives, before it gives anything. Whoever has agreed to nothing yet reads what is kept, too. */
export function invitationQuestion(
  translate: Translate,
  to: InvitationPlace,
  token: string,
  hasConsented: boolean,
): Content {
  const parts = [
    translate('invitation-question', { role: roleText(translate, to) }),
    translate(GIVES[to.role]),
  ];
  if (!hasConsented) parts.push(translate('invitation-what-is-kept'));
  return {
    text: parts.join('\n\n'),
    keyboard: [
      [
        button(translate('invitation-accept'), 'invitation', 'yes', token),
        button(translate('invitation-refuse'), 'invitation', 'no'),
      ],
    ],
  };
}

export function invitationAccepted(translate: Translate, to: InvitationPlace): Content {
  const accepted = translate('invitation-accepted', { role: roleText(translate, to) });
  if (to.role === 'staff') return { text: accepted };
  const now = to.role === 'board_member' ? 'invitation-board-now' : 'leader-now';
  return { text: `${accepted}\n${translate(now)}` };
}

/** To the inviter: the invitation was used, once and for all. */
export function invitationRedeemed(translate: Translate, to: InvitationPlace): Content {
  return { text: translate('invitation-redeemed', { role: roleText(translate, to) }) };
}

/** To the inviter and the officers: a used link was opened by somebody else. */
export function invitationOpenedTwice(translate: Translate, to: InvitationPlace): Content {
  return { text: translate('invitation-opened-twice', { role: roleText(translate, to) }) };
}

/** The text to forward to one person, with the link. */
export function invitationToForward(
  translate: Translate,
  to: InvitationPlace,
  link: string,
  until: string,
): Content {
  return { text: `${translate('invitation-forward', { role: roleText(translate, to), until })}\n${link}` };
}

export interface CommunityLine {
  id: number;
  name: string;
  households: number | null;
  members: number;
  staff: number;
}

/** /team: the own communities and boards in numbers, and the way to invite a colleague. */
export function teamContent(
  translate: Translate,
  communities: CommunityLine[],
  boards: { project: string; members: number }[],
  calls: number,
): Content {
  const lines = [
    translate('team-lead'),
    ...communities.map(({ name, members, staff }) =>
      translate('team-community', { community: name, members, staff }),
    ),
    ...boards.map(({ project, members }) => translate('team-board', { project, members })),
  ];
  return {
    text: lines.join('\n'),
    keyboard: [
      ...(calls > 0 ? [[button(translate('call-list-open', { count: calls }), 'call', 'list')]] : []),
      ...communities.flatMap((community) => inviteRows(translate, community, communities.length === 1)),
    ],
  };
}

/** Who can be invited to a community: a colleague, and a leader for a building. */
function inviteRows(
  translate: Translate,
  { id, name }: CommunityLine,
  isOnly: boolean,
): InlineKeyboardButton[][] {
  const colleague = isOnly
    ? translate('team-invite-colleague')
    : translate('team-invite-colleague-in', { community: name });
  const leader = isOnly ? translate('leader-invite') : translate('leader-invite-in', { community: name });
  return [
    [button(buttonLabel(colleague), 'team', 'colleague', id)],
    [button(buttonLabel(leader), 'leader', 'invite', id)],
  ];
}

/** /admin: communities in numbers, never names of people, and the way to invite their staff. */
export function adminContent(translate: Translate, page: Page<CommunityLine>): Content {
  const lines = page.items.map(({ name, households, members, staff }) =>
    households === null
      ? translate('team-admin-community-unknown', { community: name, members, staff })
      : translate('team-admin-community', { community: name, households, members, staff }),
  );
  const invite = (line: CommunityLine): InlineKeyboardButton[] => [
    button(buttonLabel(translate('team-invite-staff', { community: line.name })), 'team', 'staff', line.id),
  ];
  return {
    text: [
      page.items.length > 0 ? translate('team-admin-lead') : translate('team-admin-none'),
      ...lines,
    ].join('\n'),
    keyboard: [
      ...page.items.map(invite),
      ...navigation(translate, page, 'team'),
      [button(translate('ops-open'), 'ops', 'link')],
    ],
  };
}
