digest-title = { $community }, { $date }
digest-since = What happened since { $moment }
digest-group-needs-action = Needs you
digest-group-fresh = New
digest-group-for-information = For information
digest-signups-waiting = { $count ->
    [one] { $title }: 1 offer of help waits for an answer, since { $since }
   *[other] { $title }: { $count } offers of help wait for an answer, since { $since }
}
digest-unconfirmed = { $count ->
    [one] { $title }: it was changed, and 1 person has not said again whether they come
   *[other] { $title }: it was changed, and { $count } people have not said again whether they come
}
digest-reminders-dropped = { $count ->
    [one] { $title }: 1 reminder was too late and was not sent. The meeting is still ahead: please tell people another way
   *[other] { $title }: { $count } reminders were too late and were not sent. The meeting is still ahead: please tell people another way
}
digest-reminders-missed = { $count ->
    [one] { $title }: 1 reminder was too late and was not sent before the meeting
   *[other] { $title }: { $count } reminders were too late and were not sent before the meeting
}
digest-sending-paused = { $count ->
    [one] { $title }: sending is paused, and 1 person is still waiting
   *[other] { $title }: sending is paused, and { $count } people are still waiting
}
digest-sending-faulty = { $count ->
    [one] { $title }: something is wrong with the message, and 1 person is still waiting
   *[other] { $title }: something is wrong with the message, and { $count } people are still waiting
}
digest-sending-doubtful = { $count ->
    [one] { $title }: with 1 person nobody knows whether it arrived. You can send it once more
   *[other] { $title }: with { $count } people nobody knows whether it arrived. You can send it once more
}
digest-answers = { $count ->
    [one] { $title }: 1 new answer, { $total } in all
   *[other] { $title }: { $count } new answers, { $total } in all
}
digest-rsvps = { $count ->
    [one] { $title }: 1 person answered. Coming { $going }, maybe { $maybe }
   *[other] { $title }: { $count } people answered. Coming { $going }, maybe { $maybe }
}
digest-accepted = { $count ->
    [one] { $title }: 1 volunteer was accepted
   *[other] { $title }: { $count } volunteers were accepted
}
digest-joined = { $count ->
    [one] 1 neighbour joined
   *[other] { $count } neighbours joined
}
digest-ahead = { $title }, { $moment }: coming { $going }, maybe { $maybe }
digest-more = { $count ->
    [one] And 1 more line.
   *[other] And { $count } more lines.
}
digest-nothing = Nothing needs you, and nothing is new.
digest-open-meeting = Meeting: { $title }
digest-open-sending = Sending: { $title }
digest-open-survey = Survey: { $title }
digest-open-project = Project: { $title }
digest-open-members = New neighbours
digest-members = { $count ->
    [one] { $community }: 1 neighbour is here.
   *[other] { $community }: { $count } neighbours are here.
}
digest-members-new = New in the last 7 days: { $lastWeek }. In the last 30 days: { $lastMonth }.
digest-hour = You get this every day at { $time }. On days without news you get nothing.
digest-hour-off = You do not get this by yourself. /digest shows it at any time.
digest-at = Every day at { $time }
digest-off = Do not send it
digest-chosen = ✔ From now on every day at { $time }.
digest-chosen-off = ✔ I will not send it any more. /digest shows it at any time.
digest-results-overdue = { $title }: results were promised by { $date }, and those who answered have heard nothing
