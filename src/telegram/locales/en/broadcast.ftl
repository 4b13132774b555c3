broadcast-title-draft = Not sent yet: { $total } people
broadcast-title-scheduled = Will be sent { $at }, to { $total } people
broadcast-title-running = Sending: { $done } of { $total }
broadcast-title-paused = Paused: { $done } of { $total } done
broadcast-title-night = Waiting for the morning: { $done } of { $total } done. It goes on { $at }.
broadcast-title-held = Stopped, because something is wrong with the message: { $done } of { $total } done
broadcast-title-finishing = Almost done: { $done } of { $total }
broadcast-title-finished = Done: { $done } of { $total }
broadcast-title-cancelled = Sending stopped: { $total } people in all
broadcast-sent = Handed to Telegram { $count }
broadcast-blocked = blocked { $count }
broadcast-failed = failed { $count }
broadcast-unknown = unknown { $count }
broadcast-expired = too late { $count }
broadcast-cancelled = not sent any more { $count }
broadcast-held = answering a survey just now { $count }
broadcast-waiting = waiting { $count }
broadcast-telegram-holds = Telegram asks us to wait until { $at }. It goes on by itself; nothing is lost.
broadcast-content-failure = Telegram does not take this message. It says: “{ $reason }”. Nobody else was tried. Please tell whoever looks after Yardbell; once it is mended, press “Go on”.
broadcast-content-unwritten = The message could not be put together. That is our fault, not yours. Nobody else was tried. Please tell whoever looks after Yardbell; once it is mended, press “Go on”.
broadcast-unknown-hint =
    { $count ->
        [one] With one person nobody knows whether it arrived.
       *[other] With { $count } people nobody knows whether it arrived.
    }
broadcast-pause = ⏸ Pause
broadcast-resume = ▶ Go on
broadcast-cancel = ⏹ Stop sending
broadcast-cancel-question = { $done } people have it already and keep it. Stop, so that the other { $waiting } do not get it?
broadcast-cancel-yes = Yes, stop for good
broadcast-cancel-no = No, leave it as it is
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
broadcast-reach-lead = Not reached, by building. Please knock on these doors, or ask the building leaders:
broadcast-building = Building { $building }
broadcast-building-unknown = Building not told
broadcast-reach = { $place }: { $count } of { $total }
broadcast-reach-few = Fewer than { $few } each: { $places }
broadcast-reach-comma = {", "}
broadcast-reach-nobody = { $place }: nobody reached ({ $total })
broadcast-reach-more =
    { $count ->
        [one] and one more building
       *[other] and { $count } more buildings
    }
