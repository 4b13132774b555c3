import type { Locale } from '../../src/domain/locale.ts';
import type { Anonymity } from '../../src/domain/survey.ts';
import { generalNeeds } from './results.ts';
import { neighbour } from './shop.ts';
import type { TestYardbell } from './yardbell.ts';

export interface AnsweredSurvey {
  id: number;
  code: string;
  /** Telegram ids of those who answered. */
  people: number[];
}

let built = 0;
let nextPerson = 500_000;
const DAY_MS = 86_400_000;

/**
 * A survey about what a community needs, asked before and ended yesterday, which so many people answered: most worry about
 * repairs, many about care for the old, a few about parking; one in eight is from elsewhere. They never wrote to the bot.
 */
export async function answeredSurvey(
  yard: TestYardbell,
  options: {
    people: number;
    locales?: Locale[];
    anonymity?: Anonymity;
    isOpen?: boolean;
    community?: string;
  },
): Promise<AnsweredSurvey> {
  const { db, clock } = yard;
  const now = clock.now();
  const { people: count, locales = ['zh', 'en', 'es'], anonymity = 'named', isOpen = false } = options;
  const code = `needs${++built}`;
  const { id: communityId } = await db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', options.community ?? 'xinghua')
    .executeTakeFirstOrThrow();
  const openedAt = new Date(now.getTime() - 10 * DAY_MS);
  const closedAt = new Date(now.getTime() - DAY_MS);
  const { id } = await db
    .insertInto('surveys')
    .values({
      code,
      community_id: communityId,
      status: isOpen ? 'open' : 'closed',
      anonymity,
      definition: JSON.stringify(generalNeeds()),
      opened_at: openedAt,
      closes_at: isOpen ? new Date(now.getTime() + DAY_MS) : closedAt,
      closed_at: isOpen ? null : closedAt,
      created_at: openedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const people: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const person = nextPerson++;
    people.push(person);
    yard.stranger(person);
    yard.simulator.open(person);
    await yard.settled();
    const resident = await neighbour(db, person, openedAt, locales[n % locales.length]);
    await answer(yard, id, resident, n);
  }
  return { id, code, people };
}

async function answer(yard: TestYardbell, surveyId: number, residentId: number, n: number): Promise<void> {
  const at = new Date(yard.clock.now().getTime() - 2 * DAY_MS);
  const { id: responseId } = await yard.db
    .insertInto('survey_responses')
    .values({
      survey_id: surveyId,
      resident_id: residentId,
      status: 'completed',
      step: 'sent',
      started_at: at,
      updated_at: at,
      completed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const concerns = ['repairs', ...(n % 2 === 0 ? ['eldercare'] : []), ...(n % 3 === 0 ? ['parking'] : [])];
  const steps: [string, string[]][] = [
    ['age', [n % 4 === 0 ? '45_59' : '60_69']],
    ['status', [n % 8 === 0 ? 'outside' : 'local']],
    ['concerns', concerns],
    ...concerns.map((concern): [string, string[]] => [
      `severity:${concern}`,
      [concern === 'repairs' ? '3' : '2'],
    ]),
    ['overall', ['3']],
    ['join', ['attend']],
  ];
  const answers = steps.map(([step, codes]) => ({
    response_id: responseId,
    step,
    codes,
    is_settled: true,
    answered_at: at,
  }));
  await yard.db.insertInto('answers').values(answers).execute();
}
