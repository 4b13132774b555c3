import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type AnsweredSurvey, answeredSurvey } from '../support/answered-survey.ts';
import { generalNeeds } from '../support/results.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const LARGEST_PAGE_BYTES = 50_000;

let yard: TestYardbell;
let staff: number;
let survey: AnsweredSurvey;

async function publish(code: string): Promise<string> {
  await yard.forge(staff, `outcome:publish:${code}`);
  const { messages } = await yard.tap(staff, t('en', 'outcome-publish-yes'));
  return /http:\S+/.exec(messages.map(({ text }) => text).join('\n'))?.[0] ?? '';
}

beforeAll(async () => {
  yard = await startYardbell();
  staff = await yard.staff(9100, 'en');
  survey = await answeredSurvey(yard, { people: 42 });
  expect(await publish(survey.code)).toBe(`${yard.url}/s/${survey.code}`);
});
afterAll(async () => await yard.stop());

const get = async (path: string, headers: Record<string, string> = {}) =>
  await fetch(`${yard.url}${path}`, { headers });
const page = async (path: string) => await (await get(path)).text();

describe.each(LOCALES)('in %s', (locale) => {
  test('the published results stand on a page of their own', async () => {
    const html = await page(`/s/${survey.code}?lang=${locale}`);
    expect(html).toContain(`<html lang="${locale === 'zh' ? 'zh-Hans' : locale}">`);
    const title = generalNeeds().title[locale] ?? '';
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(t(locale, 'outcome-answered', { count: 42, title }));
    expect(html).toContain(t(locale, 'page-ranking'));
    expect(html).toContain(t(locale, 'page-count-of', { count: 42, n: 42 }));
    expect(html).not.toMatch(/undefined|NaN|\{ \$|\bnull\b/);
    expect(Buffer.byteLength(html)).toBeLessThan(LARGEST_PAGE_BYTES);
  });

  test('the same as a picture, and the list of the community leads there', async () => {
    const picture = await get(`/s/${survey.code}/ranking.png?lang=${locale}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await picture.arrayBuffer()).readUInt32BE(16)).toBe(1080);
    const board = await page(`/c/xinghua?lang=${locale}`);
    expect(board).toContain(`<a href="/s/${survey.code}?lang=${locale}">`);
  });
});

test('the browser says which language, and the address overrules it', async () => {
  const speak = async (path: string, languages: string) =>
    /<html lang="([^"]+)"/.exec(await (await get(path, { 'accept-language': languages })).text())?.[1];
  const path = `/s/${survey.code}`;
  expect(await speak(path, 'es-MX,es;q=0.9,en;q=0.8')).toBe('es');
  expect(await speak(path, 'fr,en;q=0.5')).toBe('en');
  expect(await speak(path, 'fr')).toBe('zh-Hans');
  expect(await speak(`${path}?lang=en`, 'es')).toBe('en');
});

test('no script, nothing from elsewhere, robots welcome, and whoever has it already gets nothing anew', async () => {
  for (const path of [`/s/${survey.code}`, '/c/xinghua', '/s/nosuch']) {
    const answer = await get(path);
    const html = await answer.text();
    expect(html).not.toMatch(/<script|\son\w+=|style="|src="http|noindex/i);
    expect(answer.headers.get('x-robots-tag')).toBeNull();
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const etag = answer.headers.get('etag');
    if (etag) expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    else expect(answer.status).toBe(404);
  }
});

test('counts of one to nine are nowhere on the page, in the picture or in what is stored for it', async () => {
  const { code, id } = await answeredSurvey(yard, { people: 26 });
  await publish(code);
  const html = await page(`/s/${code}?lang=en`);
  const shown = [...html.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell ?? '');
  expect(shown.length).toBeGreaterThan(5);
  for (const cell of shown) expect(cell).not.toMatch(/(^|\()[1-9](\)|$| of)/);
  expect(html).toContain(t('en', 'table-hidden'));
  const { published_results: stored } = await yard.db
    .selectFrom('surveys')
    .select('published_results')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toMatch(/"(count|reached|skipped|answered|named)":[1-9][,}]/);
});

test('fewer than ten answers: nothing is published, and staff are told why and what helps', async () => {
  const { code } = await answeredSurvey(yard, { people: 7 });
  for (const verb of ['publish', 'publishnow']) {
    await yard.forge(staff, `outcome:${verb}:${code}`);
    const said = yard.simulator.lastMessage(staff)?.text;
    expect(said).toBe(t('en', 'outcome-publish-nothing', { minimum: 10 }));
  }
  expect((await get(`/s/${code}`)).status).toBe(404);
});

test('what is public is called so on the screen, can be taken back, and both stand in the audit', async () => {
  const { code, id } = await answeredSurvey(yard, { people: 12 });
  await publish(code);
  await yard.forge(staff, `results:see:${code}`);
  await yard.tap(staff, t('en', 'outcome-is-public'));
  await yard.tap(staff, t('en', 'outcome-unpublish'));
  expect((await get(`/s/${code}`)).status).toBe(404);
  const entries = await yard.db
    .selectFrom('audit_entries')
    .select('action')
    .where('object', '=', `survey:${id}`)
    .orderBy('id')
    .execute();
  expect(entries.map(({ action }) => action)).toEqual([
    'survey_results_published',
    'survey_results_unpublished',
  ]);
  await yard.tap(staff, t('en', 'outcome-publish'));
  await yard.tap(staff, t('en', 'outcome-publish-yes'));
  expect((await get(`/s/${code}`)).status).toBe(200);
});

test('what is not published is not there: open, closed and unknown surveys answer alike', async () => {
  const closed = await answeredSurvey(yard, { people: 10 });
  const open = await answeredSurvey(yard, { people: 10, isOpen: true });
  const answers = await Promise.all(
    [closed.code, open.code, 'nosuch'].map(async (code) => {
      const answer = await get(`/s/${code}?lang=en`);
      return [answer.status, await answer.text()];
    }),
  );
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(answers[0]?.[0]).toBe(404);
  expect(await page('/c/xinghua')).not.toContain(closed.code);
});

test('answers that come or go after the publication do not move the published numbers', async () => {
  const { code, id } = await answeredSurvey(yard, { people: 30 });
  await publish(code);
  const before = await page(`/s/${code}?lang=en`);
  const gone = await yard.db
    .selectFrom('survey_responses')
    .select('id')
    .where('survey_id', '=', id)
    .limit(2)
    .execute();
  await yard.db
    .deleteFrom('survey_responses')
    .where(
      'id',
      'in',
      gone.map((row) => row.id),
    )
    .execute();
  await yard.forge(staff, `outcome:publishnow:${code}`);
  expect(await page(`/s/${code}?lang=en`)).toBe(before);
});

test('texts of a survey cannot become markup', async () => {
  const { code, id } = await answeredSurvey(yard, { people: 12 });
  const hostile = '<script>alert(1)</script>"\'&';
  const definition = generalNeeds();
  const inAll: Record<Locale, string> = { zh: hostile, en: hostile, es: hostile };
  const questions = definition.questions.map((question) => ({ ...question, text: inAll }));
  await yard.db
    .updateTable('surveys')
    .set({ definition: JSON.stringify({ ...definition, title: inAll, questions }) })
    .where('id', '=', id)
    .execute();
  await publish(code);
  expect(await page(`/s/${code}`)).not.toContain('<script');
  expect(await page('/c/xinghua')).not.toContain('<script');
});
