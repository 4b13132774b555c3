/** Survey taps through the whole product, beside a bare bot on the same HTTP client and one on grammY's own. */
import { type Contender, type Way, startBareBot, startProduct } from './contenders.ts';
import { seedPeople, seedSurveys, startServer } from './database.ts';
import { cpuMs, treeCpuMs } from './programs.ts';
import type { StubOptions } from './stub-options.ts';
import { type Round, printTapRows } from './tap-rows.ts';
import { firstAnswer, tapSurvey } from './tap-survey.ts';
import { sleep } from './telegram-stub.ts';

const PERSONS = 2_000;
const SURVEYS = 60;
const ROUNDS = 5;
const WARM_UP_MS = 4_000;
const RAMP_MS = 500;
const ROUND_MS = 4_000;
const CALM_TAPS_PER_SECOND = 300;

export async function benchTaps(way: Way): Promise<void> {
  const definition = tapSurvey();
  const first = firstAnswer(definition);
  const options: StubOptions = {
    persons: PERSONS,
    surveys: SURVEYS,
    firstAnswer: `${first.step}:${first.code}`,
    audience: 0,
    latencyMs: 0,
  };
  const server = await startServer();
  try {
    const database = await server.createDatabase();
    await seedPeople(database.db, 0, PERSONS);
    await seedSurveys(database.db, PERSONS, SURVEYS, definition, first.step);
    await database.close();
    await compare(way, options, database.url, server.pid);
  } finally {
    await server.stop();
  }
}

async function compare(
  way: Way,
  options: StubOptions,
  databaseUrl: string,
  serverPid: number,
): Promise<void> {
  const product = await startProduct(databaseUrl, options, way);
  const same = await startBareBot(options, way, 'undici');
  const stock = await startBareBot(options, way, 'stock');
  try {
    const contenders = [product, same, stock];
    for (const contender of contenders) await runRound(contender, serverPid, WARM_UP_MS);
    const rounds: Round[][] = contenders.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, contender] of contenders.entries())
        rounds[index]?.push(await runRound(contender, serverPid, ROUND_MS));
    const calm = [];
    for (const contender of [product, same])
      calm.push(await runRound(contender, serverPid, ROUND_MS, CALM_TAPS_PER_SECOND));
    printTapRows(`${way}, ${PERSONS} residents`, rounds, calm, CALM_TAPS_PER_SECOND);
  } finally {
    await Promise.all([product.stop(), same.stop(), stock.stop()]);
  }
}

/** One round: residents tap as fast as they are answered, or so many a second. */
async function runRound(
  { stub, bot }: Contender,
  serverPid: number,
  durationMs: number,
  perSecond?: number,
): Promise<Round> {
  await stub.startTaps(perSecond);
  await sleep(RAMP_MS);
  await stub.countTaps();
  const before = { bot: cpuMs(bot.pid), database: treeCpuMs(serverPid) };
  await sleep(durationMs);
  const after = { bot: cpuMs(bot.pid), database: treeCpuMs(serverPid) };
  const { elapsedMs, taps, calls, firstCallMs, nextQuestionMs, unanswered } = await stub.stopTaps();
  if (taps === 0) throw new Error('no tap was answered');
  if (unanswered > 0) process.stdout.write(`${unanswered} taps were not answered within 30 s\n`);
  const { getUpdates: _, ...made } = calls;
  return {
    tapsPerSecond: (taps * 1000) / elapsedMs,
    callsPerTap: Object.values(made).reduce((sum, count) => sum + count, 0) / taps,
    cpuMsPerTap: (after.bot - before.bot) / taps,
    databaseCpuMsPerTap: (after.database - before.database) / taps,
    firstCallMs,
    nextQuestionMs,
  };
}
