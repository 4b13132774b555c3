/** kill -9 of the sending process in mid-broadcast, several times, each time started again at once; then to the end. */
import { type BroadcastPlan, broadcastStub, openAsStaff, untilStatus } from './broadcast.ts';
import { spawnProduct } from './contenders.ts';
import { type BenchServer, seedPeople } from './database.ts';
import type { MassSenderOptions } from './mass-sender-program.ts';
import { type Program, startProgram } from './programs.ts';
import { FIRST_CHAT } from './stub-options.ts';
import { type TelegramStub, startStub } from './telegram-stub.ts';

export interface CrashFigures {
  duplicates: number;
  /** Got nothing and are in no list of doubtful ones. */
  missed: number;
  inDoubt: number;
  /** Of those in doubt: how many did get it. */
  inDoubtReached: number;
  /** The longest time in which nothing was sent. */
  longestGapS: number;
}

export const KILLS = 2;
const LONGEST_STEP_MS = 120_000;

export async function crashProduct(server: BenchServer, plan: BroadcastPlan): Promise<CrashFigures> {
  const { url, db, close } = await server.createDatabase();
  await seedPeople(db, 0, plan.audience);
  const stub = await startStub({ ...broadcastStub(plan), persons: 0 });
  const spawn = () => spawnProduct(url, stub, 'polling', { SEND_RATE: String(plan.rate) });
  let product = await spawn();
  try {
    await openAsStaff(stub, db);
    product = await killInBetween(stub, plan.audience, product, spawn);
    await untilStatus(db, 'finished', plan.longestMs);
    const unknown = await db
      .selectFrom('deliveries')
      .innerJoin('residents', 'residents.id', 'deliveries.resident_id')
      .select('residents.telegram_id')
      .where('deliveries.status', '=', 'unknown')
      .execute();
    return await count(stub, new Set(unknown.map((row) => row.telegram_id - FIRST_CHAT)));
  } finally {
    await product.kill9();
    await stub.stop();
    await close();
  }
}

export async function crashMassSender(
  plan: BroadcastPlan,
  way: MassSenderOptions['way'],
): Promise<CrashFigures> {
  const stub = await startStub({ ...broadcastStub(plan), persons: 0 });
  const spawn = async (isRestart = true) => {
    const options: MassSenderOptions = {
      apiRoot: stub.apiRoot,
      audience: plan.audience,
      firstChat: FIRST_CHAT,
      isRestart,
      way,
    };
    return startProgram('bench/support/mass-sender-program.ts', [JSON.stringify(options)], {});
  };
  let sender = await spawn(false);
  try {
    sender = await killInBetween(stub, plan.audience, sender, spawn);
    await sender.line(/^finished/, plan.longestMs);
    return await count(stub, new Set());
  } finally {
    await sender.kill9();
    await stub.stop();
  }
}

async function killInBetween(
  stub: TelegramStub,
  audience: number,
  first: Program,
  spawn: () => Promise<Program>,
): Promise<Program> {
  let program = first;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await stub.untilPushes(Math.floor((audience * kill) / (KILLS + 1)), LONGEST_STEP_MS);
    await program.kill9();
    program = await spawn();
  }
  return program;
}

async function count(stub: TelegramStub, inDoubt: Set<number>): Promise<CrashFigures> {
  const { duplicates, missed, longestGapMs } = await stub.report();
  const missedInDoubt = missed.filter((index) => inDoubt.has(index)).length;
  return {
    duplicates,
    missed: missed.length - missedInDoubt,
    inDoubt: inDoubt.size,
    inDoubtReached: inDoubt.size - missedInDoubt,
    longestGapS: longestGapMs / 1000,
  };
}
