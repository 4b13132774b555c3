/** The rows of the tap benches: the product beside a bare bot on the same HTTP client, and one on grammY's own. */
import { median, percentile, printRow } from './rows.ts';

/** What one bot did in one round. */
export interface Round {
  tapsPerSecond: number;
  callsPerTap: number;
  cpuMsPerTap: number;
  databaseCpuMsPerTap: number;
  /** From handing the update over, sorted. */
  firstCallMs: number[];
  nextQuestionMs: number[];
}

const SAME_CLIENT = 'bare grammY, same HTTP client, no database';
const STOCK_CLIENT = "bare grammY, grammY's client, no database";
const SAME_CLIENT_TARGET = 0.6;
const STOCK_CLIENT_TARGET = 1.2;
const SHARES = [0.5, 0.95, 0.99];

/** Rounds of the product, of the bare bot on its client and on grammY's; and a calm round of the first two. */
export function printTapRows(how: string, rounds: Round[][], calm: Round[], calmPerSecond: number): void {
  const [ours = [], same = [], stock = []] = rounds;
  const [oursCalm, sameCalm] = calm.map((round) => [round]);
  const callsOf = (list: Round[]) => medianOf(list, (round) => round.callsPerTap).toFixed(2);
  const what = `survey taps, ${how}; API calls a tap: ${callsOf(ours)}, bare ${callsOf(same)}`;
  printThroughput(what, ours, same, SAME_CLIENT, SAME_CLIENT_TARGET);
  printThroughput(what, ours, stock, STOCK_CLIENT, STOCK_CLIENT_TARGET);
  const cpu = (round: Round) => round.cpuMsPerTap;
  printBeside('CPU of the bot process a tap', cpu, ours, same, SAME_CLIENT);
  printBeside('CPU of the bot process a tap', cpu, ours, stock, STOCK_CLIENT);
  printRow({
    what: 'CPU of PostgreSQL a tap',
    ours: medianOf(ours, (round) => round.databaseCpuMsPerTap),
    unit: 'ms',
  });
  for (const share of SHARES) {
    const toCall = (round: Round) => percentile(round.firstCallMs, share);
    const toQuestion = (round: Round) => percentile(round.nextQuestionMs, share);
    const from = `p${share * 100} from delivery to`;
    const at = `at ${calmPerSecond} taps/s`;
    printBeside(`${from} first call, saturated`, toCall, ours, same, SAME_CLIENT);
    printBeside(`${from} first call, ${at}`, toCall, oursCalm, sameCalm, SAME_CLIENT);
    printBeside(`${from} next question, ${at}`, toQuestion, oursCalm, sameCalm, SAME_CLIENT);
  }
}

/** The ratio is taken round by round, so that what disturbs the machine for a while disturbs both. */
function printThroughput(
  what: string,
  ours: Round[],
  other: Round[],
  other_is: string,
  target: number,
): void {
  const ratio = median(ours.map((round, index) => round.tapsPerSecond / (other[index]?.tapsPerSecond ?? 0)));
  const perSecond = (round: Round) => round.tapsPerSecond;
  printRow({
    what,
    ours: medianOf(ours, perSecond),
    other: medianOf(other, perSecond),
    other_is,
    unit: 'taps/s',
    ratio,
    target,
    met: ratio >= target,
  });
}

function printBeside(
  what: string,
  figure: (round: Round) => number,
  ours: Round[] = [],
  other: Round[] = [],
  other_is = '',
): void {
  const [mine, theirs] = [medianOf(ours, figure), medianOf(other, figure)];
  printRow({ what, ours: mine, other: theirs, other_is, unit: 'ms', ratio: mine / theirs });
}

function medianOf(rounds: Round[], figure: (round: Round) => number): number {
  return median(rounds.map(figure));
}
