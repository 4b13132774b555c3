import type { Db } from '../../src/db/client.ts';
import { createProject } from '../../src/db/projects.ts';
import { chooseLocale, ensureResident, recordConsent } from '../../src/db/residents.ts';
import { grantRole } from '../../src/db/roles.ts';
import { findVolunteerRole } from '../../src/db/volunteer-roles.ts';
import type { Locale } from '../../src/domain/locale.ts';

export const SHOP = { zh: '二手小店', en: 'Second-hand shop', es: 'Tienda de segunda mano' };
export const HELPER = { zh: '看店帮手', en: 'Shop helper', es: 'Ayuda en la tienda' };

export interface Shop {
  projectId: number;
  projectCode: string;
  roleId: number;
  roleCode: string;
}

let built = 0;

/** The second-hand shop that looks for helpers, in a community that exists. */
export async function openShop(db: Db, at: Date, needed = 5, community = 'xinghua'): Promise<Shop> {
  const { id: communityId } = await db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', community)
    .executeTakeFirstOrThrow();
  built += 1;
  const projectCode = `shop${built}`;
  const roleCode = `help${built}`;
  const projectId = await createProject(
    db,
    {
      code: projectCode,
      communityId,
      title: SHOP,
      goal: {
        en: 'Things find a second home.',
        zh: '旧东西有新主人。',
        es: 'Las cosas encuentran otra casa.',
      },
      stage: 'doing',
      boardLocale: 'en',
      roles: [{ code: roleCode, title: HELPER, needed }],
    },
    at,
  );
  const role = await findVolunteerRole(db, roleCode);
  return { projectId, projectCode, roleId: role?.id ?? 0, roleCode };
}

/** Somebody who has chosen a language and consented, without ever having written to the bot. */
export async function neighbour(
  db: Db,
  telegramId: number,
  at: Date,
  locale: Locale = 'en',
): Promise<number> {
  await chooseLocale(db, telegramId, locale, at);
  const residentId = await ensureResident(db, telegramId, locale, at);
  await recordConsent(db, residentId, 'community', 1, at);
  return residentId;
}

/** Makes a resident a member of the shop's board. */
export async function joinBoard(db: Db, telegramId: number, shop: Shop, at: Date): Promise<void> {
  const residentId = await ensureResident(db, telegramId, 'en', at);
  await grantRole(db, residentId, { role: 'board_member', projectId: shop.projectId }, at);
}
