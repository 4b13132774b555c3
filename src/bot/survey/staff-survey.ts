import { Composer } from 'grammy';
import { cancelOlderGenerations } from '../../db/broadcasts.ts';
import { type Community, communitiesByIds, communityName, findCommunity } from '../../db/communities.ts';
import { draftsOfCommunities } from '../../db/survey-drafts.ts';
import { INVITATION_GENERATION } from '../../db/survey-openings.ts';
import {
  type Survey,
  closeSurvey,
  findSurvey,
  isTakingAnswers,
  surveyFunnel,
  surveysOfCommunities,
} from '../../db/surveys.ts';
import { isStaffOf } from '../../domain/role.ts';
import { SURVEY_TEMPLATES } from '../../domain/survey-templates.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  closeQuestionContent,
  oldSurveysContent,
  overviewContent,
  staffListContent,
  templatesContent,
} from '../../telegram/views/survey-staff.ts';
import { instantToWall } from '../../text/zones.ts';
import { readId } from '../arguments.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { copySurvey, makeDraft, startEmptyDraft } from './new-draft.ts';
import { respell, showSpelling } from './respell-survey.ts';
import { readerOf } from './show-answer.ts';

/** So many of each kind stand in a list. */
const MOST_DRAFTS = 4;
const MOST_SURVEYS = 6;

/** /survey: what staff write, what is open, how it goes, and closing it. */
export function surveyStaff(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('survey', async (ctx) => {
    const isStaff = ctx.scope.powers.staffCommunityIds.length > 0;
    reply(ctx, isStaff ? await listContent(ctx) : sentence(ctx.scope.t, 'staff-only'));
  });
  composer.use(
    onButtons('survey-staff', {
      list: async (ctx) => {
        const isStaff = ctx.scope.powers.staffCommunityIds.length > 0;
        if (!isStaff) return refuse(ctx);
        rewritePressed(ctx, await listContent(ctx));
      },
      new: onCommunity(async (ctx, community) =>
        rewritePressed(ctx, templatesContent(community.id, SURVEY_TEMPLATES, readerOf(ctx))),
      ),
      make: onCommunity(async (ctx, community, [templateId = '']) => {
        const template = SURVEY_TEMPLATES.find(({ id }) => id === templateId);
        if (!template) return refuse(ctx);
        await makeDraft(ctx, deps, community, template);
      }),
      empty: onCommunity(async (ctx, community) => await startEmptyDraft(ctx, deps, community)),
      old: onCommunity(showOld),
      copy: onOwnSurvey(async (ctx, survey) => await copySurvey(ctx, deps, survey)),
      see: onOwnSurvey(async (ctx, survey) => await showOverview(ctx, deps, survey)),
      spell: onOwnSurvey(showSpelling),
      respell: onOwnSurvey(respell),
      close: onOwnSurvey(async (ctx, survey) =>
        rewritePressed(ctx, closeQuestionContent(survey.code, readerOf(ctx))),
      ),
      closenow: onOwnSurvey(async (ctx, survey) => {
        const { tx, now, resident } = ctx.scope;
        await closeSurvey(tx, survey.id, resident?.id ?? null, now);
        await cancelOlderGenerations(tx, ['survey_invitation'], survey.id, INVITATION_GENERATION + 1, now);
        await showOverview(ctx, deps, (await findSurvey(tx, { id: survey.id })) ?? survey);
      }),
    }),
  );
  return composer;
}

async function listContent(ctx: BotContext) {
  const { tx, now, locale, powers } = ctx.scope;
  const ids = powers.staffCommunityIds;
  const surveys = await surveysOfCommunities(tx, ids, MOST_SURVEYS);
  const communities = await communitiesByIds(tx, ids);
  return staffListContent(
    await draftsOfCommunities(tx, ids, MOST_DRAFTS),
    surveys.map((survey) => ({ ...survey, isOpen: isTakingAnswers(survey, now) })),
    communities.map((community) => ({ id: community.id, name: communityName(community, locale) })),
    readerOf(ctx),
  );
}

async function showOld(ctx: ButtonContext, community: Community): Promise<void> {
  const { tx, now } = ctx.scope;
  const surveys = await surveysOfCommunities(tx, [community.id], MOST_SURVEYS);
  const shown = surveys.map((survey) => ({ ...survey, isOpen: isTakingAnswers(survey, now) }));
  rewritePressed(ctx, oldSurveysContent(community.id, shown, readerOf(ctx)));
}

async function showOverview(ctx: ButtonContext, deps: BotDeps, survey: Survey): Promise<void> {
  const { tx, now } = ctx.scope;
  const shown = {
    ...survey,
    isOpen: isTakingAnswers(survey, now),
    link: `https://t.me/${deps.botUsername}?start=s-${survey.code}`,
    closesOn: instantToWall(survey.closesAt, survey.timeZone),
  };
  rewritePressed(ctx, overviewContent(shown, await surveyFunnel(tx, survey.id), readerOf(ctx)));
}

/** A button that names a community: only its own staff get further, and others learn nothing about it. */
function onCommunity(handle: (ctx: ButtonContext, community: Community, args: string[]) => Promise<void>) {
  return async (ctx: ButtonContext, [argument, ...args]: string[]) => {
    const id = readId(argument);
    const isOwn = id !== undefined && isStaffOf(ctx.scope.powers, id);
    const community = isOwn ? await findCommunity(ctx.scope.tx, { id }) : undefined;
    if (!community) return refuse(ctx);
    await handle(ctx, community, args);
  };
}

function onOwnSurvey(handle: (ctx: ButtonContext, survey: Survey, args: string[]) => Promise<void>) {
  return async (ctx: ButtonContext, [code = '', ...args]: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    if (!survey || !isStaffOf(ctx.scope.powers, survey.communityId)) return refuse(ctx);
    await handle(ctx, survey, args);
  };
}

function refuse(ctx: ButtonContext): void {
  dropPressedKeyboard(ctx);
  toast(ctx, ctx.scope.t('old-button'));
}
