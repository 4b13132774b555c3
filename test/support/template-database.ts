import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A PostgreSQL on which databases may be created, and a migrated, empty one on it to copy. */
export interface TemplateServer {
  adminUrl: string;
  template: string;
  /** Copies are named with it. */
  prefix: string;
}

/** A migrated, empty database of its own (src/db's tables, and BullMQ's in the schema `bullmq`). */
export type TestDatabase = {
  url: string;
  /** Removes it, also when somebody is still connected. */
  drop(): Promise<void>;
};

export async function copyTemplate({ adminUrl, template, prefix }: TemplateServer): Promise<TestDatabase> {
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, `create database "${name}" template "${template}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asAdmin(adminUrl, `drop database if exists "${name}" with (force)`),
  };
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
