import { sql } from 'kysely';
import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';

export interface TeamChat {
  chatId: number;
  locale: Locale;
}

/**
 * Where the cards of a project's volunteers go: to the team's group; without one to every board member; as long as
 * there is no team at all, to the staff of the community.
 */
export interface Team {
  kind: 'group' | 'members' | 'staff';
  chats: TeamChat[];
}

export async function findTeam(db: Db, projectId: number): Promise<Team> {
  const group = await db
    .selectFrom('boards')
    .select(['chat_id', 'locale'])
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  if (group?.chat_id) return { kind: 'group', chats: [{ chatId: group.chat_id, locale: group.locale }] };
  const members = await selectPeople(db).where('roles.project_id', '=', projectId).execute();
  if (members.length > 0) return { kind: 'members', chats: members };
  const staff = await selectPeople(db)
    .innerJoin('projects', 'projects.community_id', 'roles.community_id')
    .where('projects.id', '=', projectId)
    .where('roles.role', '=', 'staff')
    .execute();
  return { kind: 'staff', chats: staff };
}

/** Every chat in which a post stands under `reference`, with the language it is read in. */
export async function chatsOfPost(db: Db, reference: string): Promise<TeamChat[]> {
  const rows = await db
    .selectFrom('posts')
    .leftJoin('residents', 'residents.telegram_id', 'posts.chat_id')
    .leftJoin('boards', 'boards.chat_id', 'posts.chat_id')
    .select(['posts.chat_id as chatId', 'residents.locale as own', 'boards.locale as group'])
    .where('reference', '=', reference)
    .execute();
  return rows.flatMap(({ chatId, own, group }) => {
    const locale = own ?? group;
    return locale ? [{ chatId, locale }] : [];
  });
}

/** The project whose team talks in this group. */
export async function findBoardProject(db: Db, chatId: number): Promise<number | undefined> {
  const board = await db
    .selectFrom('boards')
    .select('project_id')
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  return board?.project_id;
}

/** Makes a group the team's chat of a project. The group must not be another project's. */
export async function bindGroup(tx: Db, projectId: number, chatId: number, locale: Locale): Promise<void> {
  await tx
    .insertInto('boards')
    .values({ project_id: projectId, chat_id: chatId, locale })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ chat_id: chatId, locale }))
    .execute();
}

/** The group is gone, or the bot was taken out of it. Returns the project that has no group now. */
export async function unbindGroup(db: Db, chatId: number): Promise<number | undefined> {
  const board = await db
    .updateTable('boards')
    .set({ chat_id: null })
    .where('chat_id', '=', chatId)
    .returning('project_id')
    .executeTakeFirst();
  return board?.project_id;
}

/** Telegram gave the group a new id when it became a supergroup; what stands in it is found there from now on. */
export async function moveGroup(db: Db, fromChatId: number, toChatId: number): Promise<void> {
  await sql`
    with boards as (update boards set chat_id = ${toChatId} where chat_id = ${fromChatId})
    update posts set chat_id = ${toChatId} where chat_id = ${fromChatId} and not exists (
      select from posts there where there.chat_id = ${toChatId} and there.reference = posts.reference)
  `.execute(db);
}

function selectPeople(db: Db) {
  return db
    .selectFrom('roles')
    .innerJoin('residents', 'residents.id', 'roles.resident_id')
    .select(['residents.telegram_id as chatId', 'residents.locale'])
    .where('residents.contact_status', '=', 'active')
    .orderBy('roles.id');
}
