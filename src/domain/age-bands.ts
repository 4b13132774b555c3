import type { SurveyQuestion } from './survey.ts';

const OLDEST = 120;

/** The option of a question about age that somebody of so many years belongs to; codes are `u30`, `30_44`, `80p`. */
export function ageBandOf(question: SurveyQuestion, years: number): string | undefined {
  if (question.profile_field !== 'age_band' || years < 1 || years > OLDEST) return undefined;
  return question.options?.find(({ code }) => {
    const [, below, from, to, least] = /^(?:u(\d+)|(\d+)_(\d+)|(\d+)p)$/.exec(code) ?? [];
    if (below !== undefined) return years < Number(below);
    if (least !== undefined) return years >= Number(least);
    return from !== undefined && years >= Number(from) && years <= Number(to);
  })?.code;
}
