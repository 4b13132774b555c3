import type { Localized } from './locale.ts';
import type { WallDate } from './time.ts';

/** 民事民提 → 民议 → 民决 → 民办 → 民评: residents raise it, discuss it, decide it, do it and judge it. */
export const PROJECT_STAGES = ['raised', 'discussed', 'decided', 'doing', 'judged'] as const;
export type ProjectStage = (typeof PROJECT_STAGES)[number];

export interface Project {
  id: number;
  code: string;
  communityId: number;
  title: Localized;
  goal: Localized;
  stage: ProjectStage;
}

/**
 * Whether residents were asked before a project was proposed: in a survey that had ended by then, or not, perhaps with the
 * reason.
 */
export type AskedFirst =
  | { kind: 'survey'; answers: number; from: WallDate; to: WallDate }
  | { kind: 'no_survey'; reason?: Localized };

/** What a project's title, goal and roles may measure, in characters; a volunteer role may look for this many. */
export const PROJECT_LIMITS = { title: 60, goal: 200, roleTitle: 60, reason: 200, mostNeeded: 500 } as const;

/** Undefined after the last: a judged project is over. */
export function nextStage(stage: ProjectStage): ProjectStage | undefined {
  return PROJECT_STAGES[PROJECT_STAGES.indexOf(stage) + 1];
}
