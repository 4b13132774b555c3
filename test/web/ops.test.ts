import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { MONDAY_AT_TEN, type TestYardbell, queueKinds, startYardbell } from '../support/yardbell.ts';

const OFFICER = 1;
const MINUTE_MS = 60_000;
const at = (minutes: number) => new Date(MONDAY_AT_TEN.getTime() + minutes * MINUTE_MS);

describe.each(queueKinds())('the queue view on %s', (queues) => {
  let yard: TestYardbell;
  beforeAll(async () => {
    yard = await startYardbell({ queues });
    yard.stranger(OFFICER, 'en', 'Officer');
    await yard.open(OFFICER);
    await yard.tap(OFFICER, 'English');
  });
  afterAll(async () => await yard.stop());

  async function askForLink(): Promise<string> {
    await yard.say(OFFICER, '/admin');
    const { messages } = await yard.tap(OFFICER, t('en', 'ops-open'));
    return /http:\S+/.exec(messages.map(({ text }) => text).join('\n'))?.[0] ?? '';
  }

  const look = async (url: string, cookie = '') =>
    await fetch(url, { headers: { cookie }, redirect: 'manual' });

  async function press(link: string) {
    const token = new URL(link).searchParams.get('token') ?? '';
    const body = new URLSearchParams({ token });
    return await fetch(`${yard.url}/ops/login`, { method: 'POST', body, redirect: 'manual' });
  }

  async function signIn(): Promise<string> {
    const answer = await press(await askForLink());
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  const actions = async () =>
    (await yard.db.selectFrom('audit_entries').select('action').orderBy('id').execute())
      .map(({ action }) => action)
      .filter((action) => action.startsWith('ops_'));

  test('a link opens once, only by the button on its page, and shows every queue', async () => {
    const link = await askForLink();
    expect(link).toMatch(/\/ops\/login\?token=[0-9a-f]{32}&lang=en$/);
    for (let preview = 0; preview < 3; preview += 1) {
      const page = await look(link);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(t('en', 'ops-login-button'));
    }
    const before = (await actions()).length;
    const entered = await press(link);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/ops/queues/']);
    const setCookie = entered.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(
      /^yardbell_ops=[0-9a-f]{32}; Path=\/ops; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    expect((await actions()).slice(before)).toEqual(['ops_login_used']);
    const cookie = setCookie.split(';')[0] ?? '';
    for (const path of ['/ops/queues', '/ops/queues/']) {
      const board = await look(`${yard.url}${path}`, cookie);
      expect(board.status).toBe(200);
      expect(board.headers.get('cache-control')).toBe('no-store');
      expect(board.headers.get('referrer-policy')).toBe('no-referrer');
      expect(board.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
    const listing = await look(`${yard.url}/ops/queues/api/queues?activeQueue=chores&page=1`, cookie);
    const { queues: shown } = (await listing.json()) as { queues: { name: string; counts: object }[] };
    expect(shown.map(({ name }) => name).toSorted()).toEqual(['chores', 'pushes']);
    for (const { counts } of shown) expect(counts).toHaveProperty('delayed');
    expect((await look(link)).status).toBe(403);
    expect((await press(link)).status).toBe(403);
  });

  test('twenty who press the button of one link at once: one gets in', async () => {
    const link = await askForLink();
    const answers = await Promise.all(Array.from({ length: 20 }, () => press(link)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(19);
  });

  test('what waits is shown by its ids, and nothing can be changed', async () => {
    const cookie = await signIn();
    const put = async (path: string) =>
      await fetch(`${yard.url}/ops/queues/api/queues/${path}`, { method: 'PUT', headers: { cookie } });
    for (const path of [
      'pause',
      'chores/empty',
      'chores/pause',
      'pushes/clean/failed',
      'chores/obliterate',
    ]) {
      expect((await put(path)).status).toBe(404);
    }
    const listing = await look(`${yard.url}/ops/queues/api/queues?activeQueue=chores&page=1`, cookie);
    const { queues: shown } = (await listing.json()) as {
      queues: { name: string; isPaused: boolean; readOnlyMode: boolean; jobs: { data: unknown }[] }[];
    };
    for (const queue of shown) expect(queue).toMatchObject({ isPaused: false, readOnlyMode: true });
    const data = shown.flatMap(({ jobs }) => jobs.map((job) => job.data)).filter(Boolean);
    for (const one of data)
      expect(Object.values(one as object).every((id) => typeof id === 'number')).toBe(true);
  });

  test('without a session there is nothing to see, and the page says what to do', async () => {
    for (const cookie of ['', `yardbell_ops=${'0'.repeat(32)}`, 'yardbell_ops=', 'yardbell_ops']) {
      for (const path of [
        '/ops/queues',
        '/ops/queues/',
        '/ops/queues/api/queues',
        '/ops/queues/static/js/x.js',
      ]) {
        const refused = await look(`${yard.url}${path}?lang=en`, cookie);
        expect(refused.status).toBe(403);
        expect(await refused.text()).toContain('/admin');
      }
    }
  });

  test('the session ends after twelve hours, a link after ten minutes', async () => {
    const cookie = await signIn();
    const link = await askForLink();
    const later = await askForLink();
    try {
      await yard.moveTo(at(9));
      expect((await press(link)).status).toBe(303);
      await yard.moveTo(at(11));
      const expired = await look(`${later}`);
      expect([expired.status, await expired.text()]).toEqual([
        403,
        expect.stringContaining(t('en', 'ops-refused-expired')),
      ]);
      expect((await press(later)).status).toBe(403);
      expect((await look(`${yard.url}/ops/queues/`, cookie)).status).toBe(200);
      await yard.moveTo(at(12 * 60 + 1));
      expect((await look(`${yard.url}/ops/queues/`, cookie)).status).toBe(403);
    } finally {
      await yard.moveTo(MONDAY_AT_TEN);
    }
  });

  test('who is no officer gets no link', async () => {
    const staff = await yard.staff(8001, 'en');
    const before = await actions();
    await yard.say(staff, '/help');
    const { toast, messages } = await yard.forge(staff, 'ops:link');
    expect([toast, messages]).toEqual([t('en', 'staff-only'), []]);
    expect(await actions()).toEqual(before);
  });

  test('who is no officer any more is out at once, and their open link is worth nothing', async () => {
    const cookie = await signIn();
    const link = await askForLink();
    const roles = await yard.db.selectFrom('roles').selectAll().where('role', '=', 'officer').execute();
    await yard.db.deleteFrom('roles').where('role', '=', 'officer').execute();
    try {
      expect((await look(`${yard.url}/ops/queues/`, cookie)).status).toBe(403);
      expect((await look(link)).status).toBe(403);
      expect((await press(link)).status).toBe(403);
    } finally {
      for (const { id: _id, ...role } of roles) await yard.db.insertInto('roles').values(role).execute();
    }
  });

  test('tokens are in no log line, in no job and, but for their hash, not in the database', async () => {
    const link = await askForLink();
    const token = new URL(link).searchParams.get('token') ?? '-';
    await press(link);
    expect(yard.logs.join()).not.toContain(token);
    const rows = await yard.db.selectFrom('ops_logins').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    const effects = await yard.db.selectFrom('outbox').select('effect').execute();
    expect(JSON.stringify(effects)).not.toContain(token);
  });

  // Last: it locks the door for everybody.
  test('after twenty wrong links none works for an hour, and the log says so once', async () => {
    const link = await askForLink();
    const cookie = await signIn();
    const statuses: number[] = [];
    for (let wrong = 0; wrong < 22; wrong += 1) {
      const guess = wrong.toString(16).padStart(32, '0');
      const answer = await look(`${yard.url}/ops/login?token=${guess}&lang=en`);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), 429, 429]);
    expect((await look(link)).status).toBe(429);
    expect((await press(link)).status).toBe(429);
    expect((await look(`${yard.url}/ops/queues/`, cookie)).status).toBe(200);
    expect(yard.logs.filter((line) => line.includes('too many wrong links'))).toHaveLength(1);
  });
});

describe('the pages around the queue view', () => {
  let yard: TestYardbell;
  beforeAll(async () => {
    yard = await startYardbell({ env: { PUBLIC_URL: 'https://bell.example' } });
  });
  afterAll(async () => await yard.stop());

  test.each(LOCALES)(
    'are in %s by ?lang= and by the browser’s wish, and cannot be framed or kept',
    async (locale) => {
      const asked = await fetch(`${yard.url}/ops/queues/?lang=${locale}`);
      const wished = await fetch(`${yard.url}/ops/login`, {
        headers: { 'accept-language': `fr, ${locale}-XX;q=0.5` },
      });
      for (const [answer, key] of [
        [asked, 'ops-closed'],
        [wished, 'ops-refused-unknown'],
      ] as const) {
        expect(answer.status).toBe(403);
        const html = await answer.text();
        expect(html).toContain(`<html lang="${locale}">`);
        expect(html).toContain(t(locale, key).split('<')[0]);
        expect(html).not.toMatch(/<script|https?:\/\//);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.headers.get('x-frame-options')).toBe('DENY');
        expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      }
    },
  );

  test('behind https the link is public and the cookie never travels in the clear', async () => {
    yard.stranger(OFFICER, 'en', 'Officer');
    await yard.open(OFFICER);
    await yard.tap(OFFICER, 'English');
    await yard.say(OFFICER, '/admin');
    const { messages } = await yard.tap(OFFICER, t('en', 'ops-open'));
    const token = /https:\/\/bell\.example\/ops\/login\?token=([0-9a-f]{32})/.exec(
      messages[0]?.text ?? '',
    )?.[1];
    const body = new URLSearchParams({ token: token ?? '' });
    const entered = await fetch(`${yard.url}/ops/login`, { method: 'POST', body, redirect: 'manual' });
    expect(entered.headers.get('set-cookie')).toMatch(/; Secure$/);
  });

  test('a hostile language, token or form does no harm', async () => {
    for (const query of [
      '?lang=%3Cscript%3E',
      '?token=%27%22%3E%3Cscript%3E',
      '?token=a&token=b',
      '?lang=a&lang=b',
    ]) {
      const answer = await fetch(`${yard.url}/ops/login${query}`);
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('<script');
    }
    const post = async (body: string, type: string) =>
      (await fetch(`${yard.url}/ops/login`, { method: 'POST', body, headers: { 'content-type': type } }))
        .status;
    expect(await post('{"token":"x"}', 'application/json')).toBe(403);
    expect(await post(`token=${'x'.repeat(5_000)}`, 'application/x-www-form-urlencoded')).toBe(413);
    expect(await post('token', 'text/xml')).toBe(415);
  });
});
