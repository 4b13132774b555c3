/**
 * The results of a survey as staff see them: every count, every group, small numbers hidden with what they need, the
 * ranking, who was hardly heard. From the question to the database until the results are there to be worded. Beside it
 * the usual way: counting the rows of answers in SQL, with nothing hidden and no ranking.
 */
import { sql } from 'kysely';
import type { Db } from '../src/db/client.ts';
import { loadResultFacts } from '../src/db/survey-results.ts';
import { compileResults } from '../src/domain/compile-results.ts';
import { seedPeople, startServer } from './support/database.ts';
import { median, printRow } from './support/rows.ts';
import { type AnsweredSurvey, seedAnsweredSurvey } from './support/survey-answers.ts';

const RUNS = 7;
/** Another building each time. */
const BUILDING_RUNS = 51;
const SIZES = [1_000, 10_000, 130_000, 1_000_000];
const FULL = 130_000;
const FULL_TARGET_MS = 300;
const BUILDING_TARGET_MS = 5;

const sizes = process.argv[2] ? [Number(process.argv[2])] : SIZES;
const server = await startServer();
try {
  for (const size of sizes) {
    const { db, close } = await server.createDatabase();
    await seedPeople(db, 0, size);
    const survey = await seedAnsweredSurvey(db, size);
    await bench(db, survey, size);
    await close();
  }
} finally {
  await server.stop();
}

async function bench(db: Db, survey: AnsweredSurvey, size: number): Promise<void> {
  const ours: number[] = [];
  const others: number[] = [];
  const building: number[] = [];
  const counted = await results(db, survey, size);
  if (counted !== size) throw new Error(`${counted} of ${size} responses were counted`);
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await milliseconds(() => results(db, survey, size)));
    others.push(await milliseconds(() => countRows(db, survey.id)));
  }
  for (let run = 0; run < BUILDING_RUNS; run += 1)
    building.push(await milliseconds(() => results(db, survey, size, String(1 + run * 7))));
  const isFull = size === FULL;
  printRow({
    what: `results of ${size} x 7 answers, every group`,
    ours: median(ours),
    other: median(others),
    other_is: 'SQL over the answer rows, one kind of group, nothing hidden',
    unit: 'ms',
    ratio: median(ours) / median(others),
    ...(isFull && { target: FULL_TARGET_MS, met: median(ours) <= FULL_TARGET_MS }),
  });
  printRow({
    what: `results of one building of them`,
    ours: median(building),
    unit: 'ms',
    ...(isFull && { target: BUILDING_TARGET_MS, met: median(building) <= BUILDING_TARGET_MS }),
  });
}

async function results(db: Db, survey: AnsweredSurvey, size: number, building?: string): Promise<number> {
  const facts = await loadResultFacts(db, survey.id, building);
  if (!facts) throw new Error('the survey is gone');
  const { answered, ranking } = compileResults(facts, 'staff');
  if (!ranking && size > 1_000) throw new Error('nothing is ranked');
  return answered ?? 0;
}

async function countRows(db: Db, surveyId: number): Promise<void> {
  await sql`
    select r.building, a.step, a.codes, count(*) from answers a join survey_responses r on r.id = a.response_id
    where r.survey_id = ${surveyId} and r.status = 'completed' group by 1, 2, 3
  `.execute(db);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
