import type { FlowEvent } from './question-flow.ts';
import type { Answer, SurveyDefinition, SurveyOption } from './survey.ts';
import { POLICY } from './policy.ts';

/*
 * raised -> taken up by somebody. Until then: after half an hour whoever was told is told again, after another half hour
 * all staff of the community. Each step happens once.
 */

/** Why somebody may need help at once. `followup`: they chose an option that says so. */
export type AlarmKind =
  | 'suicide'
  | 'hunger'
  | 'collapse'
  | 'violence'
  | 'child_alone'
  | 'not_seen'
  | 'fire_gas'
  | 'followup';

export type ChaseStep = 'again' | 'all_staff';

const MINUTE_MS = 60_000;

/** The step that is due for an alarm nobody has taken up; undefined when none is. */
export function chaseStep(
  alarm: { raisedAt: Date; chasedAt: Date | null; staffToldAt: Date | null },
  now: Date,
): ChaseStep | undefined {
  const waitMs = POLICY.alarmAnswerMinutes * MINUTE_MS;
  if (!alarm.chasedAt) return now.getTime() - alarm.raisedAt.getTime() >= waitMs ? 'again' : undefined;
  if (alarm.staffToldAt) return undefined;
  return now.getTime() - alarm.chasedAt.getTime() >= waitMs ? 'all_staff' : undefined;
}

/** The option of a step that was just chosen and whose choice calls for somebody to look after the person. */
export function alertChosen(
  definition: SurveyDefinition,
  step: string,
  before: Answer | undefined,
  after: Answer,
): SurveyOption | undefined {
  const fresh = after.codes.filter((code) => !before?.codes.includes(code));
  return optionsOf(definition, step).find(({ code, alert }) => alert !== undefined && fresh.includes(code));
}

/** Whether a tap on this button may raise an alarm; such taps are never applied in a batch. */
export function mayAlert(definition: SurveyDefinition, event: FlowEvent): boolean {
  if (event.kind !== 'choose' && event.kind !== 'tick') return false;
  return optionsOf(definition, event.step).some(
    ({ code, alert }) => code === event.code && alert !== undefined,
  );
}

/** A step is a question, a repetition of it (`id:code`) or an explanation (`id~code`). */
function optionsOf(definition: SurveyDefinition, step: string): SurveyOption[] {
  const id = step.split(/[:~]/, 1)[0];
  return definition.questions.find((question) => question.id === id)?.options ?? [];
}
