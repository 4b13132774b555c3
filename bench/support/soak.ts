import { printRow } from './rows.ts';
import { type World, type WorldOptions, openWorld } from '../../test/faults/support/world.ts';
import { setup } from '../../test/support/services.ts';
import type { TestRedis } from '../../test/support/redis-server.ts';
import type { TemplateServer } from '../../test/support/template-database.ts';

/** PostgreSQL and Redis for a program that is no test. */
export interface SoakServices {
  server: TemplateServer;
  /** Undefined where this machine has no Redis. */
  redisUrl: string | undefined;
  stop(): Promise<void>;
}

export async function startSoakServices(): Promise<SoakServices> {
  const provided = new Map<string, unknown>();
  const stop = await setup({ provide: (key, value) => void provided.set(key, value) });
  const text = (key: string) => String(provided.get(key));
  const redis = provided.get('redis') as TestRedis | null;
  return {
    server: {
      adminUrl: text('adminDatabaseUrl'),
      template: text('templateDatabase'),
      prefix: text('testDatabasePrefix'),
    },
    redisUrl: redis ? `${redis.url}/${redis.databases[0] ?? 0}` : undefined,
    stop,
  };
}

/** A world on these services that ends with the act. */
export async function withWorld(
  { server }: SoakServices,
  options: Omit<WorldOptions, 'server'>,
  act: (world: World) => Promise<void>,
): Promise<void> {
  const world = await openWorld({ server, ...options });
  try {
    await act(world);
  } finally {
    await world.close();
  }
}

/** One line of the result; `target` is the most that is allowed. */
export function printFigure(what: string, ours: number, unit: string, target: number): void {
  printRow({ what, ours, unit, target, met: ours <= target });
}
