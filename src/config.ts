import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LOCALES } from './domain/locale.ts';

const ROLES = ['bot', 'worker', 'web'] as const;
export type ProcessRole = (typeof ROLES)[number];

const SECRETS = ['BOT_TOKEN', 'WEBHOOK_SECRET', 'DATABASE_URL', 'REDIS_URL'] as const;

const text = z.string().trim().min(1);
const environment = z.object({
  BOT_TOKEN: text
    .regex(/^\d{6,}:[A-Za-z0-9_-]{30,}$/, 'is not a bot token; BotFather prints it as 123456789:AA…')
    .optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
    .default('https://api.telegram.org'),
  ADMIN_IDS: text
    .regex(/^\d+(\s*,\s*\d+)*$/, 'must be Telegram ids (digits), separated by commas')
    .transform((ids) => ids.split(',').map(Number))
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must start with postgres://' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must start with redis:// or rediss://' }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https$/, error: 'must be an https:// address' }).optional(),
  WEBHOOK_SECRET: text
    .regex(/^[A-Za-z0-9_-]{32,256}$/, 'must be 32 to 256 characters of A-Z a-z 0-9 _ -')
    .optional(),
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  PROCESS_ROLE: z
    .string()
    .default('all')
    .transform((value) => (value === 'all' ? [...ROLES] : value.split(',').map((role) => role.trim())))
    .pipe(z.array(z.enum(ROLES, { error: 'must be all, or a comma list of bot, worker, web' })).min(1)),
  DATA_DIR: text.default('./data'),
  DEFAULT_TIME_ZONE: text
    .refine(isTimeZone, 'is not a time zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  DEFAULT_LOCALE: z.enum(LOCALES, { error: 'must be zh, en or es' }).default('zh'),
  SEND_RATE: z.coerce.number({ error: 'must be a number' }).min(1).max(1000).default(25),
  CHAT_RATE: z.coerce.number({ error: 'must be a number' }).min(1).max(1000).default(1),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

/** How the program reaches Telegram: the real one, or the simulated one of practice mode. */
export type TelegramAccess =
  | { kind: 'practice' }
  | {
      kind: 'real';
      token: string;
      apiRoot: string;
      adminIds: number[];
      webhook?: { url: string; secret: string };
    };

export interface Config {
  telegram: TelegramAccess;
  databaseUrl?: string;
  redisUrl?: string;
  publicUrl?: string;
  port: number;
  host: string;
  roles: ProcessRole[];
  dataDir: string;
  defaultTimeZone: string;
  defaultLocale: z.infer<typeof environment>['DEFAULT_LOCALE'];
  sendRate: number;
  chatRate: number;
  logLevel: string;
}

/** Every fault of a configuration, one plain sentence each. The program exits with 78 (EX_CONFIG of sysexits.h). */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads the environment into a typed value. Throws {@link ConfigError} with the full list of faults. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const values = withSecretFiles(withoutEmpty(env), faults);
  const parsed = environment.safeParse(values);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
    throw new ConfigError(faults);
  }
  faults.push(...combinationFaults(parsed.data));
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(parsed.data);
}

type Environment = z.infer<typeof environment>;

function combinationFaults(env: Environment): string[] {
  const faults: string[] = [];
  if (env.BOT_TOKEN && !env.ADMIN_IDS) {
    faults.push('ADMIN_IDS is missing: with BOT_TOKEN it names the first officers by their Telegram ids');
  }
  if (env.WEBHOOK_SECRET && !env.PUBLIC_URL) {
    faults.push('PUBLIC_URL is missing: with WEBHOOK_SECRET Telegram must know where to deliver');
  }
  if (env.PROCESS_ROLE.length < ROLES.length && !env.DATABASE_URL) {
    faults.push('DATABASE_URL is missing: processes with different roles must share one database');
  }
  return faults;
}

function toConfig(env: Environment): Config {
  return {
    telegram: telegramAccess(env),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }),
    ...(env.PUBLIC_URL && { publicUrl: withoutTrailingSlash(env.PUBLIC_URL) }),
    port: env.PORT,
    host: env.HOST,
    roles: env.PROCESS_ROLE,
    dataDir: env.DATA_DIR,
    defaultTimeZone: env.DEFAULT_TIME_ZONE,
    defaultLocale: env.DEFAULT_LOCALE,
    sendRate: env.SEND_RATE,
    chatRate: env.CHAT_RATE,
    logLevel: env.LOG_LEVEL,
  };
}

function telegramAccess(env: Environment): TelegramAccess {
  if (!env.BOT_TOKEN) return { kind: 'practice' };
  const real = {
    kind: 'real' as const,
    token: env.BOT_TOKEN,
    apiRoot: withoutTrailingSlash(env.TELEGRAM_API_ROOT),
    adminIds: env.ADMIN_IDS ?? [],
  };
  if (!env.WEBHOOK_SECRET || !env.PUBLIC_URL) return real;
  const url = `${withoutTrailingSlash(env.PUBLIC_URL)}/telegram/webhook`;
  return { ...real, webhook: { url, secret: env.WEBHOOK_SECRET } };
}

/** An empty variable counts as absent: compose files pass `BOT_TOKEN=` for "not set". */
function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value]] : [])),
  );
}

function withSecretFiles(env: Record<string, string>, faults: string[]): Record<string, string> {
  const values = { ...env };
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (values[name]) faults.push(`${name} and ${name}_FILE are both given: keep one`);
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE names a file that cannot be read: ${file}`);
    }
  }
  return values;
}

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
