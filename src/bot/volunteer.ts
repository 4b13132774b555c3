import { Composer } from 'grammy';
import { findProject } from '../db/projects.ts';
import { recordConsent } from '../db/residents.ts';
import { findVolunteerRole } from '../db/volunteer-roles.ts';
import {
  expectNote,
  expectedNote,
  findSignup,
  signUp,
  stopExpectingNote,
  withdrawSignup,
  writeNote,
} from '../db/volunteers.ts';
import { normaliseCode } from '../domain/code.ts';
import { inLocale } from '../domain/locale.ts';
import { lengthOf, plainLine } from '../domain/plain.ts';
import { POLICY } from '../domain/policy.ts';
import { VOLUNTEER_NOTE } from '../domain/volunteer.ts';
import { isStopWord } from '../text/stop-words.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import {
  alreadySignedUp,
  notePassedOn,
  noteQuestion,
  otherProjects,
  signUpRefused,
  signUpSent,
  volunteerConsent,
} from '../telegram/views/volunteer.ts';
import { answerButtons } from './answer-signup.ts';
import { readId } from './arguments.ts';
import type { BotContext } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from './route.ts';
import { announceSignup, refreshCards, tellTeamOfLeaving } from './signup-card.ts';

const MINUTE_MS = 60_000;

/** A resident's offer of help, from the tap to its end, and the team's answer to it in private chats. */
export function volunteers(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onButtons('volunteer', {
      up: async (ctx, [code]) => await offer(ctx, code, false),
      agree: async (ctx, [code]) => await offer(ctx, code, true),
      no: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'volunteer-refused')),
      note: async (ctx, [id]) => await askForNote(ctx, id),
      nonote: async (ctx) => await goWithoutNote(ctx),
      back: async (ctx, [id]) => await takeBack(ctx, id),
    }),
  );
  composer.use(answerButtons());
  composer.on('message:text', async (ctx, next) => {
    if (ctx.message.text.startsWith('/') || !(await takeNote(ctx, ctx.message.text))) await next();
  });
  return composer;
}

/** Stores the sign-up at once: whatever happens afterwards, the offer is with the team. */
async function offer(ctx: ButtonContext, code: string | undefined, agrees: boolean): Promise<void> {
  const { tx, t, locale, now, resident } = ctx.scope;
  const role = await findVolunteerRole(tx, normaliseCode(code ?? ''));
  const project = role && (await findProject(tx, { id: role.projectId }));
  if (!role || !project || !resident) return reply(ctx, otherProjects(t, t('volunteer-role-gone')));
  const name = inLocale(project.title, locale);
  if (!resident.hasConsented && !agrees) return reply(ctx, volunteerConsent(t, name, role.code));
  const outcome = await signUp(tx, role.id, resident.id, now);
  if (agrees) dropPressedKeyboard(ctx);
  if (outcome.kind === 'already') return reply(ctx, alreadySignedUp(t, outcome.signupId));
  if (outcome.kind !== 'submitted') return reply(ctx, signUpRefused(t, outcome.kind));
  if (!resident.hasConsented) {
    await recordConsent(tx, resident.id, 'volunteering', POLICY.consentWordingVersion, now);
  }
  reply(ctx, signUpSent(t, name, outcome.signupId));
  await announceSignup(ctx, outcome.signupId);
}

async function askForNote(ctx: ButtonContext, id: string | undefined): Promise<void> {
  const { tx, t, now, resident } = ctx.scope;
  const signupId = readId(id);
  const until = new Date(now.getTime() + VOLUNTEER_NOTE.waitMinutes * MINUTE_MS);
  const isOpen = resident && signupId !== undefined && (await expectNote(tx, signupId, resident.id, until));
  if (!isOpen) return toast(ctx, t('volunteer-not-open'));
  reply(ctx, noteQuestion(t));
}

async function goWithoutNote(ctx: ButtonContext): Promise<void> {
  const { tx, t, resident } = ctx.scope;
  if (resident) await stopExpectingNote(tx, resident.id);
  rewritePressed(ctx, sentence(t, 'volunteer-no-note'));
}

/** False when no note is being waited for: the text is for somebody else. */
async function takeNote(ctx: BotContext, text: string): Promise<boolean> {
  const { tx, t, now, resident } = ctx.scope;
  const signupId = resident && (await expectedNote(tx, resident.id, now));
  if (!resident || signupId === undefined) return false;
  const note = plainLine(text);
  if (note === '' || isStopWord(note)) {
    await stopExpectingNote(tx, resident.id);
    reply(ctx, sentence(t, 'volunteer-no-note'));
    return true;
  }
  const length = lengthOf(note);
  const most = VOLUNTEER_NOTE.mostCharacters;
  if (length > most) {
    reply(ctx, sentence(t, 'volunteer-note-too-long', { length, most }));
    return true;
  }
  await writeNote(tx, signupId, note);
  reply(ctx, notePassedOn(t, note, signupId));
  const signup = await findSignup(tx, signupId);
  if (signup) await refreshCards(ctx, signup);
  return true;
}

async function takeBack(ctx: ButtonContext, id: string | undefined): Promise<void> {
  const { tx, t, now, resident } = ctx.scope;
  const signupId = readId(id);
  const before =
    resident && signupId !== undefined ? await withdrawSignup(tx, signupId, resident.id, now) : undefined;
  if (!before || signupId === undefined) return toast(ctx, t('volunteer-not-open'));
  dropPressedKeyboard(ctx);
  reply(ctx, otherProjects(t, t('volunteer-taken-back')));
  const signup = await findSignup(tx, signupId);
  if (!signup) return;
  await refreshCards(ctx, signup);
  if (before !== 'submitted') await tellTeamOfLeaving(ctx, signup);
}
