import type { Update } from 'grammy/types';
import type { Message } from '../../../src/simulator/types.ts';
import { pressOn } from '../../support/presses.ts';
import { type SeededSurvey, seedRespondent } from '../../support/survey-rows.ts';
import type { InboxWorld } from './inbox-world.ts';

/** Somebody at the first question of a survey whose one question is called `wishes`. */
export interface Respondent {
  id: number;
  responseId: number;
}

/** So many of them, with Telegram ids from `firstId` on. */
export async function seedRespondents(
  { db, simulator }: Pick<InboxWorld, 'db' | 'simulator'>,
  survey: SeededSurvey,
  firstId: number,
  count: number,
): Promise<Respondent[]> {
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const id = firstId + index;
      simulator.addPerson({ id, firstName: `Person${id}`, languageCode: 'en' });
      simulator.open(id);
      return { id, responseId: await seedRespondent(db, survey, id) };
    }),
  );
}

export function tick(person: Respondent, code: string): Update {
  return pressInOwnChat(person, `survey:on:${person.responseId}:wishes:${code}`);
}

export function untick(person: Respondent, code: string): Update {
  return pressInOwnChat(person, `survey:off:${person.responseId}:wishes:${code}`);
}

function pressInOwnChat({ id }: Respondent, data: string): Update {
  const message = { message_id: 1, date: 1, chat: { id, type: 'private', first_name: 'P' } };
  return pressOn(message as unknown as Message, id, data);
}

/** What is stored of a response: the ticked codes and the words. */
export async function storedOf({ db }: Pick<InboxWorld, 'db'>, { responseId }: Respondent) {
  const row = await db
    .selectFrom('answers')
    .select(['codes', 'comment'])
    .where('response_id', '=', responseId)
    .executeTakeFirst();
  return { codes: row?.codes ?? [], comment: row?.comment ?? null };
}
