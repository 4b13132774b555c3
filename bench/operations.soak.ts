/**
 * A15, O2 and O4 at full size: answers while 130,000 are being told, a hundred rolling restarts, and the memory of a
 * process that takes in 200,000 updates.
 */
import { readFileSync } from 'node:fs';
import { executedSends, reached } from '../test/faults/support/ledger.ts';
import { printFigure, startSoakServices, withWorld } from './support/soak.ts';
import { answerTimes, percentile } from '../test/faults/support/talk.ts';
import { type World, until } from '../test/faults/support/world.ts';

const TALK_MS = 120_000;
const RESTARTS = 100;
const UPDATES = 200_000;
const TALKERS = 500;
const LONGEST_MS = 300_000;

const services = await startSoakServices();
try {
  await talkDuringBroadcast();
  await rollingRestarts();
  await manyUpdates();
} finally {
  await services.stop();
}

/** Telegram answers after 60 ms and enforces its limits; somebody writes every quarter of a second. */
async function talkDuringBroadcast(): Promise<void> {
  const options = { members: 130_000, sendRate: 25, latencyMs: 60, limits: { enforce: true } };
  await withWorld(services, options, async (world) => {
    await world.broadcast('survey_invitation');
    await world.start();
    await until(() => executedSends(world.simulator).length > 100, 'sending to be under way');
    const endsAt = Date.now() + TALK_MS;
    const pace = { everyMs: 250, longestMs: 30_000, isOver: () => Date.now() > endsAt };
    const times = await answerTimes(world, world.members.slice(-2_000), pace);
    const what = `A15 ${times.length} questions while 130,000 are told`;
    printFigure(`${what}: p50`, percentile(times, 0.5) / 1_000, 's', 1);
    printFigure(`${what}: p95`, percentile(times, 0.95) / 1_000, 's', 1);
    printFigure(`${what}: p99`, percentile(times, 0.99) / 1_000, 's', 3);
  });
}

async function rollingRestarts(): Promise<void> {
  await withWorld(services, { members: 20_000, sendRate: 100 }, async (world) => {
    const { id } = await world.broadcast('survey_invitation');
    let old = await world.start({ PROCESS_ROLE: 'worker' });
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      const fresh = await world.start({ PROCESS_ROLE: 'worker' });
      await old.stop();
      old = fresh;
    }
    await world.finished(id, 900_000);
    const { missed, doubled } = reached(world.simulator, world.members);
    const { unknown = 0 } = await world.counts(id);
    printFigure(
      `O2 ${RESTARTS} rolling restarts: missed, doubled or in doubt`,
      missed.length + doubled.length + unknown,
      'people',
      0,
    );
  });
}

/** Memory after a tenth of the updates, when every cache is full, against memory at the end. */
async function manyUpdates(): Promise<void> {
  await withWorld(services, { members: TALKERS }, async (world) => {
    const run = await world.start();
    await talk(world, UPDATES / 10);
    const before = residentMib(run.pid);
    await talk(world, UPDATES - UPDATES / 10);
    const after = residentMib(run.pid);
    const what = `O4 memory over ${UPDATES} updates`;
    printFigure(`${what}: at the end`, after, 'MiB', 400);
    printFigure(`${what}: growth`, Math.max(0, 100 * (after / before - 1)), '%', 10);
  });
}

/** So many commands, a bounded number of them taken in and not yet answered at any time. */
async function talk({ simulator, members, db }: World, count: number): Promise<void> {
  const isKeptUpWith = async (most: number) => {
    const updates = db.selectFrom('inbox').select('update_id').where('applied_at', 'is', null);
    const effects = db.selectFrom('outbox').select('id').where('status', 'in', ['pending', 'sending']);
    const open = (await updates.execute()).length + (await effects.execute()).length;
    return simulator.pendingUpdates().length === 0 && open <= most;
  };
  for (let said = 0; said < count; said += 1) {
    const talker = members[said % members.length] ?? 0;
    simulator.sendText(talker, talker, '/help');
    if (said % TALKERS !== 0) continue;
    await until(() => isKeptUpWith(TALKERS), 'updates to be answered', LONGEST_MS);
    simulator.clearCalls();
  }
  await until(() => isKeptUpWith(0), 'the last updates', LONGEST_MS);
}

function residentMib(pid: number): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
