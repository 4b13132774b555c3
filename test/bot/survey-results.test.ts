import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadResultFacts } from '../../src/db/survey-results.ts';
import { findSurvey } from '../../src/db/surveys.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type GivenResponse, seedResponses } from '../support/survey-answers.ts';
import { beginSurvey, labels, last, launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
const staff: Partial<Record<Locale, number>> = {};

/** Older people of building 3, newcomers of building 4 with a few in building 9, and people in between. */
const RESPONSES: GivenResponse[] = [
  ...repeat(24, (n) =>
    answered('70_79', 'local', n % 3 === 0 ? ['eldercare', 'repairs'] : ['repairs'], '3', '3'),
  ),
  ...repeat(14, () => answered('30_44', 'outside', ['children', 'jobs'], '3', '4')),
  ...repeat(18, (n) => answered('45_59', 'local', n % 2 === 0 ? ['parking'] : ['none'], '1', '3', 'leader')),
  ...repeat(3, () => answered('u30', 'city', ['waste'], '2', '9')),
  ...repeat(4, () => ({
    answers: { age: ['60_69'] },
    building: '3',
    isUnsent: true,
  })),
];

function repeat(times: number, make: (n: number) => GivenResponse): GivenResponse[] {
  return Array.from({ length: times }, (_, n) => make(n));
}

function answered(
  age: string,
  status: string,
  concerns: string[],
  severity: string,
  building: string,
  mode: GivenResponse['mode'] = 'self',
): GivenResponse {
  const ratings = concerns.filter((one) => one !== 'none').map((one) => [`severity:${one}`, [severity]]);
  const answers = {
    age: [age],
    status: [status],
    concerns,
    ...Object.fromEntries(ratings),
    overall: ['3'],
    open: 'skipped' as const,
    join: ['attend'],
  };
  return { answers, building, mode };
}

beforeAll(async () => {
  yard = await startYardbell();
  for (const [index, locale] of LOCALES.entries()) staff[locale] = await yard.staff(2_000 + index, locale);
  code = await launchSurvey(yard, staff.en ?? 0, 'What our community needs');
  const survey = await findSurvey(yard.db, { code });
  if (!survey) throw new Error('the survey is gone');
  await seedResponses(yard.db, survey, RESPONSES, yard.clock.now());
});
afterAll(async () => await yard.stop());

async function open(locale: Locale, ...keys: string[]) {
  const id = staff[locale] ?? 0;
  await yard.say(id, '/survey');
  const title = { zh: '社区需求小调查', en: 'What our', es: 'Qué necesita' }[locale];
  await yard.tap(id, title);
  let shown = await yard.tap(id, t(locale, 'results-entry'));
  for (const key of keys) shown = await yard.tap(id, t(locale, key));
  return last(shown.messages);
}

describe.each(LOCALES)('in %s', (locale) => {
  test('every screen opens, is under 600 characters and shows no raw key or placeholder', async () => {
    const id = staff[locale] ?? 0;
    const seen = new Set<string>();
    const check = (message: { text?: string }) => {
      expect(message.text).toBeTruthy();
      expect(message.text?.length).toBeLessThanOrEqual(600);
      expect(message.text).not.toMatch(/results-|[{}]|undefined|NaN|null/);
      seen.add(message.text ?? '');
    };
    check(await open(locale));
    for (const way of ['ranking', 'orders', 'heard', 'buildings', 'questions'])
      check(await open(locale, `results-open-${way}`));
    for (let more = true; more;) {
      const message = last((await yard.tap(id, t(locale, 'results-more'))).messages);
      check(message);
      more = labels(message).includes(t(locale, 'results-more'));
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  test('a question is split by every kind of group, one group a screen', async () => {
    const id = staff[locale] ?? 0;
    await open(locale, 'results-open-questions');
    await yard.tap(id, t(locale, 'results-more'));
    const concerns = last((await yard.tap(id, t(locale, 'results-more'))).messages);
    for (const split of ['age-band', 'registration', 'building', 'mode'])
      expect(labels(concerns)).toContain(t(locale, `results-split-${split}`));
    let message = last((await yard.tap(id, t(locale, 'results-split-age-band'))).messages);
    const texts = [message.text];
    while (labels(message).includes(t(locale, 'results-next-group'))) {
      message = last((await yard.tap(id, t(locale, 'results-next-group'))).messages);
      texts.push(message.text);
    }
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(text?.length).toBeLessThanOrEqual(600);
  });
});

describe.each(LOCALES)('the numbers of the community, in %s,', (locale) => {
  test('are asked for, asked for again, kept, and results are compared with them', async () => {
    const id = staff[locale] ?? 0;
    await open(locale, 'results-open-heard', 'results-open-profile');
    const profile = yard.simulator.lastMessage(id);
    expect(profile?.text).toContain(t(locale, 'population-from-community'));
    await yard.tap(id, t(locale, 'population-enter-building'));
    expect((await yard.say(id, '3号楼'))[0]?.text).toContain(t(locale, 'population-unclear'));
    const [kept] = await yard.say(id, '3: 24, 4: 20, 9: 60');
    expect(kept?.text).toContain(t(locale, 'population-from-entered'));
    expect(kept?.text?.length).toBeLessThanOrEqual(600);
    const heard = await open(locale, 'results-open-heard');
    expect(heard.text).toContain(t(locale, 'results-task-ask', { buildings: '9', count: 1 }));
    await yard.tap(id, t(locale, 'results-open-profile'));
    await yard.tap(id, t(locale, 'population-enter-registration'));
    const left = await yard.say(id, { zh: '停止', en: 'stop', es: 'parar' }[locale]);
    expect(left[0]?.text).toBe(t(locale, 'population-left'));
    await yard.db.deleteFrom('population_shares').execute();
  });
});

test('staff of another community cannot enter numbers here', async () => {
  const stranger = await yard.staff(2_101, 'en', 'qingyuan');
  const { id } = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  await yard.say(stranger, '/survey');
  for (const data of [`population:see:${id}`, `population:enter:${id}:building`])
    expect((await yard.forge(stranger, data)).toast).toBe(t('en', 'old-button'));
});

test('the ranking has its bands, counts and words', async () => {
  const { text } = await open('en', 'results-open-ranking');
  expect(text).toBe(
    [
      'What worries people most, of 59 who were asked:',
      'Most pressing:',
      '1. Building, lift, water and power repairs',
      '24 of 59 named it (41 %) · unbearable',
      'if drawn by lot: 29 to 53 %',
      'Then, about equal:',
      '2. School and child care',
      '14 of 59 named it (24 %) · unbearable',
      'if drawn by lot: 15 to 36 %',
      '3. Jobs and training',
      '14 of 59 named it (24 %) · unbearable',
      'if drawn by lot: 15 to 36 %',
      'Then:',
      '4. Meals and care for older people',
      '8 of 59 named it (14 %) · unbearable',
      'if drawn by lot: 7 to 25 %',
    ].join('\n'),
  );
});

test('a concern of three people is not ranked, and is said to be rare', async () => {
  await open('en', 'results-open-ranking');
  const { messages } = await yard.tap(staff.en ?? 0, t('en', 'results-more'));
  expect(last(messages).text).toContain('Named by too few to be shown: Rubbish and cleaning');
});

test('whom a concern matters to is said even if it is far down', async () => {
  const { text } = await open('en', 'results-open-orders');
  expect(text).toContain('Matters a lot to people aged 45 to 59: Parking and traffic');
  expect(text).toContain('Matters a lot to people from elsewhere: School and child care; Jobs and training');
});

test('who was hardly heard is said in words and as a task, without a score', async () => {
  const { text } = await open('en', 'results-open-heard');
  expect(text).toContain('Mostly people aged 60 and over answered');
  expect(text).not.toMatch(/score|margin|±/i);
});

test('a group of three is not split, and a hidden count says why', async () => {
  await open('en', 'results-open-questions');
  const id = staff.en ?? 0;
  const age = last((await yard.tap(id, '⬅ Back')).messages);
  expect(age.text).toContain('people answered at least one question');
  await yard.tap(id, t('en', 'results-open-questions'));
  const first = yard.simulator.lastMessage(id)?.text;
  expect(first).toContain('Under 30: hidden');
  expect(first).toContain(t('en', 'results-hidden-why', { minimum: 5 }));
});

test('staff of another community learn nothing, and a forged screen changes nothing', async () => {
  const stranger = await yard.staff(2_100, 'en', 'qingyuan');
  await yard.say(stranger, '/survey');
  for (const data of [`results:see:${code}`, `results:ranking:${code}:0`, 'results:see:nonsense'])
    expect((await yard.forge(stranger, data)).toast).toBe(t('en', 'old-button'));
  const id = staff.en ?? 0;
  await open('en');
  for (const data of [`results:split:${code}:99:age_band:0`, `results:split:${code}:2:__proto__:0`])
    expect((await yard.forge(id, data)).toast).toBe(t('en', 'old-button'));
  for (const data of [`results:ranking:${code}:-7`, `results:questions:${code}:NaN`]) {
    await yard.forge(id, data);
    expect(yard.simulator.lastMessage(id)?.text).toBeTruthy();
  }
});

test('a response that is sent counts at once, with its building and language', async () => {
  const survey = await findSurvey(yard.db, { code });
  const before = await loadResultFacts(yard.db, survey?.id ?? 0);
  const person = await beginSurvey(yard, 2_200, 'es', code);
  await yard.tap(person, '4 De 60 a 69');
  const begun = await loadResultFacts(yard.db, survey?.id ?? 0);
  expect(begun?.tallies.groups.get('age_band')?.get('60_69')?.responses).toBe(5);
  await yard.tap(person, '1 En este barrio');
  await yard.tap(person, '☐ Nada');
  await yard.tap(person, 'Listo');
  for (let step = 0; step < 3; step += 1) await yard.tap(person, t('es', 'survey-skip'));
  await yard.tap(person, t('es', 'survey-send'));
  const after = await loadResultFacts(yard.db, survey?.id ?? 0);
  expect(after?.tallies.overall.responses).toBe((before?.tallies.overall.responses ?? 0) + 1);
  expect(after?.tallies.groups.get('language')?.get('es')?.responses).toBe(1);
  const { picks } = await yard.db
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select('survey_responses.picks')
    .where('residents.telegram_id', '=', person)
    .executeTakeFirstOrThrow();
  expect(picks?.length).toBe(after?.tallies.layout.size);
});
