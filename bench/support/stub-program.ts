/** The stub as a process of its own, so that its CPU is not the bot's. Commands come from the parent, one at a time. */
import { listenLean } from './lean-http.ts';
import { createBotApi } from './stub-bot-api.ts';
import { createIntake } from './stub-intake.ts';
import { createLedger, wallMs } from './stub-ledger.ts';
import type { StubOptions } from './stub-options.ts';
import { People } from './stub-people.ts';

export type StubCommand =
  | { do: 'start'; perSecond?: number }
  | { do: 'count' }
  | { do: 'stop' }
  | { do: 'unanswered' }
  | { do: 'press'; messageId: number; data: string }
  | { do: 'postTo'; port: number; secret: string }
  | { do: 'takeCalls' }
  | { do: 'report' }
  | { do: 'pushes' };

const options = JSON.parse(process.argv[2] ?? '{}') as StubOptions;
const ledger = createLedger(options.audience, options.limit);
const people = new People(options, (update) => intake.push(update));
const intake = createIntake((update) => people.handedOver(update));
const botApi = createBotApi({ options, people, intake, ledger });
const port = await listenLean(botApi.handle);

process.on('message', ({ id, command }: { id: number; command: StubCommand }) => {
  process.send?.({ id, result: run(command) });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, result: port });

function run(command: StubCommand): unknown {
  switch (command.do) {
    case 'start':
      return people.start(command.perSecond);
    case 'count':
      botApi.takeCalls();
      return people.count();
    case 'stop':
      return people.stop();
    case 'unanswered':
      return people.unanswered();
    case 'press':
      people.pressAsStaff(command.messageId, command.data);
      return wallMs();
    case 'postTo':
      return intake.postTo(command.port, command.secret);
    case 'takeCalls':
      return botApi.takeCalls();
    case 'report':
      return ledger.report();
    case 'pushes':
      return ledger.pushes();
  }
}
