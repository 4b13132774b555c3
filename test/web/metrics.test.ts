import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WATCHED } from '../../src/domain/progress.ts';
import { createMetrics } from '../../src/metrics.ts';
import { t } from '../../src/telegram/i18n.ts';
import { publishNotice } from '../support/notices.ts';
import { type Proxy, startProxy } from '../support/proxy.ts';
import { type TestYardbell, queueKinds, startYardbell } from '../support/yardbell.ts';

const STAFF = 7_301;
const MEMBERS = [7_302, 7_303, 7_304];
const NAME = 'Zzyzx';

type Series = Map<string, number>;

const LINE = /^([a-z_][a-z0-9_]*(?:\{[^}]*\})?) (\S+)$/;

/** Every line is a comment or a series with a number; the series come back. */
async function scrape(url: string): Promise<{ series: Series; text: string }> {
  const answer = await fetch(`${url}/metrics`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/plain'),
  ]);
  const text = await answer.text();
  const series: Series = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name = '', value] = LINE.exec(line) ?? [];
    expect(name, line).not.toBe('');
    expect(series.has(name)).toBe(false);
    series.set(name, Number(value));
  }
  return { series, text };
}

describe.each(queueKinds())('metrics with queues on %s', (queues) => {
  let yard: TestYardbell;
  let proxy: Proxy;
  beforeAll(async () => {
    yard = await startYardbell({
      queues,
      throughUrl: async (url) => {
        proxy = await startProxy(url);
        return proxy.url;
      },
    });
    await yard.staff(STAFF, 'en');
    for (const id of MEMBERS) {
      yard.stranger(id, 'en', NAME);
      await yard.open(id, 'c-xinghua');
      await yard.tap(id, t('en', 'language-name'));
      await yard.tap(id, t('en', 'join-agree'));
    }
    await publishNotice(yard, STAFF, 'en');
  });
  afterAll(async () => {
    await yard.stop();
    await proxy.close();
  });

  test('after a broadcast they say who was told, in which lane, and how long it took', async () => {
    const { series } = await scrape(yard.url);
    const told = await yard.db.selectFrom('deliveries').select('status').execute();
    expect(told.length).toBeGreaterThanOrEqual(MEMBERS.length);
    expect(series.get('yardbell_deliveries{lane="bulk",status="sent"}')).toBe(told.length);
    expect(series.get('yardbell_sends_total{lane="bulk",outcome="sent"}')).toBe(told.length);
    expect(series.get('yardbell_send_seconds_count{lane="bulk"}')).toBe(told.length);
    expect(series.get('yardbell_updates_applied_total{kind="ordinary"}')).toBeGreaterThan(10);
    expect(series.get('yardbell_inbox_open')).toBe(0);
    expect(series.get('yardbell_inbox_lag_seconds')).toBe(0);
    expect(series.get('yardbell_outbox_open')).toBeGreaterThanOrEqual(0);
    expect(series.get('yardbell_telegram_held_seconds_total')).toBe(0);
    expect(series.get('yardbell_telegram_held_until_seconds')).toBe(0);
    for (const queue of ['pushes', 'chores']) {
      expect(series.has(`yardbell_queue_jobs{queue="${queue}",state="delayed"}`)).toBe(true);
    }
    expect(series.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    expect(series.has('process_resident_memory_bytes')).toBe(true);
  });

  test('every part that works says so where every process can see it', async () => {
    await yard.restart();
    const rows = await yard.db.selectFrom('progress').select(['what', 'count']).execute();
    expect(rows.filter(({ count }) => count > 0).map(({ what }) => what)).toEqual(
      expect.arrayContaining([...WATCHED]),
    );
  });

  test('no label holds anything about a person', async () => {
    const { text, series } = await scrape(yard.url);
    for (const secret of [NAME, 'xinghua', ...[STAFF, ...MEMBERS].map(String)])
      expect(text).not.toContain(secret);
    const labels = [...series.keys()].flatMap((name) =>
      [...name.matchAll(/(\w+)="/g)].map(([, label]) => label),
    );
    const ours = ['lane', 'status', 'outcome', 'kind', 'queue', 'state'];
    const nodes = ['le', 'quantile', 'version', 'major', 'minor', 'patch', 'space', 'type'];
    expect(labels.filter((label) => ![...ours, ...nodes].includes(label ?? ''))).toEqual([]);
  });

  test('ready says yes, and no with a 503 while the database is away; metrics are served all the same', async () => {
    const ready = async () => {
      const answer = await fetch(`${yard.url}/health/ready`);
      return [answer.status, ((await answer.json()) as { status: string }).status];
    };
    expect(await ready()).toEqual([200, 'ok']);
    expect(await (await fetch(`${yard.url}/health/live`)).json()).toEqual({ status: 'ok' });
    proxy.cut();
    try {
      await expect.poll(ready, { timeout: 20_000 }).toEqual([503, 'down']);
      expect((await scrape(yard.url)).series.has('process_resident_memory_bytes')).toBe(true);
      expect((await fetch(`${yard.url}/health/live`)).status).toBe(200);
    } finally {
      proxy.restore();
    }
    await expect.poll(ready, { timeout: 20_000 }).toEqual([200, 'ok']);
  });
});

describe('what is counted', () => {
  test('seconds held, and updates of each kind, add up', async () => {
    const metrics = createMetrics();
    metrics.heldFor(1_500);
    metrics.heldFor(2_000);
    metrics.applied('survey_tap', 7);
    metrics.applied('ordinary');
    metrics.sent('reply', 'sent', 0.2);
    const text = await metrics.text({});
    expect(text).toContain('yardbell_telegram_held_seconds_total 3.5');
    expect(text).toContain('yardbell_updates_applied_total{kind="survey_tap"} 7');
    expect(text).toContain('yardbell_updates_applied_total{kind="ordinary"} 1');
    expect(text).toContain('yardbell_sends_total{lane="reply",outcome="sent"} 1');
    expect(text).toContain('yardbell_send_seconds_bucket{le="0.25",lane="reply"} 1');
  });

  test('what is gone is not reported any more, what could not be read is left out, and a 429 shows its end', async () => {
    const metrics = createMetrics();
    const heldUntil = new Date(1_800_000_000_000);
    const figures = { inboxOpen: 3, inboxLagSeconds: 12, outboxOpen: 1, heldUntil };
    const deliveries = [{ lane: 'urgent' as const, status: 'pending' as const, count: 4 }];
    const first = await metrics.text({
      figures: { ...figures, deliveries },
      queues: { chores: { waiting: 2 } },
    });
    for (const line of [
      'yardbell_inbox_open 3',
      'yardbell_inbox_lag_seconds 12',
      'yardbell_deliveries{lane="urgent",status="pending"} 4',
      'yardbell_queue_jobs{queue="chores",state="waiting"} 2',
      'yardbell_telegram_held_until_seconds 1800000000',
    ])
      expect(first).toContain(`${line}\n`);
    const second = await metrics.text({ figures: { ...figures, deliveries: [] } });
    expect(second).not.toMatch(/^yardbell_(deliveries|queue_jobs)\{/m);
    const third = await metrics.text({});
    expect(third).not.toMatch(/^yardbell_(inbox_open|inbox_lag_seconds|outbox_open) /m);
  });
});
