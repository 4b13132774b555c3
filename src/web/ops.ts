import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/client.ts';
import { findOpsLogin, isOpsSession, useOpsLogin } from '../db/ops-logins.ts';
import type { Locale } from '../domain/locale.ts';
import type { OpsLoginState } from '../domain/ops-login.ts';
import { POLICY } from '../domain/policy.ts';
import type { Logger } from '../logger.ts';
import { translator } from '../telegram/i18n.ts';
import { opsClosedPage, opsLimitedPage, opsLoginPage, opsRefusedPage } from '../telegram/views/ops.ts';
import { localeOf, sendPage } from './page.ts';
import { type LoadBoard, addBoard } from './queue-view.ts';
import { createTries } from './tries.ts';

export interface OpsDeps {
  db: Db;
  clock: Clock;
  log: Logger;
  defaultLocale: Locale;
  /** Reached over https: then the cookie must never travel in the clear. */
  isPublic: boolean;
  loadBoard: LoadBoard;
}

const COOKIE = 'yardbell_ops';
const TOKEN = /^[0-9a-f]{32}$/;
const MOST_WRONG_AN_HOUR = 20;
const LARGEST_FORM_BYTES = 1_024;

/**
 * The queue view behind a one-time link. Opening the link only asks; the button behind it uses the link up, so that
 * whatever previews links cannot.
 */
export function addOps(app: FastifyInstance, deps: OpsDeps): void {
  const tries = createTries(MOST_WRONG_AN_HOUR);
  app.register(async (scope) => {
    const asText = { parseAs: 'string' as const, bodyLimit: LARGEST_FORM_BYTES };
    scope.addContentTypeParser('application/x-www-form-urlencoded', asText, (_request, body, done) => {
      done(null, new URLSearchParams(body.toString()));
    });

    scope.get('/ops/login', async (request, reply) => {
      const { token } = request.query as { token?: unknown };
      return await enter(request, reply, token, async (known) => {
        const state = await findOpsLogin(deps.db, known, deps.clock.now());
        if (state !== 'open') return state;
        const locale = localeOf(request, deps.defaultLocale);
        const form = { action: `/ops/login?lang=${locale}`, hidden: { token: known } };
        await sendPage(reply, 200, locale, opsLoginPage(translator(locale)), form);
        return 'answered';
      });
    });

    scope.post('/ops/login', async (request, reply) => {
      const form = request.body;
      const token = form instanceof URLSearchParams ? form.get('token') : undefined;
      return await enter(request, reply, token, async (known) => {
        const entry = await useOpsLogin(deps.db, known, deps.clock.now());
        if (entry?.state !== 'open') return entry?.state;
        reply
          .header('set-cookie', cookieOf(entry.session, deps.isPublic))
          .header('cache-control', 'no-store');
        await reply.redirect('/ops/queues/', 303);
        return 'answered';
      });
    });

    addBoard(scope, deps.loadBoard, async (request, reply) => {
      const session = sessionOf(request);
      if (session && (await isOpsSession(deps.db, session, deps.clock.now()))) return true;
      const locale = localeOf(request, deps.defaultLocale);
      await sendPage(reply, 403, locale, opsClosedPage(translator(locale)));
      return false;
    });
  });

  type Opened = 'answered' | Exclude<OpsLoginState, 'open'> | undefined;

  /** Tries a token, counts the wrong ones, and says why when it does not open. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    token: unknown,
    open: (token: string) => Promise<Opened>,
  ): Promise<FastifyReply> {
    const locale = localeOf(request, deps.defaultLocale);
    const t = translator(locale);
    if (tries.areTooMany()) return await sendPage(reply, 429, locale, opsLimitedPage(t));
    const opened = typeof token === 'string' && TOKEN.test(token) ? await open(token) : undefined;
    if (opened === 'answered') return reply;
    if (!opened && tries.countWrong()) deps.log.error('too many wrong links to the queue view');
    return await sendPage(reply, 403, locale, opsRefusedPage(t, opened ?? 'unknown'));
  }
}

function cookieOf(session: string, isPublic: boolean): string {
  const maxAge = POLICY.opsSessionHours * 3_600;
  const secure = isPublic ? '; Secure' : '';
  return `${COOKIE}=${session}; Path=/ops; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}

function sessionOf(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === COOKIE)?.[1];
  return value !== undefined && TOKEN.test(value) ? value : undefined;
}
