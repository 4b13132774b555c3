import { Composer } from 'grammy';
import { type Community, communityName, findCommunity } from '../db/communities.ts';
import { collectDigestFacts, countNewMembers } from '../db/digest-facts.ts';
import { type DigestChoice, type DigestRole, chooseDigestTime, staffRolesOf } from '../db/digests.ts';
import { findSurvey, isTakingAnswers, surveyFunnel } from '../db/surveys.ts';
import { DIGEST_TIMES, digestContent } from '../domain/digest.ts';
import { isStaffOf } from '../domain/role.ts';
import type { Content } from '../telegram/effect.ts';
import { digestAsOfNow, hourChosen, membersContent } from '../telegram/views/digest.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { overviewContent } from '../telegram/views/survey-staff.ts';
import { heardThemes } from '../text/themes.ts';
import { instantToWall } from '../text/zones.ts';
import type { BotContext } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons, toast } from './route.ts';

const DAY_MS = 86_400_000;

/** /digest: what has happened since the last digest, and when the next one comes. Looking at it uses nothing up. */
export function digests(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('digest', async (ctx) => await showDigests(ctx));
  composer.use(
    onButtons('digest', {
      at: async (ctx, [communityCode = '', typed = '']) => {
        const choice = readChoice(typed);
        const place = await ownPlace(ctx, communityCode);
        if (!choice || !place) return toast(ctx, ctx.scope.t('old-button'));
        await chooseHour(ctx, place, choice);
      },
      members: async (ctx, [communityCode = '']) => {
        const place = await ownPlace(ctx, communityCode);
        if (!place) return toast(ctx, ctx.scope.t('old-button'));
        await showMembers(ctx, place.community);
      },
      survey: async (ctx, [code = '']) => await showSurvey(ctx, code),
    }),
  );
  return composer;
}

interface Place {
  role: DigestRole;
  community: Community;
}

async function showDigests(ctx: BotContext): Promise<void> {
  const { tx, t, resident } = ctx.scope;
  const roles = resident ? await staffRolesOf(tx, resident.id) : [];
  if (roles.length === 0) return reply(ctx, sentence(t, 'staff-only'));
  for (const role of roles) {
    const community = await findCommunity(tx, { id: role.communityId });
    if (community) reply(ctx, await asOfNow(ctx, { role, community }));
  }
}

/** The community of a button, when its presser is staff there; another's staff learns nothing, not even that it is. */
async function ownPlace(ctx: ButtonContext, communityCode: string): Promise<Place | undefined> {
  const { tx, powers, resident } = ctx.scope;
  const community = await findCommunity(tx, { code: communityCode });
  if (!community || !resident || !isStaffOf(powers, community.id)) return undefined;
  const role = (await staffRolesOf(tx, resident.id)).find(({ communityId }) => communityId === community.id);
  return role && { role, community };
}

async function chooseHour(
  ctx: ButtonContext,
  { role, community }: Place,
  choice: DigestChoice,
): Promise<void> {
  const { tx, now, locale } = ctx.scope;
  await chooseDigestTime(tx, role.roleId, choice, now);
  const schedule = {
    ...role.schedule,
    isOn: choice !== 'off',
    ...(choice !== 'off' && { time: choice }),
  };
  toast(ctx, hourChosen(schedule, locale));
  rewritePressed(ctx, await asOfNow(ctx, { role: { ...role, schedule }, community }));
}

async function showMembers(ctx: ButtonContext, community: Community): Promise<void> {
  const { tx, now, locale } = ctx.scope;
  const counts = await countNewMembers(tx, community.id, {
    week: new Date(now.getTime() - 7 * DAY_MS),
    month: new Date(now.getTime() - 30 * DAY_MS),
  });
  reply(ctx, membersContent(communityName(community, locale), counts, locale));
}

/** How a survey goes, as a message of its own: the digest stays where it is, with its other buttons. */
async function showSurvey(ctx: ButtonContext, code: string): Promise<void> {
  const { tx, now, powers, locale, t } = ctx.scope;
  const survey = await findSurvey(tx, { code });
  if (!survey || !isStaffOf(powers, survey.communityId)) return toast(ctx, t('old-button'));
  const shown = {
    ...survey,
    isOpen: isTakingAnswers(survey, now),
    link: `https://t.me/${ctx.me.username}?start=s-${survey.code}`,
    closesOn: instantToWall(survey.closesAt, survey.timeZone),
  };
  reply(ctx, overviewContent(shown, await surveyFunnel(tx, survey.id), { t, locale }));
}

async function asOfNow(ctx: BotContext, { role, community }: Place): Promise<Content> {
  const { tx, now, locale } = ctx.scope;
  const { schedule, zone } = role;
  const toWall = (instant: Date) => instantToWall(instant, zone);
  const facts = await collectDigestFacts(
    tx,
    community.id,
    { from: schedule.coveredTo, to: now },
    now,
    heardThemes,
  );
  return digestAsOfNow(
    {
      community: { code: community.code, name: communityName(community, locale) },
      since: toWall(schedule.coveredTo),
      until: toWall(now),
      content: digestContent(facts, toWall),
    },
    schedule,
    locale,
  );
}

function readChoice(typed: string): DigestChoice | undefined {
  if (typed === 'off') return 'off';
  return DIGEST_TIMES.find((time) => time.replace(':', '') === typed);
}
