/** The whole survey tap to tap, beside the same seven questions as a conversation. See support/whole-survey.ts. */
import { benchWholeSurveys } from './support/whole-survey.ts';

await benchWholeSurveys({ persons: 500, surveys: 80, rounds: 5, warmUpMs: 4_000, roundMs: 5_000 });
