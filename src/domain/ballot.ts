import { stepsOf } from './question-steps.ts';
import { POLICY } from './policy.ts';
import type { Answers, Attachment, ResponseMode, SurveyDefinition } from './survey.ts';

/*
 * sealed (one encrypted blob a response) -> mixed (a ballot without a link), never back. A response waits until enough of
 * its kind wait with it, or until the survey has ended.
 */

/** One answer of a ballot. */
export interface BallotAnswer {
  step: string;
  codes: string[];
  isSkipped: boolean;
  comment: string | null;
  attachments: Attachment[];
}

/** What can be counted of a response, finished or not: the steps it leads through, in their order. */
export function ballotAnswers(definition: SurveyDefinition, answers: Answers): BallotAnswer[] {
  return stepsOf(definition, answers).flatMap(({ key }) => {
    const answer = answers.get(key);
    if (!answer) return [];
    const codes = answer.isSettled ? answer.codes : [];
    const comment = answer.comment ? storable(answer.comment) : null;
    const attachments = answer.attachments.map(withoutTraces);
    const isSkipped = answer.isSkipped && answer.isSettled;
    const isEmpty = codes.length === 0 && !comment && attachments.length === 0 && !isSkipped;
    return isEmpty ? [] : [{ step: key, codes, isSkipped, comment, attachments }];
  });
}

/** An album's number stands in other messages too, and a place to a few metres is somebody's door. */
function withoutTraces({ kind, fileId, durationS }: Attachment): Attachment {
  if (kind === 'location') return { kind, fileId: fileId.split(',').map(toHundredMetres).join(',') };
  return { kind, fileId, ...(durationS !== undefined && { durationS }) };
}

function toHundredMetres(degrees: string): string {
  return Number(degrees).toFixed(3);
}

/** Without what no database takes as text: one such comment must not hold up all the others. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** Responses that wait to be mixed, or ballots, by who answered them. */
export type CountsByMode = ReadonlyMap<ResponseMode, number>;

/**
 * The kinds whose waiting responses may become ballots while the survey goes on: ten or more of one kind at a time, and a
 * tenth of the ballots there are, because with each batch all of them are mixed anew.
 */
export function modesToMix(waiting: CountsByMode, mixed: CountsByMode): ResponseMode[] {
  const least = Math.max(POLICY.ballotsAtLeast, totalOf(mixed) / 10);
  return [...waiting].filter(([, count]) => count >= least).map(([mode]) => mode);
}

/**
 * What the rest become when the survey has ended: for each kind the one its ballots are counted as. Kinds of fewer than ten
 * are not told apart: together they count as `self`, or, still too few, as the kind there is most of. Of fewer than ten
 * ballots altogether nothing is kept (undefined).
 */
export function modesAtEnd(
  waiting: CountsByMode,
  mixed: CountsByMode,
): Map<ResponseMode, ResponseMode> | undefined {
  const least = POLICY.ballotsAtLeast;
  const sizes = [...new Set([...waiting.keys(), ...mixed.keys()])]
    .map((mode) => ({ mode, count: (waiting.get(mode) ?? 0) + (mixed.get(mode) ?? 0) }))
    .toSorted((one, other) => other.count - one.count);
  const [largest] = sizes;
  if (!largest || sumOf(sizes) < least) return undefined;
  const isOwn = (mode: ResponseMode, count: number) => count >= least && mode !== 'self';
  const asSelf = sumOf(sizes.filter(({ mode, count }) => !isOwn(mode, count)));
  const rest = asSelf >= least ? 'self' : largest.mode;
  return new Map(sizes.map(({ mode, count }) => [mode, isOwn(mode, count) ? mode : rest]));
}

/** How many of each kind there are. */
export function countByMode(responses: { mode: ResponseMode }[]): CountsByMode {
  const grouped = Map.groupBy(responses, ({ mode }) => mode);
  return new Map([...grouped].map(([mode, own]) => [mode, own.length]));
}

function totalOf(counts: CountsByMode): number {
  return sumOf([...counts.values()].map((count) => ({ count })));
}

function sumOf(parts: { count: number }[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}
