import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cancelBroadcast,
  deliveryCounts,
  finishBroadcast,
  lockBroadcast,
  pauseBroadcast,
  reopenForUnknown,
  resumeBroadcast,
  wakeBroadcast,
} from '../../src/db/broadcasts.ts';
import type { Db } from '../../src/db/client.ts';
import { recoverLostClaims, releaseHeld } from '../../src/db/deliveries.ts';
import {
  type BroadcastAction,
  type BroadcastKind,
  type DeliveryCounts,
  isAllowed,
  totalOf,
  waitingOf,
} from '../../src/domain/broadcast.ts';
import type { DeliveryOutcome } from '../../src/domain/delivery.ts';
import { type Claimed, type Ledger, minutesLater, openLedger } from '../support/ledger.ts';

const MEMBERS = 3;
const WALKS = 15;

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger(MEMBERS);
});
afterAll(async () => await ledger.close());

/** What staff, senders, dying processes and the reconciler may do, in any order and at the same time. */
type Step =
  | { kind: BroadcastAction }
  | { kind: 'resend' | 'look' | 'sleep' }
  | { kind: 'claim'; member: number }
  | { kind: 'settle'; member: number; outcome: DeliveryOutcome };

const member = fc.nat(MEMBERS - 1);
const outcome = fc.constantFrom<DeliveryOutcome>(
  { status: 'sent', messageId: 1 },
  { status: 'sent', messageId: 1 },
  { status: 'pending', failure: 'refused connection', isUncounted: true },
  { status: 'unknown', failure: 'reset' },
  { status: 'failed', failure: 'too long' },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('claim' as const), member }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('settle' as const), member, outcome }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'look' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'resend' as const, 'sleep' as const) }),
  },
);
/** Each inner list happens at once. */
const walks = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 5, maxLength: 25 });
const kinds = fc.constantFrom<BroadcastKind>('meeting_notice', 'survey_invitation');

/** One broadcast, its calls, and what each member got. */
class Walk {
  readonly copies = Array.from({ length: MEMBERS }, () => 0);
  resends = 0;
  readonly #open = new Map<number, Claimed>();
  #minutes = 0;
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }

  async take(next: Step): Promise<void> {
    const { db } = ledger;
    switch (next.kind) {
      case 'claim':
        return await this.#claim(next.member);
      case 'settle':
        return await this.#settle(next.member, next.outcome);
      case 'sleep':
        // Whoever held a claim was killed or is stalled; a stalled one may still settle later.
        this.#minutes += 1;
        return;
      case 'look':
        return await this.look();
      case 'resend':
        return await db.transaction().execute(async (tx) => {
          const broadcast = await lockBroadcast(tx, this.id);
          if (broadcast?.status === 'finished')
            this.resends += (await reopenForUnknown(tx, this.id)) > 0 ? 1 : 0;
        });
      case 'pause':
      case 'resume':
      case 'cancel':
        await db.transaction().execute((tx) => this.#act(tx, next.kind));
    }
  }

  /** What a job and the reconciler do, apart from sending. */
  async look(): Promise<void> {
    const now = minutesLater(this.#minutes);
    await recoverLostClaims(ledger.db, this.id, now, now);
    await releaseHeld(ledger.db, this.id, now);
    await wakeBroadcast(ledger.db, this.id, now);
    await finishBroadcast(ledger.db, this.id, now);
  }

  async #act(tx: Db, action: BroadcastAction): Promise<void> {
    const broadcast = await lockBroadcast(tx, this.id);
    if (!broadcast || !isAllowed(action, { status: broadcast.status, heldReason: broadcast.held_reason }))
      return;
    if (action === 'pause') await pauseBroadcast(tx, this.id);
    if (action === 'resume') await resumeBroadcast(tx, broadcast);
    if (action === 'cancel') await cancelBroadcast(tx, this.id, minutesLater(this.#minutes));
  }

  async #claim(index: number): Promise<void> {
    const claim = await ledger.claim(this.id, ledger.residents[index], minutesLater(this.#minutes));
    if (claim.attempts === undefined) return;
    this.#open.set(index, claim);
  }

  async #settle(index: number, result: DeliveryOutcome): Promise<void> {
    const claim = this.#open.get(index);
    if (!claim) return;
    this.#open.delete(index);
    // Only a call that surely failed leaves no copy behind, whether its outcome is recorded or not.
    if (!result.isUncounted && result.status !== 'failed') this.copies[index] = (this.copies[index] ?? 0) + 1;
    await ledger.settle(claim, result, minutesLater(this.#minutes));
  }
}

interface Standing {
  status: string;
  counts: DeliveryCounts;
}

/** Status and counts of one instant. */
async function standing(id: number): Promise<Standing> {
  return await ledger.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { status } = await tx
        .selectFrom('broadcasts')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return { status, counts: await deliveryCounts(tx, id) };
    });
}

function expectSound({ status, counts }: Standing, before: Standing): void {
  expect(totalOf(counts)).toBe(MEMBERS);
  if (status === 'finished') expect(waitingOf(counts)).toBe(0);
  if (status === 'cancelled') expect((counts.pending ?? 0) + (counts.held ?? 0)).toBe(0);
  if (before.status === 'cancelled') expect(status).toBe('cancelled');
}

test('whatever staff, senders and dying processes do at once, the sum stands and nothing ends with somebody waiting', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, walks, async (kind, steps) => {
      const walk = new Walk(await ledger.start(kind));
      let before = await standing(walk.id);
      for (const atOnce of steps) {
        const watching = standing(walk.id);
        await Promise.all(atOnce.map((next) => walk.take(next)));
        expectSound(await watching, before);
        const now = await standing(walk.id);
        expectSound(now, before);
        before = now;
      }
      const most = (kind === 'meeting_notice' ? 2 : 1) + walk.resends;
      expect(Math.max(...walk.copies)).toBeLessThanOrEqual(most);
    }),
    { numRuns: WALKS },
  );
});

test('after any such walk everything ends once somebody lets it go on', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, walks, async (kind, steps) => {
      const walk = new Walk(await ledger.start(kind));
      for (const atOnce of steps) await Promise.all(atOnce.map((next) => walk.take(next)));
      await walk.take({ kind: 'resume' });
      await walk.take({ kind: 'sleep' });
      for (let round = 0; round < 3; round += 1) {
        await walk.look();
        for (let index = 0; index < MEMBERS; index += 1) {
          await walk.take({ kind: 'claim', member: index });
          await walk.take({ kind: 'settle', member: index, outcome: { status: 'sent', messageId: 1 } });
        }
      }
      await walk.look();
      const { status, counts } = await standing(walk.id);
      expect(['finished', 'cancelled']).toContain(status);
      expect(waitingOf(counts)).toBe(0);
    }),
    { numRuns: WALKS },
  );
});

test('control: a broadcast called finished without a look at its deliveries is caught', async () => {
  const id = await ledger.start('meeting_notice');
  const before = await standing(id);
  await sql`update broadcasts set status = 'finished' where id = ${id}`.execute(ledger.db);
  const after = await standing(id);
  expect(() => expectSound(after, before)).toThrow('expected 3 to be +0');
});
