import { findTeam } from '../db/boards.ts';
import type { Db } from '../db/client.ts';
import { listLateSignups, takeLateStep } from '../db/late-signups.ts';
import { queueEffect } from '../db/outbox.ts';
import { listStaffChats } from '../db/roles.ts';
import { findSignup } from '../db/volunteers.ts';
import { quietUntil } from '../domain/quiet.ts';
import type { Signup } from '../domain/volunteer.ts';
import { type Effect, say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { signupCard, signupPost } from '../telegram/views/signup-card.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { signupLateForStaff, volunteerLate } from '../telegram/views/volunteer.ts';
import { instantToWall } from '../text/zones.ts';
import type { JobDeps } from './job.ts';

/**
 * Keeps the promise given to every volunteer: unanswered after three days the team is asked again, after five the
 * committee, and the volunteer is told each time. Never in quiet hours; a row lock lets each step happen once.
 */
export async function escalateSignups({ db, clock }: Pick<JobDeps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const { id, zone } of await listLateSignups(db, now)) {
    if (quietUntil(instantToWall(now, zone))) continue;
    await db.transaction().execute(async (tx) => await escalate(tx, id, now));
  }
}

async function escalate(tx: Db, id: number, now: Date): Promise<void> {
  const step = await takeLateStep(tx, id, now);
  const signup = step && (await findSignup(tx, id));
  if (!signup) return;
  const { chatId, locale } = signup.volunteer;
  const asked = step === 'team' ? await askTeam(tx, signup) : await askCommittee(tx, signup);
  const effects = [...asked, say(chatId, volunteerLate(translator(locale), locale, signup, step))];
  for (const effect of effects) await queueEffect(tx, effect.chatId, effect, now);
}

/** A new card at the bottom of the chat: an edit of the old one would make no sound. */
async function askTeam(tx: Db, signup: Signup): Promise<Effect[]> {
  const team = await findTeam(tx, signup.projectId);
  return team.chats.flatMap(({ chatId, locale }) => {
    const translate = translator(locale);
    return [
      say(chatId, sentence(translate, 'signup-late')),
      say(chatId, signupCard(translate, locale, signup, chatId), signupPost(signup.id)),
    ];
  });
}

async function askCommittee(tx: Db, signup: Signup): Promise<Effect[]> {
  const staff = await listStaffChats(tx, signup.communityId);
  return staff.map(({ chatId, locale }) =>
    say(chatId, signupLateForStaff(translator(locale), locale, signup)),
  );
}
