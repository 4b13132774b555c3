import type { Update, UpdateContent } from './types.ts';

export type QueuedUpdate = {
  id: number;
  kind: string;
  update: Update;
  /** Updates of one key are delivered in order; different keys are independent. */
  orderingKey: string;
  /** Real unix ms after which Telegram no longer delivers it. */
  expiresAt: number;
};

const queueLimit = 100_000;
const rememberedUpdates = 20_000;

/** Kinds that a bot gets only when it asks for them. */
const onDemandKinds = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** The bot's updates that were not confirmed yet, oldest first; at most 100,000, more are lost silently. */
export class UpdateQueue {
  readonly pending = new Map<number, QueuedUpdate>();
  allowedKinds: Set<string> | undefined;
  onPush: (queued: QueuedUpdate) => void = () => {};
  /** Delivered updates, so that one can be delivered again on demand. */
  readonly #remembered = new Map<number, QueuedUpdate>();
  /** Handed out by `take` and not confirmed yet. */
  readonly #taken = new Set<number>();
  /** Queued again and not handed out yet: an offset above their id does not confirm them. */
  readonly #repeated = new Set<number>();
  #lastId: number;

  constructor(firstId = 100_000_001) {
    this.#lastId = firstId - 1;
  }

  /** Queues an update and returns its id, or 0 when the bot does not want this kind. */
  push(content: UpdateContent, orderingKey: string, lifetimeMs: number): number {
    const kind = Object.keys(content)[0] ?? '';
    if (!this.#isAllowed(kind) || this.pending.size >= queueLimit) return 0;
    this.#lastId += 1;
    const id = this.#lastId;
    const queued: QueuedUpdate = {
      id,
      kind,
      update: { update_id: id, ...content },
      orderingKey,
      expiresAt: Date.now() + lifetimeMs,
    };
    this.pending.set(id, queued);
    this.#remember(queued);
    this.onPush(queued);
    return id;
  }

  /** The update is queued again under its old id, as after a lost confirmation. */
  redeliver(updateId: number): void {
    const queued = this.#remembered.get(updateId);
    if (!queued) throw new Error(`update ${updateId} is unknown or too long ago`);
    queued.expiresAt = Math.max(queued.expiresAt, Date.now() + 60_000);
    this.pending.set(updateId, queued);
    this.#repeated.add(updateId);
    this.onPush(queued);
  }

  /** Continues the numbering elsewhere, as Telegram does after a quiet week. */
  jumpTo(nextUpdateId: number): void {
    this.#lastId = nextUpdateId - 1;
  }

  confirm(updateId: number): void {
    this.pending.delete(updateId);
    this.#taken.delete(updateId);
    this.#repeated.delete(updateId);
  }

  /** Confirms everything below `offset`; a negative offset keeps only the last ones. */
  confirmBefore(offset: number): void {
    if (offset < 0) {
      const surplus = this.pending.size + offset;
      let dropped = 0;
      for (const id of this.pending.keys()) {
        if (dropped >= surplus) break;
        this.pending.delete(id);
        dropped += 1;
      }
      return;
    }
    for (const id of this.#taken) {
      if (id < offset) this.confirm(id);
    }
    for (const id of this.pending.keys()) {
      if (id >= offset) break;
      if (!this.#repeated.has(id)) this.pending.delete(id);
    }
  }

  take(limit: number): Update[] {
    const now = Date.now();
    const taken: Update[] = [];
    for (const queued of this.pending.values()) {
      if (taken.length >= limit) break;
      if (queued.expiresAt < now) {
        this.confirm(queued.id);
        continue;
      }
      this.#taken.add(queued.id);
      this.#repeated.delete(queued.id);
      taken.push(queued.update);
    }
    return taken;
  }

  #isAllowed(kind: string): boolean {
    if (!this.allowedKinds || this.allowedKinds.size === 0) return !onDemandKinds.has(kind);
    return this.allowedKinds.has(kind);
  }

  #remember(queued: QueuedUpdate): void {
    this.#remembered.set(queued.id, queued);
    if (this.#remembered.size <= rememberedUpdates) return;
    const oldest = this.#remembered.keys().next().value;
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }
}
