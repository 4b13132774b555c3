import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';
import { ensureResident } from './residents.ts';

/** Gives the sub-district officers named in the configuration their role; those who have it keep it. */
export async function grantOfficers(db: Db, telegramIds: number[], locale: Locale, at: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const telegramId of telegramIds) {
      const residentId = await ensureResident(tx, telegramId, locale, at);
      await tx
        .insertInto('roles')
        .values({ resident_id: residentId, role: 'officer', granted_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
}
