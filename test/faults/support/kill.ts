import { emptyQueues } from './queue-store.ts';
import { type World, until } from './world.ts';

/**
 * How many deliveries of a process may be in flight on a machine so busy that one takes half a second; on an idle one it
 * is three.
 */
export function mostInFlight(sendRate: number): number {
  return Math.max(3, Math.ceil(sendRate / 2));
}

export interface KillPlan {
  kills: number;
  random: () => number;
  /**
   * Instead of waiting until the leases and locks of the dead process run out, ends them at once and empties the
   * queue, as if that time had gone by.
   */
  isHurried: boolean;
}

/** The people whose delivery was marked `sending` when a process died, kill by kill. */
export type InDoubt = number[][];

const LONGEST_LIFE_MS = 700;
/** What the dead process had written to the socket arrives within this time. */
const LAST_WORDS_MS = 100;

/**
 * Starts Yardbell, lets it send for a random moment, kills it with SIGKILL, and so on; the last one started lives.
 * Fails when the broadcast was over before the last kill: then it proved nothing.
 */
export async function killWhileSending(
  world: World,
  broadcastId: number,
  { kills, random, isHurried }: KillPlan,
): Promise<InDoubt> {
  const inDoubt: InDoubt = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const before = world.simulator.calls.length;
    const run = await world.start();
    const isSending = () => world.simulator.calls.slice(before).some((call) => call.method === 'sendMessage');
    await until(isSending, `sending to go on after kill ${kill}`);
    await sleep(random() * LONGEST_LIFE_MS);
    await run.kill9();
    await sleep(LAST_WORDS_MS);
    const { pending = 0 } = await world.counts(broadcastId);
    if (pending === 0) throw new Error(`nothing was left to send at kill ${kill}`);
    inDoubt.push(await chatsBeingSent(world, broadcastId));
    if (!isHurried) continue;
    await world.expireLeases();
    await emptyQueues(world);
  }
  await world.start();
  return inDoubt;
}

/** The people whose delivery says `sending`. */
export async function chatsBeingSent({ db }: World, broadcastId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('residents', 'residents.id', 'deliveries.resident_id')
    .select('residents.telegram_id')
    .where('deliveries.broadcast_id', '=', broadcastId)
    .where('deliveries.status', '=', 'sending')
    .execute();
  return rows.map((row) => row.telegram_id);
}

export async function sleep(durationMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, durationMs));
}
