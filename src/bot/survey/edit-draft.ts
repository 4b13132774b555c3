import { buildingsOf } from '../../db/survey-audience.ts';
import type { DraftChange, SurveyDraft } from '../../db/survey-drafts.ts';
import { type DraftEdit, QUESTION_TYPES } from '../../domain/draft-edit.ts';
import { isReferable } from '../../domain/draft-faults.ts';
import { type Place, placeAt } from '../../domain/draft-place.ts';
import { dayOfIso, lastMinuteOf } from '../../domain/survey-timing.ts';
import { choicesOf } from '../../domain/survey-text.ts';
import { isRealDate } from '../../domain/time.ts';
import { refusalText } from '../../telegram/views/draft-fault.ts';
import { wallToInstant } from '../../text/zones.ts';
import { type ButtonContext, toast } from '../route.ts';
import { applyEdit, applySetting } from './draft-desk.ts';
import { showScreen } from './draft-screens.ts';

/** An edit that a button stands for, and the screen that follows. */
interface Pressed {
  edit: DraftEdit;
  screen: string;
}

type AtPlace = (place: Place, value: string, draft: SurveyDraft) => Pressed | undefined;

/** A pressed `draft:do` button: an edit of the questions, or of what stands beside them. */
export async function changeDraft(
  ctx: ButtonContext,
  draft: SurveyDraft,
  [what = '', name = '', value = '']: string[],
): Promise<void> {
  const change = await settingOf(ctx, draft, what, value);
  if (change) return await showScreen(ctx, await applySetting(ctx, draft, change), name);
  const pressed = editOf(draft, what, name, value);
  if (!pressed) {
    toast(ctx, ctx.scope.t('old-button'));
    return await showScreen(ctx, draft, name);
  }
  const edited = await applyEdit(ctx, draft, pressed.edit);
  if (edited.kind === 'edited') return await showScreen(ctx, edited.draft, pressed.screen);
  toast(ctx, refusalText(edited.refusal, ctx.scope.t), true);
  await showScreen(ctx, draft, name);
}

/** Undefined: no button of ours says that. */
function editOf(draft: SurveyDraft, what: string, name: string, value: string): Pressed | undefined {
  if (what === 'undo')
    return draft.lastRemoved
      ? { edit: { kind: 'restore', removed: draft.lastRemoved }, screen: name }
      : undefined;
  const condition = what === 'only' ? conditionOf(draft, name, value) : undefined;
  if (condition) return condition;
  const place = placeAt(draft.definition, name);
  if (!place) return undefined;
  const edits = place.option ? OPTION_EDITS : QUESTION_EDITS;
  return Object.hasOwn(edits, what) ? edits[what]?.(place, value, draft) : undefined;
}

const QUESTION_EDITS: Record<string, AtPlace> = {
  up: ({ number, question }) => ({
    edit: { kind: 'move_question', question: question.id, by: -1 },
    screen: `q${number - 1}`,
  }),
  down: ({ number, question }) => ({
    edit: { kind: 'move_question', question: question.id, by: 1 },
    screen: `q${number + 1}`,
  }),
  remove: ({ question }) => ({ edit: { kind: 'remove_question', question: question.id }, screen: 'qs' }),
  kind: ({ number, question }, value) => {
    const type = QUESTION_TYPES.find((one) => one === value);
    return type && { edit: { kind: 'set_type', question: question.id, type }, screen: `q${number}` };
  },
  max: ({ number, question }, value) => {
    const max = Number(value);
    const isPossible = Number.isInteger(max) && max >= 0 && max < choicesOf(question).length;
    const edit = { kind: 'set_max', question: question.id, max: max || undefined } as const;
    return isPossible ? { edit, screen: `q${number}` } : undefined;
  },
  required: (place) => requiredEdit(place, true),
  skippable: (place) => requiredEdit(place, false),
  always: ({ number, question }) => ({
    edit: { kind: 'set_condition', question: question.id, condition: undefined },
    screen: `q${number}`,
  }),
  once: ({ number, question }) => ({
    edit: { kind: 'set_repeat', question: question.id, about: undefined },
    screen: `q${number}`,
  }),
  repeat: ({ number, question }, value, { definition }) => {
    const about = placeAt(definition, `q${value}`);
    const isPossible = about && about.number < number && isReferable(about.question);
    if (!isPossible) return undefined;
    return {
      edit: { kind: 'set_repeat', question: question.id, about: about.question.id },
      screen: `q${number}`,
    };
  },
};

const OPTION_EDITS: Record<string, AtPlace> = {
  up: (place) => optionEdit(place, (at) => ({ ...at, kind: 'move_option', by: -1 }), -1),
  down: (place) => optionEdit(place, (at) => ({ ...at, kind: 'move_option', by: 1 }), 1),
  remove: (place) => {
    const pressed = optionEdit(place, (at) => ({ ...at, kind: 'remove_option' }));
    return pressed && { ...pressed, screen: `q${place.number}os` };
  },
  alone: (place) => optionEdit(place, (at) => ({ ...at, kind: 'set_exclusive', isExclusive: true })),
  together: (place) => optionEdit(place, (at) => ({ ...at, kind: 'set_exclusive', isExclusive: false })),
  explain: (place) => optionEdit(place, (at) => ({ ...at, kind: 'set_other', isOther: true })),
  plain: (place) => optionEdit(place, (at) => ({ ...at, kind: 'set_other', isOther: false })),
};

function requiredEdit({ number, question }: Place, isRequired: boolean): Pressed {
  return { edit: { kind: 'set_required', question: question.id, isRequired }, screen: `q${number}` };
}

function optionEdit(
  { number, question, option }: Place,
  edit: (at: { question: string; option: string }) => DraftEdit,
  by = 0,
): Pressed | undefined {
  if (!option) return undefined;
  const screen = `q${number}o${option.number + by}`;
  return { edit: edit({ question: question.id, option: option.option.code }), screen };
}

/** `q3c1` with answer 2: question 3 is asked if question 1 was answered with it, too, or no longer. */
function conditionOf({ definition }: SurveyDraft, name: string, value: string): Pressed | undefined {
  const [, asked = '', looked = ''] = /^(q\d{1,2})c(\d{1,2})$/.exec(name) ?? [];
  const place = placeAt(definition, asked);
  const about = placeAt(definition, `q${looked}`);
  const option = about && choicesOf(about.question)[Number(value) - 1];
  if (!place || !about || !option || about.number >= place.number || !isReferable(about.question))
    return undefined;
  const before = place.question.show_if?.[about.question.id] ?? [];
  const codes = before.includes(option.code)
    ? before.filter((code) => code !== option.code)
    : [...before, option.code];
  const condition = codes.length > 0 ? { about: about.question.id, codes } : undefined;
  return { edit: { kind: 'set_condition', question: place.question.id, condition }, screen: name };
}

/** A change beside the questions; undefined when the button is about something else. */
async function settingOf(
  ctx: ButtonContext,
  draft: SurveyDraft,
  what: string,
  value: string,
): Promise<DraftChange | undefined> {
  switch (what) {
    case 'now':
      return { opensAt: null };
    case 'ends': {
      const day = dayOfIso(value);
      if (!/^2\d{3}-\d\d-\d\d$/.test(value) || !isRealDate(day)) return undefined;
      return { closesAt: wallToInstant(lastMinuteOf(day), draft.timeZone), resultsBy: null };
    }
    case 'everyone':
      return { audience: { kind: 'everyone' } };
    case 'building':
      return await buildingChange(ctx, draft, value);
    case 'named':
      return draft.definition.privacy === 'anonymous_only' ? undefined : { anonymity: 'named' };
    case 'anonymous':
      return { anonymity: 'anonymous' };
    default:
      return undefined;
  }
}

async function buildingChange(
  ctx: ButtonContext,
  { audience, communityId }: SurveyDraft,
  building: string,
): Promise<DraftChange | undefined> {
  const known = await buildingsOf(ctx.scope.tx, communityId);
  if (!known.includes(building)) return undefined;
  const before = audience.kind === 'buildings' ? audience.buildings : [];
  const buildings = before.includes(building)
    ? before.filter((one) => one !== building)
    : [...before, building];
  return { audience: buildings.length > 0 ? { kind: 'buildings', buildings } : { kind: 'everyone' } };
}
