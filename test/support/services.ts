/**
 * What all tests share, started once per run: PostgreSQL with a template database, and Redis where there is
 * one. Nothing is left running.
 */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateToLatest } from '../../src/db/migrate.ts';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { startRedis, type TestRedis } from './redis-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database on which CREATE DATABASE is allowed. */
    adminDatabaseUrl: string;
    /** Migrated, empty; nobody may be connected to it. */
    templateDatabase: string;
    /** Databases of this run begin with it. */
    testDatabasePrefix: string;
    redis: TestRedis | null;
  }
}

const ENOUGH_MEMORY_BYTES = 2 * 1024 ** 3;

/** The start and, as its result, the end of the services of one run. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const directory = makeFastDirectory();
  const [database, redis] = await Promise.all([
    startDatabase(path.join(directory, 'postgres')),
    startRedis(directory),
  ]);
  project.provide('adminDatabaseUrl', database.url);
  project.provide('templateDatabase', database.template);
  project.provide('testDatabasePrefix', database.prefix);
  project.provide('redis', redis.provided);
  return async () => {
    await Promise.all([database.stop(), redis.stop()]);
    rmSync(directory, { recursive: true, force: true });
  };
}

/** A temporary directory, in memory when there is plenty. */
export function makeFastDirectory(): string {
  return mkdtempSync(path.join(fastTemporaryDirectory(), 'yardbell-test-'));
}

async function startDatabase(dataDir: string) {
  const givenUrl = process.env['TEST_DATABASE_URL'];
  const server = givenUrl ? undefined : await startEmbeddedPostgres({ dataDir, isDurable: false });
  const url = givenUrl ?? server?.url ?? '';
  const prefix = `yardbell_test_${process.pid}_`;
  const template = `${prefix}template`;
  try {
    await query(url, `create database "${template}"`);
    await migrateTemplate(withDatabase(url, template));
  } catch (error) {
    await server?.stop();
    throw error;
  }
  const stop = async () => {
    if (server) await server.stop();
    else await dropDatabases(url, prefix);
  };
  return { url, prefix, template, stop };
}

async function migrateTemplate(url: string): Promise<void> {
  await migrateToLatest(url);
  const client = new pg.Client(url);
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.end();
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const rows = await query(url, `select datname from pg_database where starts_with(datname, '${prefix}')`);
  for (const { datname } of rows)
    await query(url, `drop database if exists "${String(datname)}" with (force)`);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Memory when there is plenty: a database per test file means thousands of files made and removed. */
function fastTemporaryDirectory(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > ENOUGH_MEMORY_BYTES ? '/dev/shm' : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}
