/** The decisions that hold everywhere. Durations carry their unit in the name. */
export const POLICY = {
  /** Nothing unasked is sent from 21:00 until 8:00 of the resident's place. */
  quietFromHour: 21,
  quietUntilHour: 8,
  /** A change of a meeting that starts within this time is told at once, quiet hours or not. */
  urgentWithinHours: 12,
  noticeDays: 7,
  /** A meeting called later than this needs a reason that residents see. */
  reasonUnderHours: 72,
  /** A reminder later than this is dropped, not sent. */
  reminderLateHours: 2,
  /** Staff see counts from this number of people on; below it only "fewer than 5". */
  staffMinimumCount: 5,
  invitationDays: 7,
  /** A link to the queue view is good for minutes, what it opens for hours. */
  opsLoginMinutes: 10,
  opsSessionHours: 12,
  volunteerAnswerDays: 3,
  surveyOpenDays: 14,
  /** For so many relatives one person answers a survey. */
  mostRelatives: 5,
  /** A button pressed longer ago than this, because of an outage, is asked about again instead of executed. */
  stalePressMinutes: 15,
  /** Updates taken in and effects performed are forgotten after this time. */
  rawUpdateHours: 48,
  /** Telegram sends this many messages a second for nothing; a higher SEND_RATE is paid for in Stars. */
  freeSendRate: 30,
  /** Whoever touched an unfinished survey within this time is not interrupted by bulk. */
  surveyQuietMinutes: 10,
  /** Answers of an anonymous survey lose their link to a person at least this many at a time. */
  ballotsAtLeast: 10,
  /** So long after sending they can be changed in any case. */
  ballotChangeMinutes: 30,
  /** Whoever stopped in the middle of a survey is reminded once after this time, and only between these hours. */
  surveyReminderAfterHours: 24,
  surveyReminderFromHour: 10,
  surveyReminderUntilHour: 20,
  consentWordingVersion: 1,
} as const;
