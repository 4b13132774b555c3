import type { ChatState } from './chat-state.ts';
import type { Context } from './context.ts';
import { pushMembership, pushOwnMembership } from './members.ts';
import { postService } from './people-messages.ts';
import type { BotStatus, Group, User } from './types.ts';
import type { World } from './world.ts';

/** What happens to groups: people come and go, the bot is promoted or thrown out, a group grows up. */
export class Groups {
  readonly #world: World;

  constructor(context: Context) {
    this.#world = context.world;
  }

  /** A new group; with `addedBy` the bot is told that it was added, otherwise it was there all along. */
  add(group: Group, addedBy?: number): void {
    const state = this.#world.addGroup(group);
    if (addedBy === undefined) return;
    const from = this.#world.requirePerson(addedBy).user;
    pushOwnMembership(this.#world, state, from, 'left', state.botStatus);
    postService(this.#world, state, from, { new_chat_members: [this.#world.bot] });
  }

  addMember(groupId: number, personId: number): void {
    const state = this.#world.requireChat(groupId);
    const { user } = this.#world.requirePerson(personId);
    if (state.memberIds.has(personId)) return;
    state.memberIds.add(personId);
    this.#syncMembers(state);
    postService(this.#world, state, user, { new_chat_members: [user] });
    pushMembership(this.#world, state, user, 'left', 'member');
    this.#world.emit({ type: 'world' });
  }

  removeMember(groupId: number, personId: number): void {
    const state = this.#world.requireChat(groupId);
    const { user } = this.#world.requirePerson(personId);
    if (!state.memberIds.delete(personId)) return;
    state.adminIds.delete(personId);
    this.#syncMembers(state);
    postService(this.#world, state, user, { left_chat_member: user });
    pushMembership(this.#world, state, user, 'member', 'left');
    this.#world.emit({ type: 'world' });
  }

  setBotStatus(groupId: number, status: BotStatus): void {
    const state = this.#world.requireChat(groupId);
    const before = state.botStatus;
    if (before === status) return;
    this.#world.setBotStatus(state, status);
    pushOwnMembership(this.#world, state, this.#creator(state), before, status);
    this.#world.emit({ type: 'world' });
  }

  delete(groupId: number): void {
    this.#world.requireChat(groupId).isDeleted = true;
    this.#world.emit({ type: 'world' });
  }

  /** The group becomes a supergroup with a new id; the old id answers with migrate_to_chat_id. */
  upgrade(groupId: number): number {
    const old = this.#world.requireChat(groupId);
    const group = this.#world.groups.get(groupId);
    if (!group || old.chat.type !== 'group') throw new Error(`chat ${groupId} is not a basic group`);
    const newId = -1_000_000_000_000 - Math.abs(groupId);
    this.#world.groups.delete(groupId);
    const upgraded = this.#world.addGroup({
      ...group,
      id: newId,
      type: 'supergroup',
      memberIds: [...old.memberIds],
      adminIds: [...old.adminIds],
      botStatus: old.botStatus,
    });
    const from = this.#creator(old);
    postService(this.#world, old, from, { migrate_to_chat_id: newId });
    old.migratedTo = newId;
    postService(this.#world, upgraded, from, { migrate_from_chat_id: groupId });
    return newId;
  }

  #creator(state: ChatState): User {
    const id = [...state.adminIds][0] ?? [...state.memberIds][0];
    return (id === undefined ? undefined : this.#world.people.get(id)?.user) ?? this.#world.bot;
  }

  #syncMembers(state: ChatState): void {
    const group = this.#world.groups.get(state.chat.id);
    if (group) group.memberIds = [...state.memberIds];
  }
}
