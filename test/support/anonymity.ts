import type { SurveyDefinition } from '../../src/domain/survey.ts';
import type { TestYardbell } from './yardbell.ts';

export const WORRIES = ['heat', 'lift', 'noise', 'light', 'trees', 'other'];
export const MOODS = ['good', 'so_so', 'bad'];

const inAll = (text: string) => ({ zh: text, en: text, es: text });
const options = (codes: string[]) =>
  codes.map((code) => ({ code, label: inAll(`Option ${code}`), ...(code === 'other' && { other: true }) }));

/** Three questions: some steps are asked only after an answer, so that a position would tell it. */
export const SHORT_SURVEY: SurveyDefinition = {
  id: 'own',
  version: 1,
  est_minutes: 1,
  title: inAll('A delicate matter'),
  intro: inAll('Three questions.'),
  outro: inAll('Thank you.'),
  questions: [
    { id: 'mood', type: 'single', text: inAll('How is it?'), options: options(MOODS) },
    { id: 'worry', type: 'multi', max: 6, text: inAll('What worries you?'), options: options(WORRIES) },
    { id: 'words', type: 'open', text: inAll('Anything else?'), accepts: ['text', 'voice'] },
  ],
};

/** Short enough that what is kept of updates for two days is still there when the survey has ended. */
const OPEN_MS = 6 * 3_600_000;

export interface OpenSurvey {
  id: number;
  code: string;
  closesAt: Date;
}

/** An open survey of Xinghua, written straight into the database. */
export async function openShortSurvey(
  yard: TestYardbell,
  code: string,
  anonymity: 'named' | 'anonymous' = 'anonymous',
): Promise<OpenSurvey> {
  const now = yard.clock.now();
  const closesAt = new Date(now.getTime() + OPEN_MS);
  const { id: communityId } = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  const { id } = await yard.db
    .insertInto('surveys')
    .values({
      code,
      community_id: communityId,
      status: 'open',
      anonymity,
      definition: JSON.stringify(SHORT_SURVEY),
      opened_at: now,
      closes_at: closesAt,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, code, closesAt };
}

export interface Wish {
  mood: string;
  worries: string[];
  /** Written at the first question, as a comment. */
  remark?: string;
  /** Written at the last question. */
  words?: string;
  /** Stops after the first question, or before sending. */
  stopsAfter?: 'mood' | 'words';
}

/** A person who knows the bot answers, one press after the other, while others do the same. Their response's id. */
export async function answerShortSurvey(
  yard: TestYardbell,
  person: number,
  { id: surveyId, code }: OpenSurvey,
  { mood, worries, remark, words, stopsAfter }: Wish,
): Promise<number> {
  const press = async (data: string) => {
    const message = yard.simulator.lastMessage(person);
    const answer = await yard.simulator.tap(person, person, message?.message_id ?? 0, { data });
    if (!answer) throw new Error(`the press of ${data} was never answered`);
  };
  const write = async (text: string) => {
    yard.simulator.sendText(person, person, text);
    // A press may overtake a text; the person waits for the reply.
    const isAnswered = () => yard.simulator.lastMessage(person)?.from?.is_bot === true;
    await yard.simulator.waitFor(isAnswered, { what: 'a reply to words', timeoutMs: 20_000 });
  };
  await press(`survey:start:${code}`);
  const { id } = await yard.db
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select('survey_responses.id')
    .where('residents.telegram_id', '=', person)
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  if (remark !== undefined) await write(remark);
  await press(`survey:tap:${id}:mood:${mood}`);
  if (stopsAfter === 'mood') return id;
  for (const worry of worries) await press(`survey:on:${id}:worry:${worry}`);
  await press(`survey:done:${id}:worry`);
  if (worries.includes('other')) await press(`survey:skip:${id}:worry~other`);
  if (words !== undefined) await write(words);
  if (stopsAfter) return id;
  await press(`survey:skip:${id}:words`);
  await press(`survey:send:${id}`);
  return id;
}

/** Waits until nothing of the survey waits to be mixed, or as much as `left`. */
export async function untilMixed(yard: TestYardbell, surveyId: number, left = 0): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    await yard.lookForDue();
    await yard.settled();
    const { count } = await yard.db
      .selectFrom('sealed_answers')
      .innerJoin('survey_responses', 'survey_responses.id', 'sealed_answers.response_id')
      .select((query) => query.fn.countAll<number>().as('count'))
      .where('survey_id', '=', surveyId)
      .executeTakeFirstOrThrow();
    if (count <= left) return;
    if (Date.now() > deadline) throw new Error(`${count} answers are still sealed`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function later(yard: TestYardbell, minutes: number): Promise<void> {
  await yard.moveTo(new Date(yard.clock.now().getTime() + minutes * 60_000));
}

/** The ballots of a survey as they are counted: each as its answers by step. */
export async function ballotsOf(yard: TestYardbell, surveyId: number): Promise<Record<string, unknown>[]> {
  const rows = await yard.db
    .selectFrom('ballot_answers')
    .innerJoin('ballots', 'ballots.id', 'ballot_answers.ballot_id')
    .select(['ballot_id', 'step', 'codes', 'comment'])
    .where('survey_id', '=', surveyId)
    .execute();
  return [...Map.groupBy(rows, ({ ballot_id }) => ballot_id).values()].map((own) =>
    Object.fromEntries(own.map(({ step, codes, comment }) => [step, comment ?? codes])),
  );
}
