import { conversations, createConversation } from '@grammyjs/conversations';
import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Chosen,
  type SurveyContext,
  surveyConversation,
} from '../../bench/support/conversation-survey.ts';
import { toIncoming } from '../../src/bot/polling.ts';
import { recordUpdates } from '../../src/db/inbox.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { type FlowEvent, applyEvents, startFlow } from '../../src/domain/question-flow.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import type { SurveyDefinition, SurveyQuestion } from '../../src/domain/survey.ts';
import { saveFlow } from '../../src/db/responses.ts';
import { seedRespondent, seedSurvey } from '../support/survey-rows.ts';
import { textFrom } from '../support/presses.ts';
import { labels } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const HANG_GUARD_MS = 240_000;
const PEOPLE = 200;
const FIRST_PERSON = 60_000;

let yard: TestYardbell;

beforeAll(async () => void (yard = await startYardbell({ at: new Date() })));
afterAll(async () => await yard.stop());

const NOW = findTemplate('general_needs') as SurveyDefinition;

/**
 * The ready survey as an earlier release had it: two questions the other way round, one that has been removed since, one
 * missing that has been added since, and options in another order.
 */
function beforeRelease(): SurveyDefinition {
  const [age, status, concerns, severity, overall, open] = NOW.questions as SurveyQuestion[];
  const pets: SurveyQuestion = {
    id: 'pets',
    type: 'single',
    text: { zh: '养不养狗？', en: 'Do you keep a dog?', es: '¿Tiene perro?' },
    options: [
      { code: 'yes', label: { zh: '养', en: 'I do', es: 'Tengo' } },
      { code: 'no', label: { zh: '不养', en: 'I do not', es: 'No tengo' } },
    ],
    skippable: true,
  };
  const turned = { ...concerns, options: concerns?.options?.toReversed() } as SurveyQuestion;
  return { ...NOW, questions: [status, pets, turned, severity, age, overall, open] as SurveyQuestion[] };
}

/** What somebody means to answer, by the code of each question. */
const MEANT: Record<string, string[]> = {
  status: ['city'],
  pets: ['yes'],
  concerns: ['waste'],
  'severity:waste': ['3'],
  age: ['70_79'],
  overall: ['2'],
};

function answering(definition: SurveyDefinition, step: string): FlowEvent[] {
  const [code = ''] = MEANT[step] ?? [];
  const question = definition.questions.find(({ id }) => id === step.split(':')[0]);
  if (!MEANT[step]) return [{ kind: 'skip', step }];
  return question?.type === 'multi'
    ? [
        { kind: 'tick', step, code, isOn: true },
        { kind: 'done', step },
      ]
    : [{ kind: 'choose', step, code }];
}

test(
  'a release that reorders, adds and removes questions swaps and drops nothing of 200 half-done surveys',
  { timeout: HANG_GUARD_MS, retry: 0 },
  async () => {
    const before = beforeRelease();
    const survey = await seedSurvey(yard.db, before);
    const people = Array.from({ length: PEOPLE }, (_, index) => FIRST_PERSON + index);
    for (const [index, id] of people.entries()) {
      yard.simulator.addAcquaintance({ id, firstName: `P${id}`, languageCode: 'en' });
      const responseId = await seedRespondent(yard.db, survey, id);
      let flow = startFlow(before);
      for (let done = 0; done < index % 6; done += 1) {
        const decision = applyEvents(before, flow, answering(before, flow.position));
        if (decision.kind !== 'applied') throw new Error(decision.kind);
        flow = decision.flow;
        await saveFlow(yard.db, { id: responseId }, flow, decision.changed, new Date());
      }
    }
    await yard.restart();
    for (const text of ['next', ...Array(7).fill('answer')] as ('next' | 'answer')[])
      await speakAll(people, before, text);
    const rows = await yard.db
      .selectFrom('answers')
      .innerJoin('survey_responses', 'survey_responses.id', 'answers.response_id')
      .select(['response_id', 'answers.step', 'codes'])
      .where('survey_id', '=', survey.surveyId)
      .execute();
    const byResponse = Map.groupBy(rows, (row) => row.response_id);
    expect(byResponse.size).toBe(PEOPLE);
    for (const own of byResponse.values()) {
      const given = Object.fromEntries(own.map(({ step, codes }) => [step, codes]));
      expect(given).toMatchObject(MEANT);
    }
    const steps = await yard.db.selectFrom('survey_responses').select('step').distinct().execute();
    expect(steps).toEqual([{ step: 'open' }]);
    // Nobody had to start anew, so nobody was told so.
    for (const id of people)
      expect(yard.simulator.messages(id).some((message) => labels(message).length > 0)).toBe(true);
  },
);

/** Everybody writes the label of what they mean, whatever question stands in their chat; or a thumb, to be asked. */
async function speakAll(
  people: number[],
  definition: SurveyDefinition,
  what: 'next' | 'answer',
): Promise<void> {
  const rows = await yard.db
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select(['telegram_id', 'step'])
    .where('telegram_id', 'in', people)
    .execute();
  const updates = rows
    .filter(({ step }) => step !== 'open')
    .map(({ telegram_id: id, step }) => textFrom(id, what === 'next' ? '👍' : labelOf(definition, step)));
  await recordUpdates(yard.db, updates.map(toIncoming), yard.clock.now());
  await yard.settled();
  const ticked = rows.filter(({ step }) => what === 'answer' && step === 'concerns');
  await recordUpdates(
    yard.db,
    ticked.map(({ telegram_id: id }) => toIncoming(textFrom(id, 'done'))),
    yard.clock.now(),
  );
  await yard.settled();
}

function labelOf(definition: SurveyDefinition, step: string): string {
  const question = definition.questions.find(({ id }) => id === step.split(':')[0]);
  const locale: Locale = 'en';
  return question?.options?.find(({ code }) => code === MEANT[step]?.[0])?.label[locale] ?? '';
}

test('control: a conversation without a new version gives the answer of one question to another', async () => {
  const kept = new Map<string, unknown>();
  const saved: Chosen[] = [];
  const person = 1;
  const talkTo = (definition: SurveyDefinition) => botOf(definition, kept, saved);
  const questions = NOW.questions
    .filter(({ type }) => type === 'single' || type === 'scale')
    .filter((one) => !one.repeat_for);
  const [age, status, overall] = questions as [SurveyQuestion, SurveyQuestion, SurveyQuestion];
  const release = (order: SurveyQuestion[]) => ({ ...NOW, questions: order });
  const first = talkTo(release([age, status, overall]));
  await first.handleUpdate(press(person, 'survey:start:s1'));
  await first.handleUpdate(press(person, 'survey:tap:s1:age:70_79'));
  const second = talkTo(release([status, age, overall]));
  for (const data of ['survey:tap:s1:age:70_79', 'survey:tap:s1:overall:2', 'survey:send:s1'])
    await second.handleUpdate(press(person, data));
  expect(saved).toEqual([{ status: ['70_79'], age: ['70_79'], overall: ['2'] }]);
  expect(status.options?.map(({ code }) => code)).not.toContain('70_79');
});

/** A bot that keeps its conversations in `kept`, and speaks to nobody. */
function botOf(
  definition: SurveyDefinition,
  kept: Map<string, unknown>,
  saved: Chosen[],
): Bot<SurveyContext> {
  const me = { id: 9, is_bot: true, first_name: 'Bot', username: 'control_bot' };
  const answer = { ok: true, result: { message_id: 1, date: 1, chat: { id: 1, type: 'private' } } };
  const fetch = async () => ({ json: async () => answer });
  const bot = new Bot<SurveyContext>('9:control', {
    botInfo: me as never,
    client: { fetch: fetch as never },
  });
  bot.use(
    conversations({
      storage: {
        type: 'key',
        adapter: {
          read: (key) => structuredClone(kept.get(key)) as never,
          write: (key, state) => void kept.set(key, structuredClone(state)),
          delete: (key) => void kept.delete(key),
        },
      },
    }),
  );
  const survey = surveyConversation(definition, async (_chat, _survey, answers) => void saved.push(answers));
  bot.use(createConversation(survey, 'survey'));
  bot.callbackQuery(
    /^survey:start:(.+)$/,
    async (ctx) => await ctx.conversation.enter('survey', ctx.match[1]),
  );
  return bot;
}

let nextUpdate = 1;

function press(personId: number, data: string): Update {
  nextUpdate += 1;
  const from = { id: personId, is_bot: false, first_name: 'P' };
  const chat = { id: personId, type: 'private', first_name: 'P' };
  const message = { message_id: nextUpdate, date: 1, chat, from, text: '?' };
  const query = { id: String(nextUpdate), from, chat_instance: '1', message, data };
  return { update_id: nextUpdate, callback_query: query } as unknown as Update;
}
