import { sql } from 'kysely';
import { describe, test } from 'vitest';
import { UNWRITTEN } from '../../src/domain/delivery.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { fates } from './support/fates.ts';
import { killWhileSending } from './support/kill.ts';
import { reached } from './support/ledger.ts';
import { attempts, order } from './support/poison.ts';
import { forgetAttempts } from './support/protection.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
const SERVER_ERROR = { kind: 'status', status: 500, description: 'Internal Server Error' } as const;

describe.concurrent('A13 one poisoned recipient', () => {
  test(
    'is tried three times at most, given up with a reason, and nobody else notices',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 60 });
      const [, broken = 0, garbled = 0, ...rest] = world.members;
      order(world, broken, SERVER_ERROR);
      order(world, garbled, { kind: 'truncated_json' });
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await world.finished(id);
      for (const person of [broken, garbled]) expect(attempts(world, person)).toBeLessThanOrEqual(3);
      expect(await reasonsOf(world)).toEqual([expect.any(String), expect.any(String)]);
      expect(reached(world.simulator, rest)).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );

  test(
    'does not come back through the death of two processes',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 150, sendRate: 50 });
      const [broken = 0, ...rest] = world.members;
      order(world, broken, SERVER_ERROR);
      const { id } = await world.broadcast('meeting_notice');
      await killWhileSending(world, id, { kills: 2, random: () => 0.5, isHurried: true });
      await world.finished(id);
      expect(attempts(world, broken)).toBeLessThanOrEqual(3);
      expect((await fates(world, [broken]))[0]).toMatch(/^(failed|unknown)/);
      expect(reached(world.simulator, rest)).toMatchObject({ missed: [] });
    },
    HANG_GUARD_MS,
  );

  test(
    'is tried without end when nobody counts (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 5 });
      const [broken = 0] = world.members;
      await forgetAttempts(world);
      order(world, broken, SERVER_ERROR);
      await world.broadcast('meeting_notice');
      await world.start();
      await until(() => attempts(world, broken) > 3, 'a fourth try');
      expect(attempts(world, broken)).toBeGreaterThan(3);
    },
    HANG_GUARD_MS,
  );

  test(
    'whose text cannot be put together is given up without a call, in this process and in the next ones',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 150, sendRate: 50 });
      const [broken = 0, ...rest] = world.members;
      await speaks(world, broken, 'es');
      const { id } = await world.broadcast('survey_invitation');
      await breakIntroduction(world, 'es');
      const inDoubt = await killWhileSending(world, id, { kills: 2, random: () => 0.5, isHurried: true });
      await world.finished(id);
      expect(attempts(world, broken)).toBe(0);
      expect(await fates(world, [broken])).toEqual(['failed, attempt 1']);
      expect(await reasonsOf(world)).toContain(UNWRITTEN);
      const { missed, doubled } = reached(world.simulator, rest);
      expect(missed.filter((person) => !inDoubt.flat().includes(person))).toEqual([]);
      expect(doubled).toEqual([]);
    },
    HANG_GUARD_MS,
  );
});

async function speaks({ db }: World, person: number, locale: Locale): Promise<void> {
  await db.updateTable('residents').set({ locale }).where('telegram_id', '=', person).execute();
}

/** No text can be made of this object: what a damaged translation does to the sentence it stands in. */
async function breakIntroduction({ db }: World, locale: Locale): Promise<void> {
  await sql`
    update surveys set definition =
      jsonb_set(definition, array['intro', ${locale}::text], '{"toString": null, "valueOf": null}')
  `.execute(db);
}

async function reasonsOf({ db }: World): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('failure')
    .where('status', 'in', ['failed', 'unknown'])
    .execute();
  return rows.map((row) => row.failure);
}
