import type { Localized } from './locale.ts';

export type SurveyStatus = 'draft' | 'scheduled' | 'open' | 'closed';

/**
 * `named`: answers stay with the person until the survey closes, staff see no names. `anonymous`: answers lose every link
 * to the person when they are shuffled.
 */
export type Anonymity = 'named' | 'anonymous';

/** Who answers: oneself, a relative who writes, a building leader who asks, a sheet typed in later. */
export type ResponseMode = 'self' | 'relative' | 'leader' | 'paper';

/** How a response is taken: who speaks for whom, and in which steps. */
export interface Manner {
  mode: ResponseMode;
  style: 'plain' | 'easy';
  /** Which of the speaker's neighbours or relatives it is about, from 1. */
  person: number;
  /** The neighbour holds the phone: nothing answered is shown any more. */
  isHandedOver: boolean;
  /** The questions that can be listened to in the speaker's language. */
  recorded: string[];
}

/** Whether somebody who acts for the community asks or writes for others; such a response is closed once it is sent. */
export function isInterview({ mode }: Pick<Manner, 'mode'>): boolean {
  return mode === 'leader' || mode === 'paper';
}

export type ProfileField = 'age_band' | 'status';

/** Who is asked. Names of buildings as `readBuilding` gives them. */
export type SurveyAudience = { kind: 'everyone' } | { kind: 'buildings'; buildings: string[] };

/** What happens next and by when (yyyy-mm-dd), as staff wrote it for everyone who answered. */
export interface NextStep {
  text: Localized;
  by: string;
}

/** One answer option; `code` is what is stored, the label is only shown. */
export interface SurveyOption {
  code: string;
  label: Localized;
  /** Choosing it clears all others ("nothing really", "prefer not to say"). */
  exclusive?: boolean;
  /** "Something else": the person is asked to explain. */
  other?: boolean;
  score?: number;
  /** Whoever chooses it may be in distress: the named person of the community is told at once. */
  alert?: 'welfare_followup';
}

export interface SurveyQuestion {
  id: string;
  type: 'single' | 'multi' | 'scale' | 'open';
  text: Localized;
  options?: SurveyOption[];
  /** The most options of a `multi` question. */
  max?: number;
  required?: boolean;
  skippable?: boolean;
  /** Which group of the community the answer puts a person into. */
  profile_field?: ProfileField;
  /** The answer says who answers: oneself, a relative, a building leader. */
  sets?: 'mode';
  /** Asked once for each option chosen in the question named here; `{option}` in the text is its label. */
  repeat_for?: string;
  repeat_skip?: string[];
  /** Asked only when the named question was answered with one of these options. */
  show_if?: Record<string, string[]>;
  accepts?: ('text' | 'voice' | 'photo' | 'location')[];
  max_chars?: number;
}

/** A survey as its authors wrote it; frozen in the survey's row when it opens. */
export interface SurveyDefinition {
  /** The template it was made from, or `own`. */
  id: string;
  version: number;
  /** May only be asked as an anonymous survey. */
  privacy?: 'anonymous_only';
  est_minutes: number;
  title: Localized;
  intro: Localized;
  outro: Localized;
  questions: SurveyQuestion[];
}

/** A voice message or photo kept with an answer, by Telegram's file id; a location is "latitude,longitude". */
export interface Attachment {
  kind: 'voice' | 'photo' | 'document' | 'location';
  fileId: string;
  durationS?: number;
  /** Photos of one album share it. */
  groupId?: string;
}

/** A message that put words into a comment, and how many characters of the comment are its. */
export type Said = [messageId: number, characters: number];

/** The reply to one step. `codes` is empty for open questions and for skipped ones. */
export interface Answer {
  codes: string[];
  isSkipped: boolean;
  /** False while options are still being ticked or words still being added. */
  isSettled: boolean;
  comment?: string;
  /** Which messages the last lines of the comment came from, so that editing one changes its own line. */
  said?: Said[];
  attachments: Attachment[];
}

/** The answers of one response by step key. */
export type Answers = ReadonlyMap<string, Answer>;

export const NO_ANSWER: Answer = { codes: [], isSkipped: false, isSettled: false, attachments: [] };

/**
 * The text with the day of the results filled in, without its sentences that need what is not known: a phone number, a
 * code, or a day that nobody has promised.
 */
export function keptPromises(text: string, resultsBy?: string): string {
  return sentencesOf(resultsBy === undefined ? text : text.replace('{date}', () => resultsBy))
    .filter((sentence) => !PLACEHOLDER.test(sentence))
    .join('')
    .trim();
}

const PLACEHOLDER = /\{[a-z]+\}/;

function sentencesOf(text: string): string[] {
  return text.match(/[^.!?。！？]+(?:[.!?。！？]+\s*|$)/g) ?? [];
}
