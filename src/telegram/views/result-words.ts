import { type Locale, inLocale } from '../../domain/locale.ts';
import type { SurveyOption } from '../../domain/survey.ts';
import type { RankedConcern, SurveyResults } from '../../domain/survey-results.ts';

/** The ranked concerns, band by band. */
export function bandsOf({ ranking }: SurveyResults): RankedConcern[][] {
  const bands: RankedConcern[][] = [];
  for (const concern of ranking?.concerns ?? []) {
    const last = bands.at(-1);
    if (last?.[0]?.band === concern.band) last.push(concern);
    else bands.push([concern]);
  }
  return bands;
}

export function labelOf({ label }: SurveyOption, locale: Locale): string {
  return inLocale(label, locale);
}
