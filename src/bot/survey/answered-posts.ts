import { type AskedResponse, agePost } from '../../db/responses.ts';
import type { Step } from '../../domain/question-steps.ts';
import { isInterview } from '../../domain/survey.ts';
import { rewrite } from '../../telegram/effect.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import type { Speaker } from '../context.ts';

/** The reference under which the message with an answered question of an interview is remembered. */
export function answeredPost(responseId: number, step: string): string {
  return `survey:${responseId}:answered:${step}`;
}

/** What the message with an answered question is remembered as, where it may have to change later. */
export function answerPostOf(step: Step, { id, manner }: AskedResponse): string | undefined {
  if (isInterview(manner)) return answeredPost(id, step.key);
  return step.question.profile_field === 'age_band' ? agePost(id) : undefined;
}

/** In an interview only one message shows an answer, so that handing over the phone can cover them all. */
export function coverAnswered({ chatId, scope }: Speaker, { id, flow, manner }: AskedResponse): void {
  if (chatId === undefined || !isInterview(manner)) return;
  const target = { post: answeredPost(id, flow.position) };
  scope.effects.push(rewrite(chatId, target, sentence(scope.t, 'interview-changed')));
}
