import {
  type LineReading,
  type MeetingDraft,
  readContact,
  readItems,
  readLine,
} from '../../domain/meeting.ts';
import { type WallTime, addMinutesToWall } from '../../domain/time.ts';
import { parseCallbackData } from '../../telegram/callback-data.ts';
import { type Content, dropKeyboard } from '../../telegram/effect.ts';
import type { Question, WizardTask } from '../../telegram/views/notice-question.ts';
import { understandEnd } from '../../text/dates.ts';
import type { BotContext } from '../context.ts';
import type { StaffMeeting } from './preview.ts';
import { type WhenHeard, hearPickedDay, hearPickedMoment, hearWhen, readMinutes } from '../when-question.ts';

/** What a wizard is entered with: whose draft, what for, and what to ask. */
export interface WizardOrder {
  meetingId: number;
  task: WizardTask;
  questions: Question[];
}

/** What is being asked. The first question is open, the others follow. Plain data: it is stored between updates. */
export interface WizardState extends WizardOrder {
  askedAtMs: number;
  /** The words of a first try at "when", to be read together with the next. */
  words?: string;
}

/** What an answer leads to: a question back, nothing, or something kept. */
export type Heard =
  | { kind: 'ask'; content: Content; words?: string }
  | { kind: 'stay' }
  /** What to keep, and what is still to be asked. */
  | { kind: 'keep'; draft: MeetingDraft; questions: Question[] };

/** Takes typed words as the answer to the question that is open. */
export function hearText(
  ctx: BotContext,
  staff: StaffMeeting,
  state: WizardState,
  text: string | undefined,
): Heard {
  const { t } = ctx.scope;
  const [question = 'title', ...rest] = state.questions;
  const draft = staff.meeting.draft ?? {};
  if (!text) return { kind: 'ask', content: { text: t('wizard-only-text') } };
  const keep = (more: MeetingDraft): Heard => ({
    kind: 'keep',
    draft: { ...draft, ...more },
    questions: rest,
  });
  switch (question) {
    case 'title':
      return lineOf(ctx, readLine(text), (title) => keep({ title }));
    case 'place':
      return lineOf(ctx, readLine(text), (place) => keep({ place }));
    case 'reason':
      return lineOf(ctx, readLine(text), (reason) => keep({ reason }));
    case 'contact': {
      const reading = readContact(text);
      if (reading.kind === 'no_phone') return { kind: 'ask', content: { text: t('contact-no-phone') } };
      if (reading.kind === 'no_name') return { kind: 'ask', content: { text: t('contact-no-name') } };
      return lineOf(ctx, reading, (contact) => keep({ contact }));
    }
    case 'toDecide': {
      const reading = readItems(text);
      if (reading.kind === 'items') return keep({ toDecide: reading.items });
      return { kind: 'ask', content: { text: itemsRefusal(ctx, reading) } };
    }
    case 'when':
      return afterWhen(draft, rest, hearWhen(text, state.words, settingOf(ctx, staff)));
    case 'end':
      return hearEnd(ctx, staff, rest, text);
    case 'confirm':
      return hearConfirm(ctx, staff, rest, text);
  }
}

function lineOf(ctx: BotContext, reading: LineReading, keep: (line: string) => Heard): Heard {
  const { t } = ctx.scope;
  switch (reading.kind) {
    case 'line':
      return keep(reading.line);
    case 'empty':
      return { kind: 'ask', content: { text: t('wizard-empty') } };
    case 'too_long': {
      const { count, most } = reading;
      return { kind: 'ask', content: { text: t('wizard-too-long', { count, most }) } };
    }
  }
}

function itemsRefusal(
  ctx: BotContext,
  reading: Exclude<ReturnType<typeof readItems>, { kind: 'items' }>,
): string {
  const { t } = ctx.scope;
  switch (reading.kind) {
    case 'too_few':
      return t('items-too-few', { count: reading.count });
    case 'too_many':
      return t('items-too-many', { count: reading.count });
    case 'too_long':
      return t('wizard-too-long', { count: reading.count, most: reading.most });
  }
}

function settingOf(ctx: BotContext, { community }: StaffMeeting) {
  return { locale: ctx.scope.locale, zone: community.time_zone, now: ctx.scope.now };
}

/** A moment is kept at once; then the end is asked if it is missing, and whether everything is right. */
function afterWhen(draft: MeetingDraft, rest: Question[], heard: WhenHeard): Heard {
  if (heard.kind === 'ask') return heard;
  const { end: _, ...kept } = draft;
  const next = { ...kept, start: heard.start, ...(heard.end && { end: heard.end }) };
  return { kind: 'keep', draft: next, questions: [heard.end ? 'confirm' : 'end', ...rest] };
}

function hearEnd(ctx: BotContext, staff: StaffMeeting, rest: Question[], text: string): Heard {
  const draft = staff.meeting.draft ?? {};
  const setting = settingOf(ctx, staff);
  if (!draft.start) return { kind: 'keep', draft, questions: ['when', ...rest] };
  const reading = understandEnd(text, { ...setting, start: draft.start });
  if (reading.kind === 'understood') return keepEnd(draft, reading.end, rest);
  // Whoever noticed only now that the day is wrong writes the whole of it again.
  const whole = hearWhen(text, undefined, setting);
  if (whole.kind === 'moment') return afterWhen(draft, rest, whole);
  const isReversed = reading.kind === 'end_before_start';
  return {
    kind: 'ask',
    content: { text: ctx.scope.t(isReversed ? 'when-end-before-start' : 'when-end-not-understood') },
  };
}

function keepEnd(draft: MeetingDraft, end: WallTime, rest: Question[]): Heard {
  return { kind: 'keep', draft: { ...draft, end }, questions: ['confirm', ...rest] };
}

const YES = /^(yes|y|yep|ok|right|correct|对|对的|是|是的|好|好的|行|没错|sí|si|vale|correcto)[.!。！]?$/iu;
const NO = /^(no|n|nope|wrong|不|不是|不对|错|错了|没|incorrecto)[.!。！]?$/iu;

function hearConfirm(ctx: BotContext, staff: StaffMeeting, rest: Question[], text: string): Heard {
  const draft = staff.meeting.draft ?? {};
  if (YES.test(text)) return { kind: 'keep', draft, questions: rest };
  if (NO.test(text)) return askWhenAgain(staff, rest);
  return afterWhen(draft, rest, hearWhen(text, undefined, settingOf(ctx, staff)));
}

/** "No": what was understood goes; a published meeting has its own time back. */
function askWhenAgain({ meeting }: StaffMeeting, rest: Question[]): Heard {
  const { start: _start, end: _end, ...kept } = meeting.draft ?? {};
  const { start, end } = meeting.details;
  const draft = { ...kept, ...(start && { start }), ...(end && { end }) };
  return { kind: 'keep', draft, questions: ['when', ...rest] };
}

/** Takes a pressed button of the wizard; one of a question that is no longer open changes nothing. */
export function hearButton(ctx: BotContext, staff: StaffMeeting, state: WizardState): Heard {
  const { verb, args } = parseCallbackData(ctx.callbackQuery?.data ?? '');
  const [question, ...rest] = state.questions;
  const heard = hearPressed(ctx, staff, question, rest, verb, args);
  if (heard) {
    dropPressed(ctx);
    return heard;
  }
  ctx.scope.toast = { text: ctx.scope.t('old-button'), isAlert: false };
  return { kind: 'stay' };
}

function dropPressed(ctx: BotContext): void {
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (messageId !== undefined && ctx.chatId !== undefined) {
    ctx.scope.effects.push(dropKeyboard(ctx.chatId, { messageId }));
  }
}

/** Undefined: a button of a question that is not open (any more), or one that we never made. */
function hearPressed(
  ctx: BotContext,
  staff: StaffMeeting,
  question: Question | undefined,
  rest: Question[],
  verb: string,
  [first = '', second = '']: string[],
): Heard | undefined {
  const draft = staff.meeting.draft ?? {};
  const setting = settingOf(ctx, staff);
  if (question === 'when' && (verb === 'when' || verb === 'day')) {
    const heard = verb === 'when' ? hearPickedMoment(first, second, setting) : hearPickedDay(first, setting);
    return heard && afterWhen(draft, rest, heard);
  }
  if (question === 'end' && verb === 'end' && draft.start) {
    const minutes = readMinutes(first);
    return minutes > 0 ? keepEnd(draft, addMinutesToWall(draft.start, minutes), rest) : undefined;
  }
  if (question === 'confirm' && verb === 'confirm') {
    return first === 'yes' ? { kind: 'keep', draft, questions: rest } : askWhenAgain(staff, rest);
  }
  return undefined;
}
