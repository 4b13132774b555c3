import type { Db } from '../db/client.ts';
import { queueEffect } from '../db/outbox.ts';
import {
  type Told,
  findWelfareContact,
  forgetAlarms,
  listAlarmsToChase,
  listStaffToTell,
  lockAlarm,
  takeChaseStep,
} from '../db/welfare.ts';
import type { ChaseStep } from '../domain/welfare.ts';
import { say } from '../telegram/effect.ts';
import { alarmContent, alarmPost } from '../telegram/views/welfare.ts';
import { instantToWall } from '../text/zones.ts';
import type { JobDeps } from './job.ts';

/**
 * An alarm that nobody takes up is told again after half an hour, and to all staff after an hour, day or night; a row
 * lock lets each step happen once. Old words are emptied.
 */
export async function chaseAlarms({ db, clock }: Pick<JobDeps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const id of await listAlarmsToChase(db, now))
    await db.transaction().execute(async (tx) => await chase(tx, id, now));
  await forgetAlarms(db, now);
}

async function chase(tx: Db, id: number, now: Date): Promise<void> {
  const step = await takeChaseStep(tx, id, now);
  const alarm = step && (await lockAlarm(tx, id));
  if (!alarm) return;
  const view = { ...alarm, raisedAt: instantToWall(alarm.raisedAt, alarm.zone) };
  for (const { chatId, locale } of await recipientsAt(tx, step, alarm.communityId)) {
    const content = alarmContent(view, locale, { chase: step });
    await queueEffect(tx, chatId, say(chatId, content, alarmPost(id)), now);
  }
}

async function recipientsAt(tx: Db, step: ChaseStep, communityId: number): Promise<Told[]> {
  const contact = step === 'again' ? await findWelfareContact(tx, communityId) : undefined;
  return contact ? [contact] : await listStaffToTell(tx, communityId);
}
