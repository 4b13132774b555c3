import { restoreSnapshot, takeSnapshot, type WorldSnapshot } from './snapshot.ts';
import { Callbacks, type Tap, type TapAnswer } from './callbacks.ts';
import { Calls } from './calls.ts';
import { Commands, type BotCommand } from './commands.ts';
import type { Context } from './context.ts';
import { Faults } from './faults.ts';
import { FileStore } from './file-store.ts';
import { Groups } from './groups.ts';
import { Limiter } from './limiter.ts';
import { People, type SendExtra } from './people.ts';
import type { PersonMedia } from './people-media.ts';
import { Polling } from './polling.ts';
import { Profile } from './profile.ts';
import type {
  BotStatus,
  CallRecord,
  Fault,
  Group,
  Limits,
  Message,
  Person,
  SimulatorOptions,
  Update,
} from './types.ts';
import { UpdateQueue } from './updates.ts';
import { Webhook } from './webhook.ts';
import { waitForProbe, type WaitOptions } from './waiting.ts';
import { World } from './world.ts';

const defaultCallbackLifetimeMs = 15_000;

/** A strict simulated Telegram: the Bot API, the people who use it, the faults, and the ledger. */
export type Simulator = ReturnType<typeof createSimulator>;

export function createSimulator(options: SimulatorOptions) {
  const world = new World(options);
  const updates = new UpdateQueue();
  const webhook = new Webhook(updates, options.webhookRetryUnitMs ?? 1000);
  const context: Context = {
    world,
    files: new FileStore(),
    limiter: new Limiter(options.limits),
    updates,
    polling: new Polling(updates),
    webhook,
    callbacks: new Callbacks(options.callbackLifetimeMs ?? defaultCallbackLifetimeMs),
    commands: new Commands(),
    profile: new Profile(),
  };
  world.pushUpdate = (content, key, lifetimeMs) => updates.push(content, key, lifetimeMs);
  updates.onPush = (queued) => {
    context.polling.wake();
    webhook.push(queued);
  };
  const calls = new Calls(context, new Faults());
  webhook.onReply = (body) => calls.runWebhookReply(body);
  return {
    context,
    bot: world.bot,
    options,
    ...people(context),
    ...observation(context, calls),
    ...ordering(context, calls),
  };
}

/** What people, groups and their owners do. */
function people(context: Context) {
  const { world } = context;
  const actor = new People(context);
  const groups = new Groups(context);
  return {
    addPerson: (person: Person) => world.addPerson(person),
    /** Somebody who pressed Start long ago: the bot may write to them, and is told nothing now. */
    addAcquaintance: (person: Person) => {
      world.addPerson(person);
      world.startPrivateChat(person.id);
    },
    addGroup: (group: Group, addedBy?: number) => groups.add(group, addedBy),
    people: (): Person[] => [...world.people.values()].map(({ person }) => person),
    groups: (): Group[] => [...world.groups.values()],
    sendText: (personId: number, chatId: number, text: string, extra?: SendExtra) =>
      actor.sendText(personId, chatId, text, extra),
    sendMedia: (personId: number, chatId: number, media: PersonMedia, extra?: SendExtra) =>
      actor.sendMedia(personId, chatId, media, extra),
    forward: (personId: number, fromChatId: number, messageId: number, toChatId: number) =>
      actor.forward(personId, fromChatId, messageId, toChatId),
    editText: (personId: number, chatId: number, messageId: number, text: string) =>
      actor.editText(personId, chatId, messageId, text),
    open: (personId: number, payload?: string) => actor.open(personId, payload),
    tap: (
      personId: number,
      chatId: number,
      messageId: number,
      button: string | { data: string },
    ): Promise<TapAnswer | null> => actor.tap(personId, chatId, messageId, button),
    block: (personId: number, isBlocked: boolean) => actor.block(personId, isBlocked),
    deactivate: (personId: number) => {
      world.requirePerson(personId).isDeactivated = true;
      world.emit({ type: 'world' });
    },
    addMember: (groupId: number, personId: number) => groups.addMember(groupId, personId),
    removeMember: (groupId: number, personId: number) => groups.removeMember(groupId, personId),
    removeBot: (groupId: number, how: 'kicked' | 'left') => groups.setBotStatus(groupId, how),
    setBotAdmin: (groupId: number) => groups.setBotStatus(groupId, 'administrator'),
    setBotStatus: (groupId: number, status: BotStatus) => groups.setBotStatus(groupId, status),
    deleteGroup: (groupId: number) => groups.delete(groupId),
    upgradeToSupergroup: (groupId: number) => groups.upgrade(groupId),
  };
}

/** What a test or a page can see. */
function observation(context: Context, calls: Calls) {
  const { world, callbacks, updates } = context;
  return {
    messages: (chatId: number): Message[] => [...(world.chats.get(chatId)?.messages.values() ?? [])],
    lastMessage: (chatId: number): Message | undefined => world.chats.get(chatId)?.lastMessage,
    waitFor: <T>(probe: () => T | undefined | null | false, wait?: WaitOptions): Promise<T> =>
      waitForProbe(world, probe, wait),
    calls: calls.records as readonly CallRecord[],
    clearCalls: () => calls.clear(),
    pendingUpdates: (): Update[] => [...updates.pending.values()].map(({ update }) => update),
    answeredCallbacks: (): Tap[] => callbacks.answered(),
    unansweredTaps: (): Tap[] => callbacks.unanswered(),
    commandsFor: (chatId: number, personId: number): BotCommand[] => {
      const state = chatId === personId ? world.startedOrNewChat(personId) : world.requireChat(chatId);
      return context.commands.resolve(state, personId, world.requirePerson(personId).person.languageCode);
    },
    subscribe: world.subscribe.bind(world),
    snapshot: (): WorldSnapshot => takeSnapshot(context),
    restore: (snapshot: WorldSnapshot) => restoreSnapshot(context, snapshot),
    continueMessageIdsAfter: (messageId: number) => world.continueMessageIdsAfter(messageId),
  };
}

/** Faults, limits, redelivery, and the door for calls. */
function ordering(context: Context, calls: Calls) {
  const { updates, limiter } = context;
  return {
    handleCall: calls.handle.bind(calls),
    orderFault: (fault: Fault) => calls.faults.order(fault),
    clearFaults: () => calls.faults.clear(),
    setLimits: (limits: Partial<Limits>) => {
      limiter.limits = { ...limiter.limits, ...limits };
    },
    redeliver: (updateId: number) => updates.redeliver(updateId),
    jumpUpdateId: (nextUpdateId: number) => updates.jumpTo(nextUpdateId),
    close: () => {
      context.webhook.stop();
      context.callbacks.close();
      context.polling.wake();
    },
  };
}
