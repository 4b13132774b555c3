import type { Locale } from '../../src/domain/locale.ts';
import type { TestYardbell } from './yardbell.ts';

/** A member of the community who leads this building. */
export async function makeLeader(
  yard: TestYardbell,
  id: number,
  locale: Locale,
  building: string,
  community = 'xinghua',
): Promise<number> {
  await yard.resident(id, locale, community);
  const { id: communityId } = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', community)
    .executeTakeFirstOrThrow();
  const { id: residentId } = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', id)
    .executeTakeFirstOrThrow();
  const role = { resident_id: residentId, role: 'building_leader' as const, community_id: communityId };
  await yard.db
    .insertInto('roles')
    .values({ ...role, building, granted_at: yard.clock.now() })
    .execute();
  return id;
}

/** The responses somebody took down for others, oldest first. */
export async function spokenFor(yard: TestYardbell, person: number) {
  return await yard.db
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select([
      'survey_responses.id',
      'survey_responses.mode',
      'survey_responses.style',
      'survey_responses.status',
      'survey_responses.building',
      'survey_responses.step',
    ])
    .where('residents.telegram_id', '=', person)
    .orderBy('survey_responses.id')
    .execute();
}

/** What a response holds, by step: the codes, and the comment after them. */
export async function answersIn(yard: TestYardbell, responseId: number): Promise<Record<string, string[]>> {
  const rows = await yard.db
    .selectFrom('answers')
    .select(['step', 'codes', 'comment'])
    .where('response_id', '=', responseId)
    .orderBy('step')
    .execute();
  return Object.fromEntries(
    rows.map(({ step, codes, comment }) => [step, comment === null ? codes : [...codes, comment]]),
  );
}
