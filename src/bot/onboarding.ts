import { Composer } from 'grammy';
import { communityName, findCommunity, listCommunities } from '../db/communities.ts';
import { findNextStep } from '../db/next-step.ts';
import { chooseLocale, ensureResident, findResident, joinCommunity, recordConsent } from '../db/residents.ts';
import { type DeepLink, normaliseCode, parseDeepLink } from '../domain/code.ts';
import { isLocale, localeOfTag } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import { translator } from '../telegram/i18n.ts';
import {
  alreadyJoined,
  communityChoice,
  consentQuestion,
  joined,
  languageChosen,
  languageQuestion,
  nothingToDo,
  sentence,
} from '../telegram/views/onboarding.ts';
import type { BotContext, BotDeps } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { onButtons } from './route.ts';

/** Opens what a link points to; false when there is no such thing (any more). */
export type OpenLink = (ctx: BotContext, link: DeepLink) => Promise<boolean>;

/** The openers of the features that links point to; wired in `bot.ts`, because features do not know each other. */
export type LinkOpeners = Record<Exclude<DeepLink['kind'], 'community'>, OpenLink>;

/** Join: language, what is kept, consent, community; ends with one useful next step. At most five taps. */
export function onboarding(deps: BotDeps, openers: LinkOpeners): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('start', async (ctx) => {
    const payload = ctx.match.trim();
    if (!ctx.scope.resident?.hasChosenLocale) return askLanguage(ctx, deps, payload);
    await openPayload(ctx, openers, payload);
  });
  composer.use(
    onButtons('join', {
      lang: async (ctx, [locale, payload = '']) => {
        if (!isLocale(locale)) return;
        await chooseLocale(ctx.scope.tx, ctx.from.id, locale, ctx.scope.now);
        ctx.scope.locale = locale;
        ctx.scope.t = translator(locale);
        ctx.scope.resident = await findResident(ctx.scope.tx, ctx.from.id);
        rewritePressed(ctx, languageChosen(ctx.scope.t));
        await openPayload(ctx, openers, payload);
      },
      yes: async (ctx, [payload = '']) => {
        await agree(ctx);
        rewritePressed(ctx, sentence(ctx.scope.t, 'join-agreed'));
        const link = parseDeepLink(payload);
        if (link?.kind === 'community') await enter(ctx, openers, link.code);
        else reply(ctx, await communities(ctx, 'join-which-community'));
      },
      in: async (ctx, [code = '']) => await enter(ctx, openers, code),
      more: async (ctx) => reply(ctx, await communities(ctx, 'join-which-community')),
      no: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'join-refused')),
      minor: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'join-minor')),
    }),
  );
  // Whoever has not chosen a language yet is asked before anything else, whatever they tapped or wrote.
  composer.use(async (ctx, next) => {
    if (ctx.scope.resident?.hasChosenLocale || ctx.myChatMember) return await next();
    askLanguage(ctx, deps, '');
  });
  return composer;
}

function askLanguage(ctx: BotContext, deps: BotDeps, payload: string): void {
  const preset = localeOfTag(ctx.from?.language_code) ?? deps.defaultLocale;
  const isTooLong = Buffer.byteLength(payload) > LONGEST_PAYLOAD;
  reply(ctx, languageQuestion(preset, isTooLong ? '' : payload));
}

/** `join:lang:zh:` leaves this much of the 64 bytes of a button; no link of ours is longer. */
const LONGEST_PAYLOAD = 51;

async function openPayload(ctx: BotContext, openers: LinkOpeners, payload: string): Promise<void> {
  if (payload === '') return await welcome(ctx, openers, '');
  const link = parseDeepLink(payload);
  if (link?.kind === 'community') return await welcome(ctx, openers, link.code);
  if (link && (await openers[link.kind](ctx, link))) return;
  if (link?.kind === 'invitation') return reply(ctx, sentence(ctx.scope.t, 'invitation-unusable'));
  reply(ctx, await communities(ctx, 'join-unknown-code'));
}

async function welcome(ctx: BotContext, openers: LinkOpeners, code: string): Promise<void> {
  const { tx, t, locale, resident } = ctx.scope;
  const community = code ? await findCommunity(tx, { code }) : undefined;
  if (code && !community) return reply(ctx, await communities(ctx, 'join-unknown-code'));
  const isMember = resident !== undefined && resident.communityIds.length > 0;
  if (community && resident?.hasConsented) return await enter(ctx, openers, community.code);
  if (isMember) return await offerNextStep(ctx, openers);
  const name = community && communityName(community, locale);
  reply(ctx, consentQuestion(t, name, community ? `c-${community.code}` : ''));
}

/** Joins; asking for a place they are in already says so. Used by poster, list and typed code alike. */
async function enter(ctx: BotContext, openers: LinkOpeners, typedCode: string): Promise<void> {
  const { tx, t, locale, now, resident } = ctx.scope;
  const community = await findCommunity(tx, { code: normaliseCode(typedCode) });
  if (!community) return reply(ctx, await communities(ctx, 'join-unknown-code'));
  if (!resident) return;
  const name = communityName(community, locale);
  if (!resident.hasConsented) return reply(ctx, consentQuestion(t, name, `c-${community.code}`));
  if (await joinCommunity(tx, resident.id, community.id, now)) {
    resident.communityIds.push(community.id);
    reply(ctx, joined(t, name));
  } else {
    reply(ctx, alreadyJoined(t, name));
  }
  await offerNextStep(ctx, openers, community.id);
}

async function offerNextStep(ctx: BotContext, openers: LinkOpeners, communityId?: number): Promise<void> {
  const { tx, t, now, resident } = ctx.scope;
  for (const id of communityId ? [communityId] : (resident?.communityIds ?? [])) {
    const step = resident && (await findNextStep(tx, resident.id, id, now));
    if (step && (await openers[step.kind](ctx, { kind: step.kind, code: step.code }))) return;
  }
  reply(ctx, nothingToDo(t));
}

async function agree(ctx: BotContext): Promise<void> {
  const { tx, now, locale, resident } = ctx.scope;
  const residentId = resident?.id ?? (ctx.from && (await ensureResident(tx, ctx.from.id, locale, now)));
  if (residentId === undefined) return;
  await recordConsent(tx, residentId, 'community', POLICY.consentWordingVersion, now);
  if (resident) resident.hasConsented = true;
}

async function communities(ctx: BotContext, lead: 'join-which-community' | 'join-unknown-code') {
  const { tx, t, locale } = ctx.scope;
  const all = await listCommunities(tx);
  return communityChoice(
    t,
    all.map((community) => ({ code: community.code, name: communityName(community, locale) })),
    lead,
  );
}
