import domesticWorkers from './templates/domestic_workers.json' with { type: 'json' };
import familiesNewcomers from './templates/families_newcomers.json' with { type: 'json' };
import generalNeeds from './templates/general_needs.json' with { type: 'json' };
import olderResidents from './templates/older_residents.json' with { type: 'json' };
import postMeeting from './templates/post_meeting.json' with { type: 'json' };
import projectIdea from './templates/project_idea.json' with { type: 'json' };
import volunteerSignup from './templates/volunteer_signup.json' with { type: 'json' };
import type { Localized } from './locale.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/** The ready surveys, the general one first. */
export const SURVEY_TEMPLATES: readonly SurveyDefinition[] = [
  generalNeeds,
  olderResidents,
  familiesNewcomers,
  domesticWorkers,
  postMeeting,
  projectIdea,
  volunteerSignup,
].map(readTemplate);

export function findTemplate(id: string): SurveyDefinition | undefined {
  return SURVEY_TEMPLATES.find((template) => template.id === id);
}

interface FileText {
  'zh-CN': string;
  en: string;
  es: string;
}

type FileOption = Omit<SurveyOption, 'label' | 'alert'> & { label: FileText; alert?: string };

/** Conditions of different questions name different ids, so each is possibly absent. */
type FileQuestion = Omit<
  SurveyQuestion,
  'type' | 'text' | 'options' | 'show_if' | 'accepts' | 'profile_field' | 'sets'
> & {
  type: string;
  text: FileText;
  options?: FileOption[];
  show_if?: Record<string, string[] | undefined>;
  accepts?: string[];
  profile_field?: string;
  sets?: string;
};

interface TemplateFile {
  id: string;
  version: number;
  privacy?: string;
  est_minutes: number;
  title: FileText;
  intro: FileText;
  outro: FileText;
  questions: FileQuestion[];
}

function readTemplate(file: TemplateFile): SurveyDefinition {
  return {
    id: file.id,
    version: file.version,
    ...(file.privacy && { privacy: oneOf(file.privacy, ['anonymous_only']) }),
    est_minutes: file.est_minutes,
    title: localized(file.title),
    intro: localized(file.intro),
    outro: localized(file.outro),
    questions: file.questions.map(readQuestion),
  };
}

/** Takes what the engine knows and nothing else; a kind of question it does not know is a fault of the file. */
function readQuestion(question: FileQuestion): SurveyQuestion {
  const { id, options, max, required, skippable, repeat_for, repeat_skip, max_chars } = question;
  return {
    id,
    type: oneOf(question.type, ['single', 'multi', 'scale', 'open']),
    text: localized(question.text),
    ...(options && { options: options.map(readOption) }),
    ...(max !== undefined && { max }),
    ...(required && { required }),
    ...(skippable && { skippable }),
    ...(repeat_for && { repeat_for }),
    ...(repeat_skip && { repeat_skip }),
    ...(question.show_if && { show_if: readCondition(question.show_if) }),
    ...(question.accepts && {
      accepts: question.accepts.map((kind) => oneOf(kind, ['text', 'voice', 'photo', 'location'])),
    }),
    ...(max_chars !== undefined && { max_chars }),
    ...(question.profile_field && { profile_field: oneOf(question.profile_field, ['age_band', 'status']) }),
    ...(question.sets && { sets: oneOf(question.sets, ['mode']) }),
  };
}

function readOption({ code, label, exclusive, other, score, alert }: FileOption): SurveyOption {
  return {
    code,
    label: localized(label),
    ...(exclusive && { exclusive }),
    ...(other && { other }),
    ...(score !== undefined && { score }),
    ...(alert && { alert: oneOf(alert, ['welfare_followup']) }),
  };
}

function readCondition(condition: Record<string, string[] | undefined>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(condition).map(([id, codes]) => [id, codes ?? []]));
}

/** The files say `zh-CN`. `{surname}` stands in an example only, so it gets the surname examples have. */
function localized(text: FileText): Localized {
  return { zh: text['zh-CN'].replace('{surname}', '某'), en: text.en, es: text.es };
}

function oneOf<Known extends string>(value: string, known: Known[]): Known {
  const found = known.find((candidate) => candidate === value);
  if (!found) throw new Error(`a template says "${value}", known are ${known.join(', ')}`);
  return found;
}
