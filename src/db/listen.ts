import pg from 'pg';

export interface Subscription {
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;

/** Calls `onNotice` for each NOTIFY on a channel, and once after every (re)connection: something may have been missed. */
export function listenTo(url: string, channel: string, onNotice: () => void): Subscription {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'yardbell-listen' });
    client = next;
    next.on('notification', onNotice);
    next.on('error', () => undefined);
    next.on('end', retryLater);
    try {
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
      onNotice();
    } catch {
      await next.end().catch(() => undefined);
      retryLater();
    }
  }

  function retryLater(): void {
    if (isClosed || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, RECONNECT_MS);
  }

  void connect();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
