import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
  BroadcastKind,
  BroadcastLane,
  BroadcastStatus,
  DeliveryStatus,
  HeldReason,
} from '../domain/broadcast.ts';
import type { DigestContent } from '../domain/digest.ts';
import type { Removed } from '../domain/draft-edit.ts';
import type { Locale, Localized } from '../domain/locale.ts';
import type { MeetingChange, MeetingDetails, MeetingDraft, MeetingStatus } from '../domain/meeting.ts';
import type { Watched } from '../domain/progress.ts';
import type { ProjectStage } from '../domain/project.ts';
import type { ReminderSlot, ReminderStatus } from '../domain/reminder.ts';
import type { InvitedRole, RoleName } from '../domain/role.ts';
import type { RsvpStatus } from '../domain/rsvp.ts';
import type {
  Anonymity,
  Attachment,
  NextStep,
  ResponseMode,
  Said,
  SurveyAudience,
  SurveyDefinition,
  SurveyStatus,
} from '../domain/survey.ts';
import type { SignupStatus } from '../domain/volunteer.ts';
import type { AlarmKind } from '../domain/welfare.ts';

type Id = Generated<number>;
type Json<T extends object> = JSONColumnType<T, string, string>;

export interface CommunitiesTable {
  id: Id;
  code: string;
  name_zh: string;
  name_en: string;
  name_es: string;
  time_zone: string;
  households: number | null;
  residents_registered: number | null;
  residents_migrant: number | null;
  created_at: Date;
}

export interface ResidentsTable {
  id: Id;
  telegram_id: number;
  locale: Locale;
  locale_chosen_at: Date | null;
  contact_status: Generated<'active' | 'blocked' | 'deleted'>;
  paused_at: Date | null;
  created_at: Date;
}

export interface MembershipsTable {
  resident_id: number;
  community_id: number;
  building: string | null;
  age_band: string | null;
  registration: Generated<'local' | 'elsewhere' | 'unsaid'>;
  joined_at: Date;
}

export interface ConsentsTable {
  id: Id;
  resident_id: number;
  subject: string;
  wording_version: number;
  agreed_at: Date;
}

export interface AuditEntriesTable {
  id: Id;
  resident_id: number | null;
  community_id: number | null;
  action: string;
  object: string;
  happened_at: Date;
}

export interface ProjectsTable {
  id: Id;
  code: string;
  community_id: number;
  title: Json<Localized>;
  goal: Json<Localized>;
  stage: Generated<ProjectStage>;
  created_at: Date;
  /** The survey in which residents were asked before this was proposed. */
  survey_id: number | null;
  /** Why there was none. */
  asked_reason: ColumnType<Localized | null, string | undefined, string | null>;
}

export interface BoardsTable {
  id: Id;
  project_id: number;
  chat_id: number | null;
  locale: Locale;
}

export interface VolunteerRolesTable {
  id: Id;
  code: string;
  project_id: number;
  title: Json<Localized>;
  needed: number;
  created_at: Date;
  closed_at: Date | null;
}

export interface VolunteerSignupsTable {
  id: Id;
  volunteer_role_id: number;
  resident_id: number;
  status: SignupStatus;
  note: string | null;
  note_expected_until: Date | null;
  claimed_by_telegram_id: number | null;
  claimed_by_name: string | null;
  submitted_at: Date;
  late_told_at: Date | null;
  staff_told_at: Date | null;
  decided_at: Date | null;
}

export interface RolesTable {
  id: Id;
  resident_id: number;
  role: RoleName;
  community_id: number | null;
  project_id: number | null;
  /** Whose leader a building leader is. */
  building: string | null;
  digest_time: Generated<string>;
  digest_is_on: Generated<boolean>;
  /** When the hour was chosen; null: the default hour from the beginning. */
  digest_set_at: Date | null;
  granted_at: Date;
}

export interface InvitationsTable {
  id: Id;
  token_hash: string;
  role: InvitedRole;
  community_id: number | null;
  project_id: number | null;
  building: string | null;
  invited_by: number | null;
  created_at: Date;
  expires_at: Date;
  redeemed_by: number | null;
  redeemed_at: Date | null;
  /** When the inviter was told that somebody else opened it too. */
  warned_at: Date | null;
}

export interface SurveysTable {
  id: Id;
  code: string;
  community_id: number;
  status: SurveyStatus;
  definition: Json<SurveyDefinition>;
  /** Fixed when it opens. */
  anonymity: Generated<Anonymity>;
  audience: ColumnType<SurveyAudience, string | undefined, string>;
  /** When a scheduled survey opens. */
  opens_at: Date | null;
  /** Counts the changes of a draft, so that an old screen cannot overwrite a newer one. */
  draft_revision: Generated<number>;
  /** What was taken out of a draft last, to be put back. */
  last_removed: ColumnType<Removed | null, string | undefined, string | null>;
  /** The day by which results are promised, as yyyy-mm-dd. */
  results_by: string | null;
  next_step: ColumnType<NextStep | null, string | undefined, string | null>;
  results_told_at: Date | null;
  /** What the public page shows; refreshed in steps, never row by row. */
  published_results: ColumnType<unknown, string | undefined, string | null>;
  published_at: Date | null;
  opened_by: number | null;
  opened_at: Date | null;
  closes_at: Date | null;
  closed_at: Date | null;
  created_at: Date;
}

export interface SurveyResponsesTable {
  id: Id;
  survey_id: number;
  /** Null: whoever wrote down a neighbour's answers has gone, the answers count on. */
  resident_id: number | null;
  status: 'in_progress' | 'completed' | 'abandoned';
  step: string;
  place: string | null;
  /** Who answers: the holder of the chat, or somebody they speak for. */
  mode: Generated<ResponseMode>;
  style: Generated<'plain' | 'easy'>;
  /** Where whoever answers lives: told in the interview, or taken from the membership when it was begun. */
  building: string | null;
  /** When the leader handed over the phone; what was answered before is not shown from then on. */
  handed_over_at: Date | null;
  /** In easy mode: the option that the current step asks about; null: its first. */
  easy_option: string | null;
  /** The language it was answered in, set when it was sent. */
  locale: Locale | null;
  /** What was chosen, packed for counting when it was sent (see domain/survey-picks.ts); null before. */
  picks: Uint8Array | null;
  reminded_at: Date | null;
  wants_results: Generated<boolean>;
  /** Staff trying a draft out: never counted, gone when it changes or opens. */
  is_trial: Generated<boolean>;
  paused_at: Date | null;
  started_at: Date;
  updated_at: Date;
  completed_at: Date | null;
}

/** How many neighbours a building leader means to ask. */
export interface InterviewGoalsTable {
  survey_id: number;
  resident_id: number;
  neighbours: number;
}

/** The answers of an anonymous response until it becomes a ballot, encrypted. */
export interface SealedAnswersTable {
  response_id: number;
  sealed: Buffer;
  sealed_at: Date;
}

/** An anonymous response after the shuffle: nothing in it leads to a person. */
export interface BallotsTable {
  id: string;
  survey_id: number;
  mode: ResponseMode;
  /** What was chosen, packed for counting (see domain/survey-picks.ts). */
  picks: Uint8Array | null;
}

export interface BallotAnswersTable {
  ballot_id: string;
  step: string;
  codes: string[];
  is_skipped: boolean;
  comment: string | null;
  attachments: ColumnType<Attachment[], string | undefined, string>;
}

/** A question read aloud by staff, by Telegram's file id. */
export interface SurveyRecordingsTable {
  survey_id: number;
  question_id: string;
  locale: Locale;
  file_id: string;
  recorded_by: number | null;
  recorded_at: Date;
}

/** How many people of a kind live in a community. */
export interface PopulationSharesTable {
  community_id: number;
  dimension: 'age_band' | 'registration' | 'building' | 'language';
  value: string;
  people: number;
}

export interface CallRequestsTable {
  id: Id;
  community_id: number;
  resident_id: number;
  phone: string | null;
  requested_at: Date;
  done_by: number | null;
  done_at: Date | null;
}

/** The person who is told at once when somebody may be in distress. */
export interface WelfareContactsTable {
  community_id: number;
  resident_id: number;
  named_by: number | null;
  named_at: Date;
}

export interface WelfareAlarmsTable {
  id: Id;
  community_id: number;
  /** Null: it was written outside every survey. */
  survey_id: number | null;
  /** Who wrote it, when whoever looks after it may know. */
  resident_id: number | null;
  mode: ResponseMode;
  kind: AlarmKind;
  /** What was written; emptied some days later. */
  words: string | null;
  /** What raised it, as `answer:<response>:<step>` or `message:<update>:<community>`: one source raises one alarm. Cut when an anonymous answer is mixed. */
  source: string;
  raised_at: Date;
  acknowledged_by: number | null;
  acknowledged_at: Date | null;
  /** When whoever was told was told again, and when all staff were. */
  chased_at: Date | null;
  staff_told_at: Date | null;
}

export interface AnswersTable {
  response_id: number;
  step: string;
  codes: Generated<string[]>;
  is_skipped: Generated<boolean>;
  is_settled: boolean;
  comment: string | null;
  attachments: ColumnType<Attachment[], string | undefined, string>;
  /** Which messages the last lines of the comment came from. */
  said: ColumnType<Said[], string | undefined, string>;
  answered_at: Date;
}

export interface MeetingsTable {
  id: Id;
  code: string;
  community_id: number;
  project_id: number | null;
  status: MeetingStatus;
  version: Generated<number>;
  details: Json<MeetingDetails>;
  draft: ColumnType<MeetingDraft | null, string | undefined, string | null>;
  draft_revision: Generated<number>;
  starts_at: Date | null;
  created_by: number | null;
  created_at: Date;
  published_at: Date | null;
}

export interface MeetingVersionsTable {
  meeting_id: number;
  version: number;
  change: MeetingChange;
  details: Json<MeetingDetails>;
  reason: string | null;
  published_by: number | null;
  published_at: Date;
}

export interface RsvpsTable {
  meeting_id: number;
  resident_id: number;
  status: RsvpStatus;
  version: number;
  answered_at: Date;
}

export interface RemindersTable {
  id: Id;
  meeting_id: number;
  generation: number;
  slot: ReminderSlot;
  due_at: Date;
  status: Generated<ReminderStatus>;
}

export interface BroadcastsTable {
  id: Id;
  community_id: number | null;
  kind: BroadcastKind;
  object_id: number;
  generation: number;
  slot: Generated<string>;
  lane: Generated<BroadcastLane>;
  status: BroadcastStatus;
  created_by: number | null;
  created_at: Date;
  /** When a scheduled broadcast begins. */
  starts_at: Date | null;
  expires_at: Date | null;
  finished_at: Date | null;
  heeds_quiet_hours: Generated<boolean>;
  held_reason: HeldReason | null;
  held_until: Date | null;
  /** What Telegram says is wrong with the message itself. */
  content_failure: string | null;
  /** The job that works it, and until when that is believed, by the machine's clock. */
  worked_by: string | null;
  worked_until: Date | null;
}

export interface DeliveriesTable {
  broadcast_id: number;
  resident_id: number;
  status: Generated<DeliveryStatus>;
  attempts: Generated<number>;
  claim_token: string | null;
  lease_until: Date | null;
  not_before: Date | null;
  message_id: number | null;
  failure: string | null;
  settled_at: Date | null;
}

/** One row for the whole bot; the times are the database's own, because several machines share it. */
export interface SendBudgetTable {
  is_only_row: Generated<boolean>;
  push_next_at: Date;
  all_next_at: Date;
  urgent_until: Date;
  held_until: Date;
}

export interface GroupPacesTable {
  chat_id: number;
  next_at: Date;
}

export interface DigestsTable {
  id: Id;
  role_id: number;
  covers_from: Date;
  covers_to: Date;
  content: Json<DigestContent>;
}

export interface InboxTable {
  update_id: number;
  person_key: number;
  payload: ColumnType<unknown, string, null>;
  received_at: Date;
  attempts: Generated<number>;
  applied_at: Date | null;
  failed_at: Date | null;
}

export interface OutboxTable {
  id: Id;
  chat_id: number;
  effect: ColumnType<unknown, string, null>;
  status: 'pending' | 'sending' | 'sent' | 'unknown' | 'failed';
  attempts: Generated<number>;
  lease_until: Date | null;
  created_at: Date;
  settled_at: Date | null;
  failure: string | null;
}

export interface PostsTable {
  chat_id: number;
  reference: string;
  message_id: number;
}

export interface ConversationStatesTable {
  key: string;
  state: ColumnType<unknown, string, string>;
  updated_at: Date;
}

export interface PracticeClockTable {
  is_only_row: Generated<boolean>;
  offset_ms: number;
}

export interface ProgressTable {
  what: Watched;
  count: number;
  noted_at: Date;
}

export interface OpsLoginsTable {
  id: Id;
  token_hash: string;
  resident_id: number;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  session_hash: string | null;
  session_expires_at: Date | null;
}

export interface Database {
  communities: CommunitiesTable;
  residents: ResidentsTable;
  memberships: MembershipsTable;
  consents: ConsentsTable;
  audit_entries: AuditEntriesTable;
  projects: ProjectsTable;
  boards: BoardsTable;
  volunteer_roles: VolunteerRolesTable;
  volunteer_signups: VolunteerSignupsTable;
  roles: RolesTable;
  invitations: InvitationsTable;
  surveys: SurveysTable;
  survey_responses: SurveyResponsesTable;
  answers: AnswersTable;
  interview_goals: InterviewGoalsTable;
  sealed_answers: SealedAnswersTable;
  ballots: BallotsTable;
  ballot_answers: BallotAnswersTable;
  survey_recordings: SurveyRecordingsTable;
  population_shares: PopulationSharesTable;
  call_requests: CallRequestsTable;
  welfare_contacts: WelfareContactsTable;
  welfare_alarms: WelfareAlarmsTable;
  meetings: MeetingsTable;
  meeting_versions: MeetingVersionsTable;
  rsvps: RsvpsTable;
  reminders: RemindersTable;
  broadcasts: BroadcastsTable;
  deliveries: DeliveriesTable;
  send_budget: SendBudgetTable;
  group_paces: GroupPacesTable;
  digests: DigestsTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  posts: PostsTable;
  conversation_states: ConversationStatesTable;
  practice_clock: PracticeClockTable;
  progress: ProgressTable;
  ops_logins: OpsLoginsTable;
}
