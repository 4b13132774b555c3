/** One message to everybody, by the product or by one of the two usual ways, while a few residents go on tapping. */
import { sql } from 'kysely';
import { startProduct } from './contenders.ts';
import { type BenchServer, seedPeople, seedSurveys } from './database.ts';
import { INVITED_TO } from './invitation.ts';
import type { MassSenderOptions } from './mass-sender-program.ts';
import { peakMemoryMb, startProgram } from './programs.ts';
import { percentile } from './rows.ts';
import { wallMs } from './stub-ledger.ts';
import { FIRST_CHAT, type StubOptions } from './stub-options.ts';
import { firstAnswer, tapSurvey } from './tap-survey.ts';
import { type TelegramStub, sleep, startStub } from './telegram-stub.ts';

export interface BroadcastPlan {
  audience: number;
  /** Permitted, in messages a second. */
  rate: number;
  /** What Telegram answers 429 to: more than `limit` in `windowMs`. */
  limit: number;
  windowMs: number;
  /** The run is cut off then, if it is not over. */
  longestMs: number;
}

export interface BroadcastFigures {
  queuedMs: number;
  firstPushMs: number;
  pushes: number;
  /** Of the permitted rate, between the first and the last message. */
  share: number;
  mostInWindow: number;
  duplicates: number;
  refusedShare: number;
  firstCallP95Ms: number;
  nextQuestionP95Ms: number;
  peakMb: number;
}

const CALL_LATENCY_MS = 60;
const TAPPERS = 200;
const TAPPERS_SURVEYS = 20;
const TAPS_PER_SECOND = 3;
const LOOK_EVERY_MS = 5;

export function broadcastStub(plan: BroadcastPlan): StubOptions {
  const first = firstAnswer(tapSurvey());
  return {
    persons: TAPPERS,
    surveys: TAPPERS_SURVEYS,
    firstAnswer: `${first.step}:${first.code}`,
    audience: plan.audience,
    latencyMs: CALL_LATENCY_MS,
    limit: { count: plan.limit, windowMs: plan.windowMs },
  };
}

/** The product: staff press [Open and invite] in the chat. */
export async function broadcastByProduct(
  server: BenchServer,
  plan: BroadcastPlan,
  env: Record<string, string> = {},
): Promise<BroadcastFigures> {
  const { url, db, close } = await server.createDatabase();
  await seedPeople(db, TAPPERS, plan.audience);
  await seedSurveys(db, TAPPERS, TAPPERS_SURVEYS, tapSurvey(), firstAnswer(tapSurvey()).step);
  const product = await startProduct(url, broadcastStub(plan), 'polling', {
    SEND_RATE: String(plan.rate),
    ...env,
  });
  try {
    const pressedAt = await openAsStaff(product.stub, db);
    const queuedAt = await untilStatus(db, 'any');
    const queued = await sql<{ count: number }>`select count(*) as count from deliveries`.execute(db);
    if (queued.rows[0]?.count !== plan.audience) throw new Error('not everybody was queued at once');
    const finished = untilStatus(db, 'finished', plan.longestMs).catch(() => undefined);
    return await watch(product.stub, product.bot.pid, plan, finished, pressedAt, queuedAt);
  } finally {
    await product.stop();
    await close();
  }
}

type Database = Awaited<ReturnType<BenchServer['createDatabase']>>['db'];

const MOST_LOOKS = 1_000;

/** Staff take the ready survey, which makes a draft of it, and open that; when they pressed the second time. */
export async function openAsStaff(stub: TelegramStub, db: Database): Promise<number> {
  await stub.pressAsStaff(1, `survey-staff:make:1:${INVITED_TO}`);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const draft = await db
      .selectFrom('surveys')
      .select('code')
      .where('status', '=', 'draft')
      .executeTakeFirst();
    if (draft) return await stub.pressAsStaff(1, `draft:open:${draft.code}:0`);
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error('no draft was made');
}

/** When the broadcast was first seen, or seen finished. */
export async function untilStatus(
  db: Database,
  status: 'any' | 'finished',
  longestMs = 30_000,
): Promise<number> {
  const deadline = performance.now() + longestMs;
  while (performance.now() < deadline) {
    const row = await db.selectFrom('broadcasts').select('status').executeTakeFirst();
    if (row && (status === 'any' || row.status === status)) return wallMs();
    await sleep(status === 'any' ? LOOK_EVERY_MS : 250);
  }
  throw new Error(`the broadcast did not get that far in ${longestMs} ms`);
}

/** A plain loop or a job a recipient. */
export async function broadcastByMassSender(
  plan: BroadcastPlan,
  way: MassSenderOptions['way'],
): Promise<BroadcastFigures> {
  const stub = await startStub(broadcastStub(plan));
  const options: MassSenderOptions = {
    apiRoot: stub.apiRoot,
    audience: plan.audience,
    firstChat: FIRST_CHAT + TAPPERS,
    isRestart: false,
    way,
  };
  const sender = startProgram('bench/support/mass-sender-program.ts', [JSON.stringify(options)], {});
  try {
    await sender.line(/^ready/);
    const startedAt = wallMs();
    const queued = await sender.line(/^queued/, plan.longestMs);
    const queuedAt = startedAt + Number(queued.slice('queued '.length));
    const finished = sender.line(/^finished/, plan.longestMs).catch(() => undefined);
    return await watch(stub, sender.pid, plan, finished, startedAt, queuedAt);
  } finally {
    await sender.stop();
    await stub.stop();
  }
}

async function watch(
  stub: TelegramStub,
  pid: number,
  plan: BroadcastPlan,
  finished: Promise<unknown>,
  startedAt: number,
  queuedAt: number,
): Promise<BroadcastFigures> {
  await stub.startTaps(TAPS_PER_SECOND);
  await stub.countTaps();
  await finished;
  const report = await stub.report();
  const peakMb = peakMemoryMb(pid);
  const taps = await stub.stopTaps();
  const elapsedS = (report.lastPushAt - report.firstPushAt) / 1000;
  return {
    queuedMs: queuedAt - startedAt,
    firstPushMs: report.firstPushAt - startedAt,
    pushes: report.pushes,
    share: (report.pushes - 1) / elapsedS / plan.rate,
    mostInWindow: report.mostInWindow,
    duplicates: report.duplicates,
    refusedShare: report.refused / report.attempts,
    firstCallP95Ms: percentile(taps.firstCallMs, 0.95),
    nextQuestionP95Ms: percentile(taps.nextQuestionMs, 0.95),
    peakMb,
  };
}
