import type { Composer } from 'grammy';
import { type Community, findCommunity } from '../db/communities.ts';
import { lockMeeting, noticeOf } from '../db/meetings.ts';
import { countRsvps, findRsvp, recordRsvp } from '../db/rsvps.ts';
import { meetingFile } from '../documents/meeting-file.ts';
import type { Notice } from '../domain/notice.ts';
import { RSVP_CHOICES, type RsvpChoice, decideRsvp } from '../domain/rsvp.ts';
import { sendFile } from '../telegram/effect.ts';
import { momentText } from '../telegram/views/moment.ts';
import { calendarDescription, noticeContent } from '../telegram/views/notice.ts';
import { rsvpMoved, rsvpNeedsJoining, rsvpOver, rsvpReply } from '../telegram/views/rsvp.ts';
import { wallToInstant } from '../text/zones.ts';
import type { BotContext } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, type ButtonHandler, dropPressedKeyboard, onButtons, toast } from './route.ts';

/** Going, maybe, can't: the buttons under a notice, `rsvp:<choice>:<meeting code>:<version>`. */
export function rsvps(): Composer<BotContext> {
  const handlers = RSVP_CHOICES.map((choice): [string, ButtonHandler] => [
    choice,
    async (ctx, [code = '', version = '']) => await answer(ctx, choice, code, Number(version)),
  ]);
  return onButtons('rsvp', Object.fromEntries(handlers));
}

interface Answered {
  notice: Notice;
  community: Community;
  meetingId: number;
}

async function answer(ctx: ButtonContext, choice: RsvpChoice, code: string, version: number): Promise<void> {
  const { tx, now, resident, locale } = ctx.scope;
  const meeting = await lockMeeting(tx, { code });
  const notice = meeting && (await noticeOf(tx, meeting));
  const community = meeting && (await findCommunity(tx, { id: meeting.community_id }));
  if (!notice || !community || !resident) return toast(ctx, ctx.scope.t('old-button'));
  if (!resident.hasConsented) return reply(ctx, rsvpNeedsJoining(community.code, locale));
  const previous = await findRsvp(tx, meeting.id, resident.id);
  const hasEnded = wallToInstant(notice.details.end, community.time_zone) <= now;
  const decision = decideRsvp({ ...notice, hasEnded }, { version, choice, previous });
  switch (decision.kind) {
    case 'cancelled':
      return sayCancelled(ctx, notice);
    case 'over':
      return sayOver(ctx, notice);
    case 'moved':
      return sayMoved(ctx, notice);
    case 'recorded':
      if (!decision.isChanged) return sayAlready(ctx, notice, choice);
      await recordRsvp(tx, { meetingId: meeting.id, residentId: resident.id, choice, version }, now);
      return await confirm(ctx, { notice, community, meetingId: meeting.id }, choice);
  }
}

async function confirm(ctx: ButtonContext, answered: Answered, choice: RsvpChoice): Promise<void> {
  const { tx, locale, effects } = ctx.scope;
  const notice = { ...answered.notice, counts: await countRsvps(tx, answered.meetingId) };
  rewritePressed(ctx, noticeContent(notice, locale, choice));
  const content = rsvpReply(notice, choice, locale);
  if (choice !== 'going') return reply(ctx, content);
  const file = meetingFile(
    notice,
    { description: calendarDescription(notice, locale), locale },
    { zone: answered.community.time_zone, botUsername: ctx.me.username },
  );
  effects.push(sendFile(ctx.from.id, file.name, file.text, content.text));
}

/** The same answer again, a double tap or another copy of the notice: it is shown, not counted and not replied to. */
function sayAlready(ctx: ButtonContext, notice: Notice, choice: RsvpChoice): void {
  toast(ctx, ctx.scope.t('rsvp-already'));
  rewritePressed(ctx, noticeContent(notice, ctx.scope.locale, choice));
}

function sayMoved(ctx: ButtonContext, notice: Notice): void {
  const { t, locale } = ctx.scope;
  toast(ctx, t('rsvp-toast-moved', { moment: momentText(notice.details.start, locale) }));
  dropPressedKeyboard(ctx);
  reply(ctx, rsvpMoved(notice, locale));
}

function sayCancelled(ctx: ButtonContext, notice: Notice): void {
  const { t, locale } = ctx.scope;
  toast(ctx, t('rsvp-toast-cancelled'));
  dropPressedKeyboard(ctx);
  reply(ctx, noticeContent(notice, locale));
}

function sayOver(ctx: ButtonContext, notice: Notice): void {
  toast(ctx, ctx.scope.t('rsvp-toast-over'));
  dropPressedKeyboard(ctx);
  reply(ctx, rsvpOver(notice, ctx.scope.locale));
}
