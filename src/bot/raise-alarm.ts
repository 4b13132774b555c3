import { recordAudit } from '../db/audit.ts';
import { communityName, findCommunity } from '../db/communities.ts';
import { listMemberships } from '../db/memberships.ts';
import type { Response } from '../db/responses.ts';
import {
  type Alarm,
  type Told,
  findWelfareContact,
  listStaffToTell,
  lockAlarm,
  raiseAlarm,
  raiseMessageAlarm,
} from '../db/welfare.ts';
import { emergencyNumbers } from '../domain/emergency.ts';
import { inLocale } from '../domain/locale.ts';
import type { Flow } from '../domain/question-flow.ts';
import { NO_ANSWER } from '../domain/survey.ts';
import { type AlarmKind, alertChosen } from '../domain/welfare.ts';
import { say } from '../telegram/effect.ts';
import { type AlarmView, alarmContent, alarmPost, kindContent } from '../telegram/views/welfare.ts';
import { alarmsIn } from '../text/alarms.ts';
import { instantToWall } from '../text/zones.ts';
import type { BotContext } from './context.ts';
import { reply } from './reply.ts';

/**
 * Looks at an answer that was just stored. When it says, in words or by an option made for it, that somebody may be in
 * danger, the community's named person is told in the same moment, day or night, and the writer is told whom to call.
 * `before` still has the answer as it was. Call it for every answer that did not come through the batch of taps.
 */
export async function watchForAlarm(
  ctx: BotContext,
  before: Pick<Response, 'id' | 'communityId' | 'definition' | 'flow' | 'timeZone'>,
  after: Flow,
  step: string,
): Promise<void> {
  const found = findAlarm(ctx, before, after, step);
  if (!found) return;
  const { tx, now, t } = ctx.scope;
  const raised = await raiseAlarm(tx, { responseId: before.id, step, ...found }, now);
  const written = raised && (await announce(ctx, raised));
  if (written) reply(ctx, kindContent(t, emergencyNumbers(before.timeZone), written));
}

/**
 * The same for words under a question whose survey has ended: nothing is stored of them, but whoever wrote them needs help
 * no less, and stays as unknown as in the survey.
 */
export async function watchLateWords(
  ctx: BotContext,
  response: Pick<Response, 'id' | 'timeZone'>,
  words: string,
  messageId: number,
): Promise<void> {
  const { tx, now, t } = ctx.scope;
  const [kind] = alarmsIn(words);
  if (!kind) return;
  const step = `message:${messageId}`;
  const raised = await raiseAlarm(tx, { responseId: response.id, step, kind, words }, now);
  const written = raised && (await announce(ctx, raised));
  if (written) reply(ctx, kindContent(t, emergencyNumbers(response.timeZone), written));
}

/**
 * The same for words outside every survey, told in each community of the writer, for nothing says which is meant. True
 * when it was an alarm; the writer is told whom to call even when there is nobody to tell.
 */
export async function watchMessage(ctx: BotContext, words: string, defaultZone: string): Promise<boolean> {
  const { tx, now, t, resident } = ctx.scope;
  const [kind] = alarmsIn(words);
  if (!kind) return false;
  const homes = resident ? await listMemberships(tx, resident.id) : [];
  const told: Written[] = [];
  for (const { communityId } of homes) {
    if (!resident) break;
    const source = { updateId: ctx.update.update_id, communityId, residentId: resident.id };
    const raised = await raiseMessageAlarm(tx, { ...source, kind, words }, now);
    const written = raised && (await announce(ctx, raised));
    if (written) told.push(written);
  }
  const nobody: Written = { id: 0, kind, isNamed: true, isSelf: true, isTold: false, zone: defaultZone };
  const written = told.find(({ isTold }) => isTold) ?? told[0] ?? nobody;
  reply(ctx, kindContent(t, emergencyNumbers(written.zone), written));
  return true;
}

/** What the writer of an alarm is told of it. */
interface Written {
  id: number;
  kind: AlarmKind;
  isNamed: boolean;
  isSelf: boolean;
  isTold: boolean;
  zone: string;
}

async function announce(
  ctx: BotContext,
  raised: { id: number; isNamed: boolean },
): Promise<Written | undefined> {
  const { tx, now } = ctx.scope;
  const alarm = await lockAlarm(tx, raised.id);
  if (!alarm) return undefined;
  await recordAudit(
    tx,
    {
      residentId: null,
      communityId: alarm.communityId,
      action: 'welfare_alarm_raised',
      object: `welfare_alarm:${alarm.id}`,
    },
    now,
  );
  const isTold = await tellStaff(ctx, alarm);
  const { id, kind, mode, zone } = alarm;
  return { id, kind, isNamed: raised.isNamed, isSelf: mode === 'self', isTold, zone };
}

/** How an alarm looks on the clocks of its community. */
export function viewOf(alarm: Alarm): AlarmView {
  return { ...alarm, raisedAt: instantToWall(alarm.raisedAt, alarm.zone) };
}

/** Who is told of an alarm: whoever looks after it, else the one person named for it, else everybody. */
export async function recipientsOf(
  { scope: { tx } }: BotContext,
  { communityId, takenBy }: Pick<Alarm, 'communityId' | 'takenBy'>,
): Promise<{ told: Told[]; isUnnamed: boolean }> {
  const staff = await listStaffToTell(tx, communityId);
  const taker = staff.find(({ residentId }) => residentId === takenBy);
  const first = taker ?? (await findWelfareContact(tx, communityId));
  return first ? { told: [first], isUnnamed: false } : { told: staff, isUnnamed: true };
}

function findAlarm(
  { scope }: BotContext,
  before: Pick<Response, 'definition' | 'flow'>,
  after: Flow,
  step: string,
): { kind: AlarmKind; words: string } | undefined {
  const was = before.flow.answers.get(step);
  const is = after.answers.get(step) ?? NO_ANSWER;
  const [kind] = is.comment !== undefined && is.comment !== was?.comment ? alarmsIn(is.comment) : [];
  if (kind && is.comment) return { kind, words: is.comment };
  const option = alertChosen(before.definition, step, was, is);
  return option && { kind: 'followup', words: inLocale(option.label, scope.locale) };
}

/** Effects of this very update, not a broadcast: see ADR 16. False when there is nobody to tell. */
async function tellStaff(ctx: BotContext, alarm: Alarm): Promise<boolean> {
  const { tx, effects } = ctx.scope;
  const { told, isUnnamed } = await recipientsOf(ctx, alarm);
  const community = isUnnamed ? await findCommunity(tx, { id: alarm.communityId }) : undefined;
  for (const { chatId, locale } of told) {
    const unnamedIn = community && { id: community.id, name: communityName(community, locale) };
    const content = alarmContent(viewOf(alarm), locale, { ...(unnamedIn && { unnamedIn }) });
    effects.push(say(chatId, content, alarmPost(alarm.id)));
  }
  return told.length > 0;
}
