import type { FastifyPluginAsync } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/client.ts';
import { meetingStarts, readOffset, writeOffset } from '../db/practice-clock.ts';
import { addDays } from '../domain/time.ts';
import type { Logger } from '../logger.ts';
import { simulatorRoutes } from '../simulator/server.ts';
import { createSimulator } from '../simulator/simulator.ts';
import type { ClockTarget } from '../simulator/types.ts';
import { instantToWall, wallToInstant } from '../text/zones.ts';
import { openChats } from './chats.ts';
import { BOARD_GROUP, OFFICER, PEOPLE } from './people.ts';
import { seedPractice } from './seed.ts';

/** Opens no door: the simulated Telegram of this process is the only one that knows it. */
const TOKEN = '7000000001:practice-mode-has-no-secrets-at-all-00';
const FRIENDLY_HOUR = 10;
const SINCE_S = Date.UTC(2026, 0, 1) / 1000;
const UPDATES_A_SECOND = 20;

export interface Practice {
  /** Keeps the chats for the next start. */
  stop: () => Promise<void>;
  routes: FastifyPluginAsync;
  token: string;
  adminIds: number[];
  setLookForDue: (lookForDue: () => Promise<void>) => void;
}

interface PracticeDeps {
  db: Db;
  clock: Clock;
  log: Logger;
  zone: string;
  dataDir: string;
}

/** The sample sub-district over a simulated Telegram, with a clock that can be moved forward. */
export async function openPractice(deps: PracticeDeps): Promise<Practice> {
  const { db, clock, log } = deps;
  clock.setOffset((await readOffset(db)) ?? (await firstOffset(deps)));
  await seedPractice(db, clock.now());
  let lookForDue = async () => undefined as void;
  const simulator = createSimulator({
    botToken: TOKEN,
    bot: { id: 7_000_000_001, firstName: 'Yardbell · 院铃', username: 'YardbellPracticeBot' },
    people: PEOPLE,
    groups: [BOARD_GROUP],
    now: () => clock.now().getTime(),
    moveClock: async (target) => {
      await moveClock(deps, target);
      await lookForDue();
      return { now: clock.now().getTime() };
    },
  });
  // The database remembers updates and messages by their ids: those of an earlier run must not come again.
  const secondsSince2026 = Math.floor(Date.now() / 1000) - SINCE_S;
  simulator.jumpUpdateId(secondsSince2026 * UPDATES_A_SECOND);
  simulator.continueMessageIdsAfter(secondsSince2026);
  const chats = await openChats(simulator, deps.dataDir, log);
  return {
    stop: chats.stop,
    routes: simulatorRoutes(simulator),
    token: TOKEN,
    adminIds: [OFFICER.id],
    setLookForDue: (look) => {
      lookForDue = look;
    },
  };
}

/** Practice starts at ten in the morning: at night the bot would rightly keep quiet, and look broken. */
async function firstOffset({ db, zone }: PracticeDeps): Promise<number> {
  const now = new Date();
  const today = { ...instantToWall(now, zone), hour: FRIENDLY_HOUR, minute: 0 };
  const ten = wallToInstant(today, zone);
  const start = ten >= now ? ten : wallToInstant({ ...today, ...addDays(today, 1) }, zone);
  const offsetMs = start.getTime() - now.getTime();
  await writeOffset(db, offsetMs);
  return offsetMs;
}

async function moveClock({ db, clock, zone }: PracticeDeps, target: ClockTarget): Promise<void> {
  const now = clock.now();
  const then = await instantOf(db, now, zone, target);
  if (then <= now) throw new Error('the clock goes forward only');
  const offsetMs = clock.offsetMs() + (then.getTime() - now.getTime());
  await writeOffset(db, offsetMs);
  clock.setOffset(offsetMs);
}

async function instantOf(db: Db, now: Date, zone: string, target: ClockTarget): Promise<Date> {
  if ('forwardMs' in target) return new Date(now.getTime() + target.forwardMs);
  if ('beforeMeetingMs' in target) return await beforeMeeting(db, now, zone, target.beforeMeetingMs);
  const [hour = 0, minute = 0] = target.tomorrowAt.split(':').map(Number);
  const today = instantToWall(now, zone);
  return wallToInstant({ ...addDays(today, 1), hour, minute }, zone);
}

const DAY_MS = 86_400_000;

/** "One day before" is the evening of the day before, when the reminder falls due. */
async function beforeMeeting(db: Db, now: Date, zone: string, beforeMs: number): Promise<Date> {
  const starts = await meetingStarts(db, now);
  const moments = starts.map((startsAt) =>
    beforeMs < DAY_MS ? new Date(startsAt.getTime() - beforeMs) : eveningBefore(startsAt, zone),
  );
  const ahead = moments.find((moment) => moment > now);
  if (!ahead) throw new Error('no published meeting lies that far ahead');
  return ahead;
}

function eveningBefore(startsAt: Date, zone: string): Date {
  return wallToInstant({ ...addDays(instantToWall(startsAt, zone), -1), hour: 18, minute: 30 }, zone);
}
