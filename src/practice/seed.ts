import type { Db } from '../db/client.ts';
import { type CommunityRecord, importCommunities } from '../db/communities.ts';
import { chooseLocale, ensureResident, joinCommunity, recordConsent } from '../db/residents.ts';
import { queueEffect } from '../db/outbox.ts';
import { localeOfTag } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import { NO_POWERS } from '../domain/role.ts';
import type { Person } from '../simulator/types.ts';
import { setPersonalCommands } from '../telegram/commands.ts';
import { translator } from '../telegram/i18n.ts';
import { BOARD_GROUP, BOARD_MEMBERS, CLERK, LEADER, MEMBERS } from './people.ts';

const ZONE = 'Asia/Shanghai';
const COMMUNITIES: CommunityRecord[] = [
  community('xinghua', ['兴华社区', 'Xinghua', 'Xinghua'], [2480, 4760, 890]),
  community('qingyuan', ['清源社区', 'Qingyuan', 'Qingyuan'], [2210, 4390, 1020]),
  community('heping', ['和平里社区', 'Hepingli', 'Hepingli'], [2055, 4105, 640]),
];

/** Fills an empty practice database: communities, a clerk, three neighbours, a building leader, a project with its team. Once. */
export async function seedPractice(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const filled = await tx.selectFrom('communities').select('id').limit(1).executeTakeFirst();
    if (filled) return;
    await importCommunities(tx, COMMUNITIES, now);
    const { id: communityId } = await tx
      .selectFrom('communities')
      .select('id')
      .where('code', '=', 'xinghua')
      .executeTakeFirstOrThrow();
    const projectId = await addProject(tx, communityId, now);
    const clerkId = await addResident(tx, CLERK, communityId, now);
    await grant(tx, { resident_id: clerkId, role: 'staff', community_id: communityId, granted_at: now });
    const powers = { ...NO_POWERS, staffCommunityIds: [communityId] };
    const menu = setPersonalCommands(CLERK.id, translator(localeOfTag(CLERK.languageCode) ?? 'zh'), powers);
    await queueEffect(tx, CLERK.id, menu, now);
    for (const member of MEMBERS) await addResident(tx, member, communityId, now);
    const leader = { role: 'building_leader' as const, building: '3', community_id: communityId };
    const leaderId = await addResident(tx, LEADER, communityId, now);
    await grant(tx, { resident_id: leaderId, ...leader, granted_at: now });
    for (const member of BOARD_MEMBERS) {
      const residentId = await addResident(tx, member, communityId, now);
      await grant(tx, {
        resident_id: residentId,
        role: 'board_member',
        project_id: projectId,
        granted_at: now,
      });
    }
  });
}

async function addResident(db: Db, person: Person, communityId: number, now: Date): Promise<number> {
  const locale = localeOfTag(person.languageCode) ?? 'zh';
  await chooseLocale(db, person.id, locale, now);
  const residentId = await ensureResident(db, person.id, locale, now);
  await recordConsent(db, residentId, 'community', POLICY.consentWordingVersion, now);
  await joinCommunity(db, residentId, communityId, now);
  return residentId;
}

type NewRole = { resident_id: number; granted_at: Date } & (
  | { role: 'staff'; community_id: number }
  | { role: 'board_member'; project_id: number }
  | { role: 'building_leader'; community_id: number; building: string }
);

async function grant(db: Db, role: NewRole): Promise<void> {
  await db.insertInto('roles').values(role).execute();
}

async function addProject(db: Db, communityId: number, now: Date): Promise<number> {
  const { id } = await db
    .insertInto('projects')
    .values({
      code: 'shop',
      community_id: communityId,
      title: JSON.stringify({
        zh: '儿童活动中心和二手小店',
        en: "Children's centre and second-hand shop",
        es: 'Centro infantil y tienda de segunda mano',
      }),
      goal: JSON.stringify({
        zh: '孩子放学有地方去，旧东西有人接着用',
        en: 'A place for children after school, and a second life for good things',
        es: 'Un sitio para los niños al salir de clase y otra vida para cosas buenas',
      }),
      stage: 'doing',
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('boards').values({ project_id: id, chat_id: BOARD_GROUP.id, locale: 'zh' }).execute();
  await db
    .insertInto('volunteer_roles')
    .values({
      code: 'shophelp',
      project_id: id,
      title: JSON.stringify({ zh: '小店帮手', en: 'Shop helper', es: 'Ayuda en la tienda' }),
      needed: 5,
      created_at: now,
    })
    .execute();
  return id;
}

function community(
  code: string,
  names: [string, string, string],
  counts: [number, number, number],
): CommunityRecord {
  const [name_zh, name_en, name_es] = names;
  const [households, residents_registered, residents_migrant] = counts;
  return {
    code,
    name_zh,
    name_en,
    name_es,
    time_zone: ZONE,
    households,
    residents_registered,
    residents_migrant,
  };
}
