/** Survey taps through the whole product, beside a bare bot on the same HTTP client and one on grammY's own. */
import { type Contender, type Way, startBareBot, startProduct } from './contenders.ts';
import { seedPeople, seedSurveys, startServer } from './database.ts';
import { cpuMs, treeCpuMs } from './programs.ts';
import { median, percentile, printRow } from './rows.ts';
import type { StubOptions } from './stub-options.ts';
import { firstAnswer, tapSurvey } from './tap-survey.ts';
import { sleep } from './telegram-stub.ts';

const PERSONS = 2_000;
const SURVEYS = 60;
const ROUNDS = 5;
const WARM_UP_MS = 4_000;
const RAMP_MS = 500;
const ROUND_MS = 4_000;
const CALM_TAPS_PER_SECOND = 300;
const SAME_CLIENT_TARGET = 0.6;
const STOCK_CLIENT_TARGET = 1.2;

interface Round {
  tapsPerSecond: number;
  callsPerTap: number;
  cpuMsPerTap: number;
  databaseCpuMsPerTap: number;
  firstCallMs: number[];
  nextQuestionMs: number[];
}

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
    print(way, rounds, calm);
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
  const { elapsedMs, taps, calls, firstCallMs, nextQuestionMs } = await stub.stopTaps();
  if (taps === 0) throw new Error('no tap was answered');
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

function print(way: Way, rounds: Round[][], calm: Round[]): void {
  const [ours = [], same = [], stock = []] = rounds;
  const of = (list: Round[], figure: (round: Round) => number) => median(list.map(figure));
  const calls = of(ours, (round) => round.callsPerTap).toFixed(2);
  const sameCalls = of(same, (round) => round.callsPerTap).toFixed(2);
  const per = `${calls} API calls a tap, the bare bot ${sameCalls}`;
  const compareTo = (other: Round[], other_is: string, target: number) => {
    const ratio = median(
      ours.map((round, index) => round.tapsPerSecond / (other[index]?.tapsPerSecond ?? 0)),
    );
    const [oursPerSecond, otherPerSecond] = [ours, other].map((list) =>
      of(list, (round) => round.tapsPerSecond),
    );
    printRow({
      what: `survey taps, ${way}, ${PERSONS} residents, ${per}`,
      ours: oursPerSecond ?? 0,
      other: otherPerSecond ?? 0,
      other_is,
      unit: 'taps/s',
      ratio,
      target,
      met: ratio >= target,
    });
  };
  compareTo(same, 'bare grammY, same HTTP client, no database', SAME_CLIENT_TARGET);
  compareTo(stock, 'bare grammY, its own client, no database', STOCK_CLIENT_TARGET);
  const beside = (what: string, unit: string, figure: (round: Round) => number, lists = [ours, same]) => {
    const [mine = 0, others = 0] = lists.map((list) => of(list, figure));
    printRow({
      what,
      ours: mine,
      other: others,
      other_is: 'bare grammY, same HTTP client',
      unit,
      ratio: mine / others,
    });
  };
  beside('CPU of the bot process a tap', 'ms', (round) => round.cpuMsPerTap);
  printRow({
    what: 'CPU of PostgreSQL a tap',
    ours: of(ours, (round) => round.databaseCpuMsPerTap),
    unit: 'ms',
  });
  const [oursCalm, sameCalm] = calm.map((round) => [round]);
  for (const share of [0.5, 0.95, 0.99]) {
    const name = `p${share * 100}`;
    beside(`${name} delivery to first call, saturated`, 'ms', (round) =>
      percentile(round.firstCallMs, share),
    );
    const at = `at ${CALM_TAPS_PER_SECOND} taps/s`;
    const lists = [oursCalm ?? [], sameCalm ?? []];
    beside(
      `${name} delivery to first call, ${at}`,
      'ms',
      (round) => percentile(round.firstCallMs, share),
      lists,
    );
    beside(
      `${name} delivery to next question, ${at}`,
      'ms',
      (round) => percentile(round.nextQuestionMs, share),
      lists,
    );
  }
}
