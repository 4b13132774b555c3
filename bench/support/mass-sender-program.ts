/**
 * The two usual ways to write to everybody, in a bot that also answers taps: a plain loop with auto-retry, which saves
 * how far it is every hundred, and a BullMQ job a recipient. Prints "ready", "queued MS" and "finished".
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { autoRetry } from '@grammyjs/auto-retry';
import { run } from '@grammyjs/runner';
import { Queue, Worker, createPostgresBackend, withBackend } from 'bullmq';
import { Bot, GrammyError } from 'grammy';
import { answerTaps } from './bare-answers.ts';
import { prepareInvitation } from './invitation.ts';
import { TOKEN } from './stub-options.ts';

export interface MassSenderOptions {
  apiRoot: string;
  audience: number;
  /** Chat of the first of them. */
  firstChat: number;
  /** Begin anew, or go on after a crash. */
  isRestart: boolean;
  way:
    | { kind: 'loop'; cursorFile: string }
    | { kind: 'jobs'; max: number; durationMs: number; redisUrl?: string; databaseUrl?: string };
}

const LOOP_AT_ONCE = 3;
const SAVE_EVERY = 100;
const JOBS_AT_ONCE = 200;
const ADD_AT_ONCE = 1_000;
const QUEUE = 'recipients';

const options = JSON.parse(process.argv[2] ?? '{}') as MassSenderOptions;
const bot = new Bot(TOKEN, { client: { apiRoot: options.apiRoot } });
const invitation = prepareInvitation();
answerTaps(bot);
process.once('SIGTERM', () => process.exit(0));
if (options.way.kind === 'loop') bot.api.config.use(autoRetry());
await bot.init();
run(bot);
say('ready');
if (options.way.kind === 'loop') await sendInLoop(options.way.cursorFile);
else await sendByJobs(options.way);

async function sendInLoop(cursorFile: string): Promise<void> {
  let next = options.isRestart && existsSync(cursorFile) ? Number(readFileSync(cursorFile, 'utf8')) : 0;
  say('queued 0');
  const sendRest = async (): Promise<void> => {
    while (next < options.audience) {
      const index = next;
      next += 1;
      await send(index);
      if (index % SAVE_EVERY === 0) writeFileSync(cursorFile, String(index));
    }
  };
  await Promise.all(Array.from({ length: LOOP_AT_ONCE }, sendRest));
  say('finished');
}

async function sendByJobs(way: Extract<MassSenderOptions['way'], { kind: 'jobs' }>): Promise<void> {
  const { queue, work } = openBackend(way);
  if (!options.isRestart) {
    const startedAt = performance.now();
    for (let index = 0; index < options.audience; index += ADD_AT_ONCE)
      await queue.addBulk(jobsFrom(index, Math.min(index + ADD_AT_ONCE, options.audience)));
    say(`queued ${Math.round(performance.now() - startedAt)}`);
  }
  const worker = work(async ({ data }: { data: { index: number } }) => {
    try {
      await send(data.index);
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 429) throw error;
      await worker.rateLimit(1000 * (error.parameters.retry_after ?? 1));
      throw Worker.RateLimitError();
    }
  });
  worker.on('error', () => undefined);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const left = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
    if (Object.values(left).every((count) => count === 0)) return say('finished');
  }
}

function openBackend(way: Extract<MassSenderOptions['way'], { kind: 'jobs' }>) {
  const limiter = { max: way.max, duration: way.durationMs };
  const jobs = { defaultJobOptions: { removeOnComplete: true, removeOnFail: true } };
  type Work = (job: { data: { index: number } }) => Promise<void>;
  if (way.redisUrl) {
    const connection = { url: way.redisUrl, maxRetriesPerRequest: null };
    const work = (process: Work) =>
      new Worker(QUEUE, process, { connection, concurrency: JOBS_AT_ONCE, limiter });
    return { queue: new Queue(QUEUE, { connection, ...jobs }), work };
  }
  const Postgres = withBackend(createPostgresBackend);
  const connection = { connectionString: way.databaseUrl ?? '', schema: 'jobs', max: 10, migrate: true };
  const work = (process: Work) =>
    new Postgres.Worker(QUEUE, process, { connection, concurrency: JOBS_AT_ONCE, limiter });
  return { queue: new Postgres.Queue(QUEUE, { connection, ...jobs }), work };
}

function jobsFrom(first: number, end: number) {
  return Array.from({ length: end - first }, (_, offset) => {
    const index = first + offset;
    return { name: 'send', data: { index }, opts: { jobId: `recipient-${index}` } };
  });
}

async function send(index: number): Promise<void> {
  const { text, extras } = invitation(index);
  await bot.api.sendMessage(options.firstChat + index, text, extras);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
