import type { TestContext } from 'vitest';
import { templateServer } from '../../support/database.ts';
import { testRedisUrl } from '../../support/redis.ts';
import '../../support/processes.ts';
import { type InboxWorld, openInboxWorld } from './inbox-world.ts';
import { type World, type WorldOptions, openWorld } from './world.ts';

type Options = Omit<WorldOptions, 'server' | 'redisUrl'> & {
  queues?: 'postgres' | 'redis';
  redisUrl?: string;
};

/** A world that ends with its test; the test runs alone or beside others. */
export async function openTestWorld(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  { queues, ...options }: Options,
): Promise<World> {
  const redisUrl = options.redisUrl ?? (queues === 'redis' ? testRedisUrl() : undefined);
  const world = await openWorld({ ...options, redisUrl, server: templateServer() });
  onTestFinished(() => world.close(), 120_000);
  return world;
}

/** The same for updates that come in; the caller closes it. */
export async function openTestInbox(intake: 'polling' | 'webhook'): Promise<InboxWorld> {
  return await openInboxWorld(intake, templateServer());
}
