import { Composer } from 'grammy';
import type { NextAnswer } from '../ask-next.conversation.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { easySteps } from './easy.ts';
import { interviewAnswers, interviews } from './interview.ts';
import { recordingAnswers, recordings } from './recording.ts';
import { relatives } from './relative.ts';
import { sheetAnswers, sheets } from './sheet.ts';

/** Every way to answer that is not tapping for oneself: in big steps, for a relative, for a neighbour. */
export function speakingForOthers(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(easySteps(), relatives(), interviews(), sheets(deps), recordings());
  return composer;
}

/** What these ask in words. */
export function nextAnswers(): Record<string, NextAnswer> {
  return { ...interviewAnswers(), ...sheetAnswers(), ...recordingAnswers() };
}
