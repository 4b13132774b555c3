chart-ranking-title = { $title }: what troubles people most
chart-ranking-lead = { $n } people were asked. Pale bar: how many named it. Dark bar: how many, and how bad it is for them.
chart-ranking-note = { $named } of { $n } named it · how bad: { $weight } of 3
chart-named = { $named } of { $n } named it
chart-rank = No. { $rank }
chart-ranks = Nos. { $from }–{ $to }: about equal
chart-line = { $label }: { $note }
chart-foot = Only those who wished to answer are counted; they do not stand for everyone.
chart-funnel-title = { $title }: from asked to answered
chart-funnel-lead = Every bar is a number of people.
chart-funnel-invited = Invited
chart-funnel-reached = Reached
chart-funnel-started = Began
chart-funnel-finished = Answered to the end
chart-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
chart-people-of-invited = { $count ->
    [one] 1 person, { $percent }% of those invited
   *[other] { $count } people, { $percent }% of those invited
}
chart-heard-title = { $title }: who was heard
chart-heard-lead = Dashed line: as many answers as this group's share of the community. Shorter bar: heard too little.
chart-heard-note = { $count ->
    [one] 1 answer · { $said }
   *[other] { $count } answers · { $said }
}
chart-hardly-heard = hardly heard
chart-under-heard = heard too little
chart-fine = about as many as live here
chart-over-heard = heard more than others
