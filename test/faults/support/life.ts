import { sql } from 'kysely';
import { sleep } from './kill.ts';
import { executedSends } from './ledger.ts';
import { STAFF_ID } from './seed.ts';
import { type World, until } from './world.ts';

/** Presses a button of the progress message; resolves when the bot has said that it is done. */
export async function press(
  { simulator }: World,
  action: 'pause' | 'resume' | 'cancel',
  id: number,
): Promise<void> {
  const answer = await simulator.tap(STAFF_ID, STAFF_ID, 1, { data: `broadcast:${action}:${id}` });
  if (!answer) throw new Error(`the press of ${action} was never answered`);
}

/** How many were still sent after the press was acknowledged. */
export async function sentAfter(world: World, action: 'pause' | 'cancel', id: number): Promise<number> {
  await press(world, action, id);
  const acknowledged = executedSends(world.simulator).length;
  await sleep(300);
  return executedSends(world.simulator).length - acknowledged;
}

/** Waits until somebody is sent to after this moment. */
export async function goesOn({ simulator }: World): Promise<void> {
  const before = executedSends(simulator).length;
  await until(() => executedSends(simulator).length > before, 'the sending to go on');
}

/** All deliveries, whatever has become of them. */
export async function total(world: World, id: number): Promise<number> {
  return Object.values(await world.counts(id)).reduce((sum, count) => sum + count, 0);
}

/** Looks again and again whether the broadcast calls itself finished while somebody still waits. */
export function watchFinish({ db }: World, id: number): { stop(): Promise<unknown[]> } {
  const contradictions: unknown[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { rows } = await sql<{ open: number }>`
        select count(*) as open from broadcasts b join deliveries d on d.broadcast_id = b.id
        where b.id = ${id} and b.status = 'finished' and d.status in ('pending', 'sending', 'held')
        having count(*) > 0
      `.execute(db);
      contradictions.push(...rows);
      await sleep(50);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await watching;
      return contradictions;
    },
  };
}
