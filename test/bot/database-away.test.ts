import { expect, test } from 'vitest';
import { t } from '../../src/telegram/i18n.ts';
import { type Proxy, startProxy } from '../support/proxy.ts';
import { startYardbell } from '../support/yardbell.ts';

test('while the database is away each person gets one apology, and every update is applied afterwards', async () => {
  let proxy: Proxy | undefined;
  const yard = await startYardbell({
    throughUrl: async (url) => {
      proxy = await startProxy(url);
      return proxy.url;
    },
  });
  try {
    const zh = await yard.resident(401, 'zh');
    const es = await yard.resident(402, 'es');
    proxy?.cut();
    const countOf = (id: number, text: string) =>
      yard.simulator.messages(id).filter((message) => message.text === text).length;
    for (const id of [zh, es, zh]) yard.simulator.sendText(id, id, '/help');
    await yard.simulator.waitFor(
      () => countOf(zh, t('zh', 'sorry-away')) === 1 && countOf(es, t('es', 'sorry-away')) === 1,
      {
        timeoutMs: 15_000,
        what: 'one apology to each',
      },
    );
    proxy?.restore();
    await yard.simulator.waitFor(
      () => countOf(zh, t('zh', 'help')) === 2 && countOf(es, t('es', 'help')) === 1,
      {
        timeoutMs: 20_000,
        what: 'every update answered once the database is back',
      },
    );
    await yard.settled();
    expect([countOf(zh, t('zh', 'sorry-away')), countOf(es, t('es', 'sorry-away'))]).toEqual([1, 1]);
    expect([countOf(zh, t('zh', 'help')), countOf(es, t('es', 'help'))]).toEqual([2, 1]);
  } finally {
    await yard.stop();
    await proxy?.close();
  }
});
