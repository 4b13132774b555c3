import { Composer } from 'grammy';
import { cancelOlderGenerations, startBroadcast } from '../../db/broadcasts.ts';
import {
  type Community,
  communitiesByIds,
  communityName,
  countReachable,
  findCommunity,
} from '../../db/communities.ts';
import {
  type Survey,
  closeSurvey,
  findSurvey,
  isTakingAnswers,
  openSurveyOnce,
  settledCodes,
  surveyFunnel,
  surveysOfCommunities,
} from '../../db/surveys.ts';
import { makeCode } from '../../domain/code.ts';
import { inLocale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import { quietUntil } from '../../domain/quiet.ts';
import { isStaffOf } from '../../domain/role.ts';
import { countOptions } from '../../domain/survey-counts.ts';
import { OFFERED_TEMPLATES } from '../../domain/survey-templates.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { addDays } from '../../domain/time.ts';
import { noResultsText } from '../../telegram/views/anonymity.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  alreadyOpenContent,
  closeQuestionContent,
  countsContent,
  openedContent,
  overviewContent,
  previewContent,
  staffListContent,
  templateQuestionContent,
  templatesContent,
} from '../../telegram/views/survey-staff.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import { readId } from '../arguments.ts';
import { showNewBroadcast } from '../broadcast-message.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { readerOf } from './show-answer.ts';

/** /survey: staff open a ready survey, see how it goes, and close it. */
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
        rewritePressed(ctx, templatesContent(community.id, OFFERED_TEMPLATES, readerOf(ctx))),
      ),
      preview: onTemplate(async (ctx, community, template) => {
        const recipients = await countReachable(ctx.scope.tx, community.id);
        const closesOn = addDays(instantToWall(ctx.scope.now, community.time_zone), POLICY.surveyOpenDays);
        rewritePressed(ctx, previewContent(community.id, template, recipients, closesOn, readerOf(ctx)));
      }),
      read: onTemplate(async (ctx, community, template, number) =>
        rewritePressed(ctx, templateQuestionContent(community.id, template, number, readerOf(ctx))),
      ),
      launch: onTemplate(async (ctx, community, template) => await launch(ctx, deps, community, template)),
      see: onOwnSurvey(async (ctx, survey) => await showOverview(ctx, deps, survey)),
      counts: onOwnSurvey(async (ctx, survey, number) => {
        const codes = await settledCodes(ctx.scope.tx, survey.id);
        if (survey.anonymity === 'anonymous' && codes.length === 0)
          return toast(ctx, noResultsText(survey.status === 'open', ctx.scope.t), true);
        const counts = countOptions(survey.definition, codes);
        const shown = { ...survey, isOpen: isTakingAnswers(survey, ctx.scope.now) };
        rewritePressed(ctx, countsContent(shown, number, counts[number - 1], readerOf(ctx)));
      }),
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

const INVITATION_GENERATION = 1;

async function listContent(ctx: BotContext) {
  const { tx, now, locale, powers } = ctx.scope;
  const surveys = await surveysOfCommunities(tx, powers.staffCommunityIds);
  const communities = await communitiesByIds(tx, powers.staffCommunityIds);
  return staffListContent(
    surveys.map((survey) => ({ ...survey, isOpen: isTakingAnswers(survey, now) })),
    communities.map((community) => ({ id: community.id, name: communityName(community, locale) })),
    readerOf(ctx),
  );
}

/** Opens the survey and starts its invitation in one transaction; pressing twice opens one and invites once. */
async function launch(
  ctx: ButtonContext,
  deps: BotDeps,
  community: Community,
  definition: SurveyDefinition,
): Promise<void> {
  const { tx, now, resident, locale } = ctx.scope;
  if (!resident) return;
  const today = instantToWall(now, community.time_zone);
  const closesAt = wallToInstant({ ...today, ...addDays(today, POLICY.surveyOpenDays) }, community.time_zone);
  const survey = { communityId: community.id, definition, openedBy: resident.id, closesAt };
  const opened = await openUnderFreeCode(ctx, deps, survey);
  // Said anew: after a double tap the pressed message holds the link for the posters.
  if (opened.kind === 'already_open') return reply(ctx, alreadyOpenContent(opened.code, readerOf(ctx)));
  const heldUntil = quietUntil(today);
  const broadcast = await startBroadcast(
    tx,
    {
      kind: 'survey_invitation',
      objectId: opened.id,
      generation: INVITATION_GENERATION,
      communityId: community.id,
      createdBy: resident.id,
      expiresAt: closesAt,
      heedsQuietHours: true,
      ...(heldUntil && { startsAt: wallToInstant(heldUntil, community.time_zone) }),
    },
    { kind: 'members', communityId: community.id },
    now,
  );
  if (!broadcast) throw new Error('a new survey was invited to before');
  const shown = {
    code: opened.code,
    title: inLocale(definition.title, locale),
    link: linkTo(deps, opened.code),
  };
  rewritePressed(ctx, openedContent(shown, broadcast.recipients, heldUntil, readerOf(ctx)));
  await showNewBroadcast(ctx, broadcast.id);
}

type NewSurvey = Omit<Parameters<typeof openSurveyOnce>[1], 'code'>;

/** Of a billion codes one is taken now and then. */
async function openUnderFreeCode(ctx: BotContext, deps: BotDeps, survey: NewSurvey) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const code = makeCode(deps.random);
    const opened = await openSurveyOnce(ctx.scope.tx, { ...survey, code }, ctx.scope.now);
    if (opened.kind !== 'code_taken') return opened;
  }
  throw new Error('no free code for a survey');
}

async function showOverview(ctx: ButtonContext, deps: BotDeps, survey: Survey): Promise<void> {
  const { tx, now } = ctx.scope;
  const shown = {
    ...survey,
    isOpen: isTakingAnswers(survey, now),
    link: linkTo(deps, survey.code),
    closesOn: instantToWall(survey.closesAt, survey.timeZone),
  };
  rewritePressed(ctx, overviewContent(shown, await surveyFunnel(tx, survey.id), readerOf(ctx)));
}

function linkTo(deps: BotDeps, code: string): string {
  return `https://t.me/${deps.botUsername}?start=s-${code}`;
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

function onTemplate(
  handle: (
    ctx: ButtonContext,
    community: Community,
    template: SurveyDefinition,
    number: number,
  ) => Promise<void>,
) {
  return onCommunity(async (ctx, community, [templateId = '', number = '1']) => {
    const template = OFFERED_TEMPLATES.find(({ id }) => id === templateId);
    if (!template) return refuse(ctx);
    await handle(ctx, community, template, Number(number));
  });
}

function onOwnSurvey(handle: (ctx: ButtonContext, survey: Survey, number: number) => Promise<void>) {
  return async (ctx: ButtonContext, [code = '', number = '1']: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    if (!survey || !isStaffOf(ctx.scope.powers, survey.communityId)) return refuse(ctx);
    await handle(ctx, survey, Number(number));
  };
}

function refuse(ctx: ButtonContext): void {
  dropPressedKeyboard(ctx);
  toast(ctx, ctx.scope.t('old-button'));
}
