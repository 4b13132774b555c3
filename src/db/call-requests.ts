import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';

/** Somebody who asked for a person. Without a number they are written to in the chat. */
export interface CallRequest {
  id: number;
  communityId: number;
  phone: string | null;
  requestedAt: Date;
  chatId: number;
  locale: Locale;
}

/** Asks once: whoever waits already only changes the number. False when they waited already. */
export async function requestCall(
  tx: Db,
  request: { communityId: number; residentId: number; phone: string | null },
  now: Date,
): Promise<boolean> {
  const { communityId, residentId, phone } = request;
  const { numUpdatedRows } = await tx
    .updateTable('call_requests')
    .set({ phone })
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return false;
  await tx
    .insertInto('call_requests')
    .values({ community_id: communityId, resident_id: residentId, phone, requested_at: now })
    .execute();
  return true;
}

function openRequests(db: Db) {
  return db
    .selectFrom('call_requests')
    .innerJoin('residents', 'residents.id', 'call_requests.resident_id')
    .select([
      'call_requests.id',
      'call_requests.community_id as communityId',
      'call_requests.phone',
      'call_requests.requested_at as requestedAt',
      'residents.telegram_id as chatId',
      'residents.locale',
    ])
    .where('call_requests.done_at', 'is', null);
}

/** Who waits in these communities, the longest first. */
export async function listCallRequests(db: Db, communityIds: number[]): Promise<CallRequest[]> {
  if (communityIds.length === 0) return [];
  return await openRequests(db)
    .where('call_requests.community_id', 'in', communityIds)
    .orderBy('call_requests.id')
    .execute();
}

export async function findCallRequest(db: Db, id: number): Promise<CallRequest | undefined> {
  return await openRequests(db).where('call_requests.id', '=', id).executeTakeFirst();
}

/** Marks a request done and forgets the number; false when a colleague was first. */
export async function finishCall(tx: Db, id: number, doneBy: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('call_requests')
    .set({ done_at: now, done_by: doneBy, phone: null })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Which community a resident's own response belongs to. */
export async function communityOfResponse(
  db: Db,
  id: number,
  residentId: number,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('survey_responses')
    .innerJoin('surveys', 'surveys.id', 'survey_responses.survey_id')
    .select('surveys.community_id')
    .where('survey_responses.id', '=', id)
    .where('survey_responses.resident_id', '=', residentId)
    .executeTakeFirst();
  return row?.community_id;
}
