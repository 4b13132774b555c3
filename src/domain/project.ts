import type { Localized } from './locale.ts';

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

/** What a project's title, goal and roles may measure, in characters; a volunteer role may look for this many. */
export const PROJECT_LIMITS = { title: 60, goal: 200, roleTitle: 60, mostNeeded: 500 } as const;

/** Undefined after the last: a judged project is over. */
export function nextStage(stage: ProjectStage): ProjectStage | undefined {
  return PROJECT_STAGES[PROJECT_STAGES.indexOf(stage) + 1];
}
