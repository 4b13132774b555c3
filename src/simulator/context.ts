import type { Callbacks } from './callbacks.ts';
import type { Commands } from './commands.ts';
import type { FileStore } from './file-store.ts';
import type { Limiter } from './limiter.ts';
import type { Polling } from './polling.ts';
import type { Profile } from './profile.ts';
import type { Params, UploadedFile } from './types.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** What every Bot API method works on. */
export type Context = {
  world: World;
  files: FileStore;
  limiter: Limiter;
  updates: UpdateQueue;
  polling: Polling;
  webhook: Webhook;
  callbacks: Callbacks;
  commands: Commands;
  profile: Profile;
};

export type Call = {
  params: Params;
  uploads: Map<string, UploadedFile>;
  /** Aborted when the caller went away. */
  signal: AbortSignal | undefined;
};

export type Method = (context: Context, call: Call) => unknown;
