import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../logger.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { WorldSnapshot } from '../simulator/snapshot.ts';
import { BOARD_MEMBERS, CLERK, LEADER, MEMBERS } from './people.ts';

const SAVE_EVERY_MS = 5_000;

/** Takes up the chats of the last run, and keeps them for the next. In the first run those who are members say hello. */
export async function openChats(
  simulator: Simulator,
  dataDir: string,
  log: Logger,
): Promise<{ stop: () => Promise<void> }> {
  const file = join(dataDir, 'practice-chats.json');
  const kept = await readChats(file);
  if (kept) simulator.restore(kept);
  else for (const person of [CLERK, LEADER, ...MEMBERS, ...BOARD_MEMBERS]) simulator.open(person.id);

  let isChanged = true;
  const unsubscribe = simulator.subscribe(() => {
    isChanged = true;
  });
  const save = async () => {
    if (!isChanged) return;
    isChanged = false;
    await writeChats(file, dataDir, simulator.snapshot()).catch((error: unknown) => {
      isChanged = true;
      log.warn({ err: error }, 'the practice chats could not be kept');
    });
  };
  const timer = setInterval(() => void save(), SAVE_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      unsubscribe();
      await save();
    },
  };
}

async function readChats(file: string): Promise<WorldSnapshot | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as WorldSnapshot;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that a kill in between leaves the old file whole. */
async function writeChats(file: string, dataDir: string, snapshot: WorldSnapshot): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(snapshot));
  await rename(`${file}.new`, file);
}
