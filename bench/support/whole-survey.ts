/** Whole surveys, from [Start] to the thanks, through the product and through conversations kept in PostgreSQL. */
import { sql } from 'kysely';
import type { Db } from '../../src/db/client.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { type Contender, spawnProduct } from './contenders.ts';
import { seedPeople, startServer } from './database.ts';
import { cpuMs, startProgram, treeCpuMs } from './programs.ts';
import { median, percentile, printRow } from './rows.ts';
import type { StubOptions } from './stub-options.ts';
import { sleep, startStub } from './telegram-stub.ts';

export interface WholePlan {
  persons: number;
  /** How many surveys each person may take one after the other. */
  surveys: number;
  rounds: number;
  warmUpMs: number;
  roundMs: number;
}

const OTHER = 'grammY with @grammyjs/conversations in PostgreSQL';
const TARGET = 5;
const RAMP_MS = 500;
/** Start, age, registration, a concern and Done, its severity, life here, nothing more, a way to help and Done, Send. */
export const TAPS_A_SURVEY = 11;

interface Round {
  tapsPerSecond: number;
  cpuMsPerTap: number;
  databaseCpuMsPerTap: number;
  nextQuestionMs: number[];
}

export async function benchWholeSurveys(plan: WholePlan): Promise<void> {
  const server = await startServer();
  const contenders: Contender[] = [];
  try {
    const options: StubOptions = {
      persons: plan.persons,
      surveys: plan.surveys,
      firstAnswer: '',
      isWhole: true,
      audience: 0,
      latencyMs: 0,
    };
    const [own, theirs] = [await server.createDatabase(), await server.createDatabase()];
    await seedPeople(own.db, 0, plan.persons);
    await seedOpenSurveys(own.db, plan.surveys);
    contenders.push(await startOwn(own.url, options), await startConversations(theirs.url, options));
    for (const contender of contenders) await runRound(contender, server.pid, plan.warmUpMs);
    const rounds: Round[][] = contenders.map(() => []);
    for (let round = 0; round < plan.rounds; round += 1)
      for (const [index, contender] of contenders.entries())
        rounds[index]?.push(await runRound(contender, server.pid, plan.roundMs));
    await Promise.all([own.close(), theirs.close()]);
    printRows(plan, rounds);
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
    await server.stop();
  }
}

async function seedOpenSurveys(db: Db, surveys: number): Promise<void> {
  const definition = JSON.stringify(findTemplate('general_needs'));
  await sql`
    insert into surveys (code, community_id, status, definition, opened_at, closes_at, created_at)
    select 'bench' || n, 1, 'open', ${definition}::jsonb, now(), now() + interval '30 days', now()
    from generate_series(0, ${surveys - 1}::int) n
  `.execute(db);
}

async function startOwn(databaseUrl: string, options: StubOptions): Promise<Contender> {
  const stub = await startStub(options);
  const bot = await spawnProduct(databaseUrl, stub, 'polling');
  return { stub, bot, stop: async () => void (await Promise.all([bot.stop(), stub.stop()])) };
}

async function startConversations(databaseUrl: string, options: StubOptions): Promise<Contender> {
  const stub = await startStub(options);
  const bot = startProgram('bench/support/conversation-bot-program.ts', [stub.apiRoot, databaseUrl], {});
  await bot.line(/^ready/);
  return { stub, bot, stop: async () => void (await Promise.all([bot.stop(), stub.stop()])) };
}

async function runRound({ stub, bot }: Contender, serverPid: number, durationMs: number): Promise<Round> {
  await stub.startTaps();
  await sleep(RAMP_MS);
  await stub.countTaps();
  const before = { bot: cpuMs(bot.pid), database: treeCpuMs(serverPid) };
  await sleep(durationMs);
  const after = { bot: cpuMs(bot.pid), database: treeCpuMs(serverPid) };
  const { elapsedMs, taps, nextQuestionMs, unanswered } = await stub.stopTaps();
  if (taps === 0) throw new Error('no tap was answered');
  if (unanswered > 0) process.stdout.write(`${unanswered} taps were not answered within 30 s\n`);
  return {
    tapsPerSecond: (taps * 1000) / elapsedMs,
    cpuMsPerTap: (after.bot - before.bot) / taps,
    databaseCpuMsPerTap: (after.database - before.database) / taps,
    nextQuestionMs,
  };
}

/** The ratio is taken round by round, so that what disturbs the machine for a while disturbs both. */
function printRows({ persons }: WholePlan, [ours = [], other = []]: Round[][]): void {
  const of = (rounds: Round[], figure: (round: Round) => number) => median(rounds.map(figure));
  const ratio = median(
    ours.map(({ tapsPerSecond }, index) => tapsPerSecond / (other[index]?.tapsPerSecond ?? 0)),
  );
  printRow({
    what: `whole surveys of seven questions, ${TAPS_A_SURVEY} taps each, ${persons} residents`,
    ours: of(ours, ({ tapsPerSecond }) => tapsPerSecond / TAPS_A_SURVEY),
    other: of(other, ({ tapsPerSecond }) => tapsPerSecond / TAPS_A_SURVEY),
    other_is: OTHER,
    unit: 'surveys/s',
    ratio,
    target: TARGET,
    met: ratio >= TARGET,
  });
  const rows: [string, (round: Round) => number][] = [
    ['taps of whole surveys', ({ tapsPerSecond }) => tapsPerSecond],
    ['CPU of the bot process a tap', ({ cpuMsPerTap }) => cpuMsPerTap],
    ['CPU of PostgreSQL a tap', ({ databaseCpuMsPerTap }) => databaseCpuMsPerTap],
    ['p50 from tap to next question, saturated', ({ nextQuestionMs }) => percentile(nextQuestionMs, 0.5)],
    ['p95 from tap to next question, saturated', ({ nextQuestionMs }) => percentile(nextQuestionMs, 0.95)],
  ];
  for (const [index, [what, figure]] of rows.entries()) {
    const [mine, theirs] = [of(ours, figure), of(other, figure)];
    const unit = index === 0 ? 'taps/s' : 'ms';
    printRow({ what, ours: mine, other: theirs, other_is: OTHER, unit, ratio: mine / theirs });
  }
}
