import type { Weighting } from './weighting.ts';
import type { SampleCheck } from './sample.ts';
import type { Precision, ShownCount } from './suppression.ts';
import type { GroupDimension } from './survey-tally.ts';
import type { Anonymity, ResponseMode, SurveyOption, SurveyQuestion } from './survey.ts';

/** Staff see counts from 5 people on, the public from 10. */
export type ResultsView = 'staff' | 'public';

export interface OptionResult {
  option: SurveyOption;
  count: ShownCount;
}

/** One question, or its repetition for one option. */
export interface QuestionResult {
  /** As the step is called: `age`, `severity:repairs`. */
  key: string;
  question: SurveyQuestion;
  /** The option a repetition is about. */
  subject?: SurveyOption;
  /** Everybody who reached it, whether they answered or skipped. */
  reached: ShownCount;
  skipped: ShownCount;
  precision: Precision;
  /** Empty for an open question. */
  options: OptionResult[];
}

/** A group of people: `value` is a code of the age question, `local` or `elsewhere`, a building, a language, a mode. */
export interface Group {
  dimension: GroupDimension;
  value: string;
  /** The option of the survey that puts people into it, for age bands. */
  option?: SurveyOption;
}

export interface GroupResult {
  group: Group;
  reached: ShownCount;
  skipped: ShownCount;
  precision: Precision;
  /** As many as the question has; all null for a group that is not split. */
  options: OptionResult[];
}

/** One question by group. */
export interface Breakdown {
  dimension: GroupDimension;
  key: string;
  question: SurveyQuestion;
  groups: GroupResult[];
}

export interface SurveyFunnel {
  invited: number;
  reached: number;
  started: number;
  finished: number;
}

/** The way of one building: small numbers of people, and of people missing, are hidden. */
export interface BuildingFunnel {
  building: string;
  invited: number;
  started: ShownCount;
  finished: ShownCount;
}

/** A concern that enough people named to be shown. */
export interface RankedConcern {
  option: SurveyOption;
  /** From 1. */
  rank: number;
  /** From 1; concerns of one band are about equal. */
  band: number;
  named: number;
  /** Mean from 1 to 3, of few people in steps of a half; null when the survey does not ask how bad. */
  severity: number | null;
  /** 0 to 100, by the severity as it is shown. */
  need: number;
  /** Of the share that named it, as if these people had been drawn by lot; absent from 100 people on. */
  interval?: { low: number; high: number };
}

export interface Ranking {
  question: SurveyQuestion;
  /** Everybody who was asked what worries them, "nothing" included. */
  n: number;
  precision: Precision;
  concerns: RankedConcern[];
  /** Named by too few to be ranked. */
  rarelyNamed: SurveyOption[];
  /** The concerns in two other orders; the second only those that at least five people have. */
  namedByMost: SurveyOption[];
  worstForThoseWhoHaveIt: SurveyOption[];
  mattersTo: { group: Group; option: SurveyOption }[];
}

/** Reach of each concern among people weighted like the community, in the order of the ranking; always beside the plain one. */
export type WeightedReach =
  | Extract<Weighting, { kind: 'refused' }>
  | { kind: 'offered'; effectiveSize: number; reach: { option: SurveyOption; share: number }[] };

/** Plain data, so that it can be stored as it was published. */
export interface SurveyResults {
  view: ResultsView;
  anonymity: Anonymity;
  /** Responses that hold an answer, whole and broken off. */
  answered: ShownCount;
  /** For staff only. */
  funnel?: SurveyFunnel;
  funnelByBuilding: BuildingFunnel[];
  questions: QuestionResult[];
  breakdowns: Breakdown[];
  /** Absent when the survey asks for no concerns, or was answered by too few. */
  ranking?: Ranking;
  /** For staff only, and only when there is a ranking and both traits are known. */
  weighted?: WeightedReach;
  sample: SampleCheck[];
  /** Who gave the answers; for staff only. */
  modes: { mode: ResponseMode; count: ShownCount }[];
  /** More than 40 % were asked by a building leader: people are kinder to the committee then. */
  isMostlyByLeaders: boolean;
}
