notice-to-decide = To decide: { $items }
notice-everyone = Everyone may come, renters too.
notice-questions = Questions: { $contact }
notice-short-notice = Why so soon: { $reason }
notice-reason = Reason: { $reason }
notice-moved-when = MOVED: now { $now }, not { $before }.
notice-moved-place = MOVED: now at { $place }, not at { $before }.
notice-answer-again = Had you said you would come? Please tell us again.
notice-cancelled = CANCELLED: { $title }
notice-cancelled-was = It was planned for { $moment }.
notice-counts = Coming: { $going } · maybe { $maybe }
notice-add-to-calendar = Add to calendar
notice-remove-from-calendar = Remove from calendar
notice-calendar-add = Open the file to put the meeting into your calendar.
notice-calendar-remove = Open the file to take the meeting out of your calendar.
reminder-tomorrow = Tomorrow, { $moment }: { $title }
reminder-today = Today, { $moment }: { $title }
meetings-none = No meeting is planned right now. I will write when there is one.
meetings-coming = Coming meetings:
meetings-open = { $number } · { $date }
meeting-over = This meeting is over.
meeting-staff-counts = For the committee: coming { $going } · maybe { $maybe } · can't { $declined } · to confirm { $toConfirm }
meeting-move = Move it
meeting-cancel = Cancel the meeting
compose-step = { $step } of { $total }
compose-which-community = For which community is the notice?
compose-ask-title = What is the meeting about? One sentence a neighbour would use, for example: Children's centre and second-hand shop
compose-ask-when = When does it start and end? Write it as you would say it, for example: 14 March 2:30-4 pm
compose-ask-place = Where? Say the door, the floor, and whether there are steps, for example: Activity room, Block 3, ground floor (no steps)
compose-ask-items = What will be decided? 2 to 5 things, one a line, for example:
    Shop opening hours
    Who keeps the accounts
compose-ask-contact = Who answers questions? A name and a phone number, for example: Ms Zhang, 6924 0000
compose-ask-reason = It starts in less than 72 hours. Why so soon? Neighbours will read your answer.
move-ask-reason = Why does it move? Neighbours will read your answer.
cancel-ask-reason = Why is it cancelled, and what comes next? Neighbours will read your answer.
compose-kept = I have kept your draft. /notice goes on with it.
compose-left-change = All right. Nothing was changed; the meeting stays as it was.
compose-gone = Somebody else has finished or removed this in the meantime. /meetings shows how it stands.
compose-left-long-ago = You left this yesterday or earlier, so I closed it. Your draft is kept: /notice goes on with it.
wizard-yes = Yes
wizard-no = No
wizard-only-text = Please type it as text; I cannot put this into a notice. Write "cancel" to stop.
wizard-too-long = That is too long for one line: { $count } characters, at most { $most }. Please say it shorter.
wizard-empty = I cannot read that. Please type a few words.
items-too-few = I found { $count ->
    [one] 1 thing
   *[other] { $count } things
    }. Please write 2 to 5, each on its own line, so that people know why to come.
items-too-many = These are { $count } things; more than 5 do not fit into one meeting. Please send the 5 that matter most.
contact-no-phone = There is no phone number in it. Please send name and number together, for example: Ms Zhang, 6924 0000
contact-no-name = There is no name in it. Please send name and number together, for example: Ms Zhang, 6924 0000
when-which = Which one do you mean?
when-mismatch = In the calendar it is { $date }. Which one do you mean?
when-missing-time = { $date }: at what time? For example: 2:30-4 pm
when-missing-date = On which day? For example: 14 March
when-past = { $moment } is over already. Please send a day and time to come.
when-past-day = { $date } is over already. Please send a day and time to come.
when-no-such-date = There is no such day in the calendar. Please send the date again, for example: 14 March 2:30-4 pm
when-clock-change = That hour does not exist on that day: the clocks are changed. Please send another time.
when-end-before-start = The end is before the start. Please send start and end again, for example: 14 March 2:30-4 pm
when-not-understood = I did not understand the time. Please write day, start and end, for example: 14 March 2:30-4 pm
when-end-not-understood = I did not understand the end. Please write it like this: 4 pm, or: 90 minutes
when-ask-end = { $moment }. When does it end?
when-hours = { $hours ->
    [one] After 1 hour
   *[other] After { $hours } hours
    }
when-confirm = { $span }. Is that right?
draft-found = You have a draft: { $title }
draft-untitled = (no title yet)
draft-go-on = Go on
draft-anew = Throw it away and start anew
draft-discard = Throw it away
draft-discarded = ✔ The draft is gone.
preview-lead = Above: the notice exactly as people see it.
preview-goes-to = { $count ->
    [one] Goes to 1 person in { $community }.
   *[other] Goes to { $count } people in { $community }.
    }
preview-lead-short = Only { $days ->
    [one] 1 day
   *[other] { $days } days
    } ahead; the rule is 7.
preview-lead-urgent = Starts in { $hours } hours, so people read your reason.
preview-quiet = It is quiet time now (9 pm to 8 am). It goes out on { $moment }.
preview-publish = { $count ->
    [one] Publish to 1 person
   *[other] Publish to { $count } people
    }
preview-change-title = Change: what about
preview-change-when = Change: when
preview-change-place = Change: where
preview-change-items = Change: to decide
preview-change-contact = Change: who answers
preview-later = Save for later
preview-outdated = This preview is out of date. Here is the new one.
publish-already = This notice is published already.
publish-past = The meeting would start in the past. Please change the time.
publish-done = ✔ Published.
publish-done-quiet = ✔ Published. People are told on { $moment }, after the quiet hours.
move-what = What changes?
move-what-time = Date or time
move-what-place = Place
move-what-both = Both
move-asks-again = { $count ->
    [one] 1 person said yes or maybe and is asked again.
   *[other] { $count } people said yes or maybe and are asked again.
    }
move-publish = Publish the change
move-nothing = That is the same time and place as before. Nothing was changed.
move-done = ✔ Moved.
move-done-quiet = ✔ Moved. People are told on { $moment }, after the quiet hours.
change-back = Back
change-is-cancelled = This meeting is cancelled.
change-is-over = This meeting is over.
cancel-stops-reminders = { $count ->
    [0] No reminder is planned.
    [one] Stops 1 planned reminder.
   *[other] Stops { $count } planned reminders.
    }
cancel-publish = Cancel it for everyone
cancel-done = { $count ->
    [one] ✔ Cancelled. 1 reminder removed.
   *[other] ✔ Cancelled. { $count } reminders removed.
    }
cancel-done-quiet = { $count ->
    [one] ✔ Cancelled. 1 reminder removed. People are told on { $moment }, after the quiet hours.
   *[other] ✔ Cancelled. { $count } reminders removed. People are told on { $moment }, after the quiet hours.
    }
