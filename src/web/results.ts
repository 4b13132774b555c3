import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { communityName, findCommunity } from '../db/communities.ts';
import type { Db } from '../db/client.ts';
import { findPublished, listPublished } from '../db/survey-outcomes.ts';
import { normaliseCode } from '../domain/code.ts';
import { type Locale, isLocale } from '../domain/locale.ts';
import { rankingChart } from '../telegram/views/result-chart.ts';
import { boardPage, resultsPage } from '../telegram/views/results-page.ts';
import { notFoundPage } from '../telegram/views/site.ts';
import { instantToWall } from '../text/zones.ts';
import { escapeHtml, localeOf } from './page.ts';
import { boardHtml, resultsHtml } from './results-html.ts';
import { sendMissingPage, sendPublic, sendSitePage } from './site.ts';

export interface ResultPagesDeps {
  db: Db;
  defaultLocale: Locale;
}

/** A picture is drawn once for each survey and language: what is published changes in steps only. */
const MOST_PICTURES = 60;

/** What is published, for everybody: the results of a survey, their picture, and the list of a community. */
export function addResultPages(app: FastifyInstance, { db, defaultLocale }: ResultPagesDeps): void {
  const pictures = new Map<string, Promise<Buffer>>();

  app.get('/s/:code', async (request, reply) => {
    const locale = localeOf(request, defaultLocale);
    const found = await findPublishedView(db, codeOf(request), locale);
    if (!found) return await sendNotFound(reply, locale);
    const path = `/s/${found.code}`;
    const words = resultsPage(found, locale);
    const board = `/c/${found.community.code}`;
    const main = resultsHtml(words, { path, board, query: queryOf(request) });
    return await sendSitePage(request, reply, { locale, path, words, main });
  });

  app.get('/s/:code/ranking.png', async (request, reply) => {
    const locale = localeOf(request, defaultLocale);
    const found = await findPublishedView(db, codeOf(request), locale);
    const worded = found && rankingChart(found.results, found.title, locale);
    if (!worded) return await sendNotFound(reply, locale);
    const key = `${found.code} ${locale} ${found.results.answered}`;
    reply.header('vary', 'accept-language');
    return await sendPublic(request, reply, 'image/png', await pictureOf(key, worded.chart));
  });

  app.get('/c/:code', async (request, reply) => {
    const locale = localeOf(request, defaultLocale);
    const community = await findCommunity(db, { code: codeOf(request) });
    if (!community) return await sendNotFound(reply, locale);
    const surveys = (await listPublished(db, community.id)).map((survey) => ({
      ...survey,
      from: instantToWall(survey.openedAt, survey.timeZone),
      to: instantToWall(survey.closedAt, survey.timeZone),
    }));
    const words = boardPage(communityName(community, locale), surveys, locale);
    const main = boardHtml(words, queryOf(request));
    return await sendSitePage(request, reply, { locale, path: `/c/${community.code}`, words, main });
  });

  async function pictureOf(
    key: string,
    chart: NonNullable<ReturnType<typeof rankingChart>>['chart'],
  ): Promise<Buffer> {
    const known = pictures.get(key);
    if (known) return await known;
    const drawing = import('../documents/chart.ts').then(({ drawChart }) => drawChart(chart));
    if (pictures.size >= MOST_PICTURES) pictures.clear();
    pictures.set(key, drawing);
    drawing.catch(() => pictures.delete(key));
    return await drawing;
  }
}

async function findPublishedView(db: Db, code: string, locale: Locale) {
  const found = await findPublished(db, code);
  const community = found && (await findCommunity(db, { id: found.communityId }));
  if (!found || !community) return undefined;
  return {
    ...found,
    community: { code: community.code, name: communityName(community, locale) },
    from: instantToWall(found.openedAt, found.timeZone),
    to: instantToWall(found.closedAt, found.timeZone),
  };
}

async function sendNotFound(reply: FastifyReply, locale: Locale): Promise<FastifyReply> {
  const words = notFoundPage(locale);
  const main = `<h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.text)}</p>`;
  return await sendMissingPage(reply, { locale, path: '', words, main });
}

function codeOf(request: FastifyRequest): string {
  const { code } = request.params as { code: string };
  return normaliseCode(code);
}

/** A language chosen by hand goes with the reader from page to page. */
function queryOf(request: FastifyRequest): string {
  const { lang } = request.query as { lang?: unknown };
  return isLocale(lang) ? `?lang=${lang}` : '';
}
