broadcast-title-draft = Not sent yet: { $total } people
broadcast-title-scheduled = Will be sent { $at }, to { $total } people
broadcast-title-running = Sending: { $done } of { $total }
broadcast-title-paused = Paused: { $done } of { $total } done
broadcast-title-night = Waiting for the morning: { $done } of { $total } done. It goes on { $at }.
broadcast-title-held = Stopped, because something is wrong with the message: { $done } of { $total } done
broadcast-title-finishing = Almost done: { $done } of { $total }
broadcast-title-finished = { $total ->
    [one] Done: 1 person in all
   *[other] Done: { $total } people in all
}
broadcast-title-cancelled = Sending stopped: { $total } people in all
broadcast-sent = Handed to Telegram: { $count }
broadcast-blocked = Blocked: { $count }
broadcast-failed = Failed: { $count }
broadcast-unknown = Doubtful: { $count }
broadcast-expired = Too late: { $count }
broadcast-cancelled = Not sent any more: { $count }
broadcast-held = Later (in a survey, or enough for this week): { $count }
broadcast-waiting = Waiting: { $count }
broadcast-telegram-holds = Telegram asks us to wait until { $at }. It goes on by itself; nothing is lost.
broadcast-content-failure = Telegram does not take this message. It says: “{ $reason }”. Nobody else was tried. Please tell whoever looks after Yardbell; once it is mended, press “Go on”.
broadcast-content-unwritten = The message could not be put together. That is our fault, not yours. Nobody else was tried. Please tell whoever looks after Yardbell; once it is mended, press “Go on”.
broadcast-unknown-hint = If the doubtful ones are sent again, some people may get it twice.
broadcast-pause = Pause
broadcast-resume = Go on
broadcast-cancel = Stop sending
broadcast-cancel-question = { $sent ->
    [0] Nobody has it yet. Stop, so that nobody gets it? Waiting: { $waiting }
    [one] 1 person has it already and keeps it. Stop, so that the others do not get it? Waiting: { $waiting }
   *[other] { $sent } people have it already and keep it. Stop, so that the others do not get it? Waiting: { $waiting }
}
broadcast-cancel-yes = Yes, stop for good
broadcast-cancel-no = No, leave it as it is
broadcast-cancel-too-late = Too late: the rest had gone out. Handed to Telegram in all: { $sent }
broadcast-kept = Nothing was changed.
broadcast-not-reached = Who was not reached ({ $count })
broadcast-resend = Send the doubtful ones again ({ $count })
broadcast-toast-paused = Paused.
broadcast-toast-resumed = It goes on.
broadcast-toast-cancelled = Stopped.
broadcast-toast-resent =
    { $count ->
        [one] One goes out again.
       *[other] { $count } go out again.
    }
broadcast-toast-too-late = It is over already.
broadcast-toast-changed = Things have changed: look at the message again.
broadcast-reach-all = Everybody was reached.
broadcast-reach-lead = Not reached, or doubtful, by building:
broadcast-building = Building { $building }
broadcast-building-unknown = building not told
broadcast-reach = { $place }: { $count } of { $total }
broadcast-reach-few = Fewer than { $few } people: { $places }
broadcast-reach-comma = {", "}
broadcast-reach-nobody = { $place }: nobody reached ({ $total })
broadcast-reach-more =
    { $count ->
        [one] and one more building
       *[other] and { $count } more buildings
    }
broadcast-reach-ask = Please knock on these doors, or ask the building leaders.
