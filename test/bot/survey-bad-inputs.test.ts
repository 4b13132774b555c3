import { afterAll, beforeAll, expect, test } from 'vitest';
import { toIncoming } from '../../src/bot/polling.ts';
import { recordUpdates } from '../../src/db/inbox.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import type { Message } from '../../src/simulator/types.ts';
import { type BadInput, badInput, seededRandom } from '../support/bad-inputs.ts';
import { labels } from '../support/surveys.ts';
import { type SeededSurvey, seedSurvey } from '../support/survey-rows.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const KINDS = ['single', 'multi', 'scale', 'open'] as const;
const PEOPLE_OF_A_KIND = 100;
const INPUTS_OF_A_PERSON = 10;
const FIRST_PERSON = 40_000;
const HANG_GUARD_MS = 240_000;
const LOCALES: Locale[] = ['zh', 'en', 'es'];

let yard: TestYardbell;
let survey: SeededSurvey;

beforeAll(async () => {
  yard = await startYardbell({ at: new Date() });
  survey = await seedSurvey(yard.db);
});
afterAll(async () => await yard.stop());

interface Person {
  id: number;
  responseId: number;
  locale: Locale;
}

/** People who have just been asked a question of this kind, in three languages. */
async function people(kind: (typeof KINDS)[number], firstId: number): Promise<Person[]> {
  const step = findTemplate('general_needs')?.questions.find(({ type }) => type === kind)?.id ?? '';
  const now = yard.clock.now();
  const ids = Array.from({ length: PEOPLE_OF_A_KIND }, (_, index) => firstId + index);
  const localeOf = (id: number) => LOCALES[id % LOCALES.length] as Locale;
  for (const id of ids) yard.simulator.addAcquaintance({ id, firstName: `P${id}`, languageCode: 'en' });
  const residents = await yard.db
    .insertInto('residents')
    .values(
      ids.map((id) => ({ telegram_id: id, locale: localeOf(id), locale_chosen_at: now, created_at: now })),
    )
    .returning('id')
    .execute();
  const responses = await yard.db
    .insertInto('survey_responses')
    .values(
      residents.map(({ id }) => ({
        survey_id: survey.surveyId,
        resident_id: id,
        status: 'in_progress' as const,
        step,
        started_at: now,
        updated_at: now,
      })),
    )
    .returning('id')
    .execute();
  return ids.map((id, index) => ({ id, responseId: responses[index]?.id ?? 0, locale: localeOf(id) }));
}

/** Where everybody stands and what they chose, without comments: those may grow. */
async function choices(): Promise<Map<number, string>> {
  const responses = await yard.db.selectFrom('survey_responses').select(['id', 'step', 'status']).execute();
  const answers = await yard.db
    .selectFrom('answers')
    .select(['response_id', 'step', 'codes', 'is_settled'])
    .execute();
  return new Map(
    responses.map(({ id, step, status }) => {
      const own = answers.filter((row) => row.response_id === id && (row.codes.length > 0 || row.is_settled));
      return [id, JSON.stringify([step, status, own])];
    }),
  );
}

async function receive(inputs: BadInput[]): Promise<void> {
  await recordUpdates(
    yard.db,
    inputs.flatMap(({ updates }) => updates.map(toIncoming)),
    yard.clock.now(),
  );
  await yard.settled();
}

const newFor = (id: number, since: number): Message[] =>
  yard.simulator
    .messages(id)
    .slice(since)
    .filter(({ from }) => from?.is_bot);

test(
  '1,000 bad inputs at each kind of question: each is answered, in words that lead on, and changes no choice',
  { timeout: HANG_GUARD_MS, retry: 0 },
  async () => {
    const random = seededRandom(20_260_302);
    const everybody: Person[] = [];
    for (const [index, kind] of KINDS.entries())
      everybody.push(...(await people(kind, FIRST_PERSON + index * PEOPLE_OF_A_KIND)));
    const before = await choices();
    let inputs = 0;
    for (let round = 0; round < INPUTS_OF_A_PERSON; round += 1) {
      const sent = everybody.map((person) => badInput(random, person.id, person.responseId));
      const since = everybody.map(({ id }) => yard.simulator.messages(id).length);
      yard.simulator.clearCalls();
      await receive(sent);
      const toasts = yard.simulator.calls.filter(({ method }) => method === 'answerCallbackQuery');
      for (const [index, { id }] of everybody.entries()) {
        const input = sent[index] as BadInput;
        const said = newFor(id, since[index] ?? 0);
        const isAnswered =
          said.length > 0 ||
          toasts.some(({ params }) => params['callback_query_id'] === input.queryId && params['text']);
        expect(isAnswered, `${input.what} was answered`).toBe(true);
        expect(said.length, input.what).toBeLessThanOrEqual(2);
        for (const message of said) {
          expect(message.text?.length ?? 0, input.what).toBeLessThanOrEqual(600);
          expect(message.text, input.what).not.toMatch(/undefined|NaN|\[object|survey-/);
        }
        inputs += 1;
      }
    }
    expect(inputs).toBe(KINDS.length * 1_000);
    expect(await choices()).toEqual(before);
    for (const { id } of everybody) expect(leadsOn(id), `the chat of ${id} leads on`).toBe(true);
    const failed = await yard.db
      .selectFrom('inbox')
      .select('update_id')
      .where('failed_at', 'is not', null)
      .execute();
    expect(failed).toEqual([]);
    expect(yard.logs.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  },
);

/** Some message at the end of the chat still has buttons of the survey. */
function leadsOn(id: number): boolean {
  return yard.simulator.messages(id).some((message) => labels(message).length > 0);
}
