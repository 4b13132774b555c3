import type { World } from './world.ts';

/** What the product believes about these people, in the order asked: `sent, attempt 1`. */
export async function fates({ db }: Pick<World, 'db'>, chatIds: number[]): Promise<string[]> {
  if (chatIds.length === 0) return [];
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('residents', 'residents.id', 'deliveries.resident_id')
    .select(['residents.telegram_id', 'deliveries.status', 'deliveries.attempts'])
    .where('residents.telegram_id', 'in', chatIds)
    .execute();
  const byChat = new Map(rows.map((row) => [row.telegram_id, `${row.status}, attempt ${row.attempts}`]));
  return chatIds.map((chatId) => byChat.get(chatId) ?? 'no row');
}
