import { conversations, createConversation } from '@grammyjs/conversations';
import { Bot, Composer } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { deleteConversation, readConversation, writeConversation } from '../db/conversations.ts';
import { WIZARDS } from '../domain/wizard.ts';
import { askNext } from './ask-next.conversation.ts';
import { boardGroup } from './board.ts';
import { broadcasts } from './broadcast.ts';
import { buildings } from './building.ts';
import type { BotContext, BotDeps, Scope } from './context.ts';
import { callAnswers, callRequests } from './call-request.ts';
import { contactStatus } from './contact-status.ts';
import { digests } from './digest.ts';
import { leaderAnswers, leaders } from './leader.ts';
import { fallback, menu } from './menu.ts';
import { meetings, openMeeting } from './meeting/meeting.ts';
import { notices } from './meeting/notice.ts';
import { composeNotice } from './meeting/compose-notice.conversation.ts';
import { onboarding } from './onboarding.ts';
import { ops } from './ops.ts';
import { NEW_PROJECT, createProject } from './project/create-project.conversation.ts';
import { projectAnswers } from './project/link-survey.ts';
import { openProject, openVolunteerRole, projects } from './project/project.ts';
import { rsvps } from './rsvp.ts';
import { settings } from './settings.ts';
import { stalePresses } from './stale-press.ts';
import { nextAnswers, speakingForOthers } from './survey/speaking.ts';
import { isSurveyAnswer } from './survey/step-buttons.ts';
import { surveyComments } from './survey/survey-comments.ts';
import { surveyText } from './survey/answer-words.ts';
import { ENTER_POPULATION, enterPopulation } from './survey/enter-population.conversation.ts';
import { surveyReturn } from './survey/offer-return.ts';
import { population } from './survey/population.ts';
import { surveyReminding } from './survey/remind-survey.ts';
import { surveyResults } from './survey/show-results.ts';
import { outcomeAnswers } from './survey/outcome-answers.ts';
import { surveyOutcomes } from './survey/outcome.ts';
import { openSurvey, surveyTaking } from './survey/take-survey.ts';
import { surveyStaff } from './survey/staff-survey.ts';
import { surveyDrafts } from './survey/survey-draft.ts';
import { writeDraft } from './survey/write-draft.conversation.ts';
import { openInvitation, team } from './team.ts';
import { TELL_BUILDING, tellBuilding } from './tell-building.conversation.ts';
import { volunteers } from './volunteer.ts';
import { welfare } from './welfare.ts';

/** Never sent anywhere: handlers speak through effects, so a token has no business in here. */
const NO_TOKEN = '0:handlers-speak-through-effects';

/**
 * Everything the bot reacts to, in order. Buttons and commands come before staff wizards, so that a wizard swallows
 * nothing but the text it asked for; free text reaches a survey in progress last.
 */
export function createBot(me: UserFromGetMe, deps: BotDeps, scopes: WeakMap<Update, Scope>): Bot<BotContext> {
  const bot = new Bot<BotContext>(NO_TOKEN, { botInfo: me, client: { fetch: refuseToSpeak } });
  bot.use(attachScope(scopes), stalePresses(deps, isSurveyAnswer));
  bot.chatType(['group', 'supergroup']).use(boardGroup(deps));
  const chats = bot.chatType('private');
  chats.use(contactStatus());
  chats.use(
    onboarding(deps, {
      survey: openSurvey,
      meeting: openMeeting,
      project: openProject,
      volunteer_role: openVolunteerRole,
      invitation: openInvitation,
    }),
  );
  chats.use(conversations({ storage: wizardStorage() }));
  // A wizard is known only to what comes after it; it passes on every command and every button that is not its own.
  chats.use(createConversation(composeNotice, WIZARDS.composeNotice));
  chats.use(createConversation(createProject, NEW_PROJECT));
  chats.use(createConversation(tellBuilding, TELL_BUILDING));
  chats.use(createConversation(writeDraft, WIZARDS.writeDraft));
  chats.use(createConversation(enterPopulation, ENTER_POPULATION));
  const next = askNext({
    ...leaderAnswers(deps),
    ...callAnswers(),
    ...nextAnswers(),
    ...projectAnswers,
    ...outcomeAnswers,
  });
  chats.use(createConversation(next.builder, next.name));
  chats.use(surveyReturn(), menu(), settings(), surveyTaking(), surveyStaff(deps), surveyDrafts(deps));
  chats.use(surveyReminding(), surveyComments(), welfare());
  chats.use(surveyResults(), surveyOutcomes(deps), population());
  chats.use(meetings(deps), notices(deps), rsvps());
  chats.use(speakingForOthers(deps), callRequests(), buildings(), broadcasts());
  chats.use(projects(deps), volunteers(), digests(), team(deps), leaders(), ops(deps));
  chats.use(surveyText(), fallback(deps));
  return bot;
}

function attachScope(scopes: WeakMap<Update, Scope>): Composer<BotContext> {
  return new Composer<BotContext>(async (ctx, next) => {
    const scope = scopes.get(ctx.update);
    if (!scope) throw new Error('an update without a scope');
    ctx.scope = scope;
    await next();
  });
}

/** Wizards are kept in the same transaction as everything else the update changes. */
function wizardStorage() {
  const keyOf = (ctx: BotContext) => String(ctx.chatId);
  return {
    type: 'context' as const,
    adapter: {
      read: async (ctx: BotContext) => (await readConversation(ctx.scope.tx, keyOf(ctx))) as never,
      write: (ctx: BotContext, state: unknown) =>
        writeConversation(ctx.scope.tx, keyOf(ctx), state, ctx.scope.now),
      delete: (ctx: BotContext) => deleteConversation(ctx.scope.tx, keyOf(ctx)),
    },
  };
}

function refuseToSpeak(): never {
  throw new Error('handlers speak through effects');
}
