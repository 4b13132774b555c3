import { inject } from 'vitest';

let calls = 0;

/**
 * The address of a Redis database that no other call got, or undefined where this run has no Redis. It can be
 * asked for while tests are collected, so that the Redis half of a suite is only declared when it can run.
 */
export function testRedisUrl(): string | undefined {
  const redis = inject('redis');
  if (!redis) return undefined;
  const { url, databases } = redis;
  // Vitest numbers the workers of a run; each test file has one of its own.
  const turn = Number(process.env['VITEST_WORKER_ID'] ?? 0) * 16 + calls++;
  const address = new URL(url);
  address.pathname = `/${databases[turn % databases.length] ?? 0}`;
  return address.href;
}
