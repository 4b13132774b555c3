import { Composer } from 'grammy';
import { recordAudit } from '../db/audit.ts';
import { type Community, communityName, findCommunity } from '../db/communities.ts';
import {
  type Alarm,
  chatsTold,
  dropWelfareContact,
  findWelfareContact,
  listStaffToTell,
  lockAlarm,
  nameSender,
  nameWelfareContact,
  takeAlarm,
} from '../db/welfare.ts';
import { isStaffOf } from '../domain/role.ts';
import { rewrite, say } from '../telegram/effect.ts';
import { t as sentenceIn } from '../telegram/i18n.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import {
  alarmPost,
  contactContent,
  ownAlarmContent,
  senderNamedContent,
  takenContent,
} from '../telegram/views/welfare.ts';
import { readId } from './arguments.ts';
import type { BotContext } from './context.ts';
import { recipientsOf, viewOf } from './raise-alarm.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from './route.ts';

/** Alarms being taken up, the writer who lets their name be known, and who is told first. */
export function welfare(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onButtons('welfare', {
      mine: async (ctx, [id]) => await takeUp(ctx, id),
      name: async (ctx, [id]) => await tellWho(ctx, id),
      hide: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'welfare-tell-no-done')),
      who: onOwnCommunity(showContact),
      me: onOwnCommunity(becomeContact),
      leave: onOwnCommunity(leaveContact),
    }),
  );
  return composer;
}

/** [I'm on it]: the first one has it, everybody else who was told sees who that is. */
async function takeUp(ctx: ButtonContext, argument: string | undefined): Promise<void> {
  const { tx, now, t, locale, resident, powers } = ctx.scope;
  const id = readId(argument);
  const alarm = id ? await lockAlarm(tx, id) : undefined;
  if (!alarm || !resident || !isStaffOf(powers, alarm.communityId)) return toast(ctx, t('old-button'));
  if (alarm.takenBy !== null) {
    dropPressedKeyboard(ctx);
    return toast(ctx, t('welfare-taken-toast'));
  }
  await takeAlarm(tx, alarm.id, resident.id, now);
  await audit(ctx, alarm, 'welfare_alarm_taken');
  rewritePressed(ctx, ownAlarmContent(viewOf(alarm), locale));
  await tellOthers(ctx, alarm);
}

async function tellOthers(ctx: ButtonContext, alarm: Alarm): Promise<void> {
  const { tx, effects } = ctx.scope;
  const post = alarmPost(alarm.id);
  const chats = new Set(await chatsTold(tx, post));
  for (const { chatId, locale } of await listStaffToTell(tx, alarm.communityId)) {
    if (chatId === ctx.from.id || !chats.has(chatId)) continue;
    effects.push(rewrite(chatId, { post }, takenContent(viewOf(alarm), ctx.from.first_name, locale)));
  }
}

/** [Yes, tell them who I am]: only of one's own words, and only as long as it can be shown whose they are. */
async function tellWho(ctx: ButtonContext, argument: string | undefined): Promise<void> {
  const { tx, t, resident, effects } = ctx.scope;
  const id = readId(argument);
  const isOwn = id && resident ? await nameSender(tx, id, resident.id) : false;
  const alarm = isOwn && id ? await lockAlarm(tx, id) : undefined;
  if (!alarm?.sender) return rewritePressed(ctx, sentence(t, 'welfare-tell-late'));
  await audit(ctx, alarm, 'welfare_sender_named');
  const { told } = await recipientsOf(ctx, alarm);
  const named = { ...viewOf(alarm), sender: alarm.sender };
  for (const { chatId, locale } of told) effects.push(say(chatId, senderNamedContent(named, locale)));
  rewritePressed(ctx, sentence(t, 'welfare-tell-yes-done'));
}

async function audit(
  ctx: ButtonContext,
  alarm: Alarm,
  action: 'welfare_alarm_taken' | 'welfare_sender_named',
): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  const entry = { residentId: resident?.id ?? null, communityId: alarm.communityId, action };
  await recordAudit(tx, { ...entry, object: `welfare_alarm:${alarm.id}` }, now);
}

/** A button of a community whose staff the presser is; everybody else learns nothing. */
function onOwnCommunity(handle: (ctx: ButtonContext, community: Community) => Promise<void>) {
  return async (ctx: ButtonContext, [argument]: string[]) => {
    const { tx, t, powers } = ctx.scope;
    const id = readId(argument);
    const community = id && isStaffOf(powers, id) ? await findCommunity(tx, { id }) : undefined;
    if (!community) return toast(ctx, t('old-button'));
    await handle(ctx, community);
  };
}

async function showContact(ctx: ButtonContext, community: Community): Promise<void> {
  const { tx, t, locale, resident } = ctx.scope;
  const contact = await findWelfareContact(tx, community.id);
  const who = !contact ? 'nobody' : contact.residentId === resident?.id ? 'you' : 'colleague';
  reply(ctx, contactContent(t, { id: community.id, name: communityName(community, locale) }, who));
}

/** Whoever was told until now hears that they no longer are. */
async function becomeContact(ctx: ButtonContext, community: Community): Promise<void> {
  const { tx, now, t, resident, effects } = ctx.scope;
  if (!resident) return;
  const before = await nameWelfareContact(tx, community.id, resident.id, now);
  const entry = { residentId: resident.id, communityId: community.id } as const;
  await recordAudit(
    tx,
    { ...entry, action: 'welfare_contact_named', object: `community:${community.id}` },
    now,
  );
  toast(ctx, t('welfare-contact-now-you'));
  await showContact(ctx, community);
  if (!before) return;
  const name = communityName(community, before.locale);
  const text = sentenceIn(before.locale, 'welfare-contact-replaced', { community: name });
  effects.push(say(before.chatId, { text }));
}

async function leaveContact(ctx: ButtonContext, community: Community): Promise<void> {
  const { tx, t, resident } = ctx.scope;
  if (!resident) return;
  await dropWelfareContact(tx, community.id, resident.id);
  toast(ctx, t('welfare-contact-left'));
  await showContact(ctx, community);
}
