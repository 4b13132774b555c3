outcome-answered = { $count ->
    [one] 1 person answered “{ $title }”. Thank you!
   *[other] { $count } people answered “{ $title }”. Thank you!
}
outcome-answered-few = Fewer than { $minimum } people answered “{ $title }”, so no numbers are shown to anyone. Thank you to those who did!
outcome-top = What troubles people most: { $concerns }
outcome-band-equal = { $concerns } (about equal)
outcome-band-then = { $before }; then { $concerns }
outcome-dot = {" · "}
outcome-hardly-heard = Hardly heard: { $groups }. These results do not speak for everyone.
outcome-only-who-wished = Only those who wished to answer are counted, so this does not speak for everyone.
outcome-next = What happens next: { $text } By { $date }.
outcome-where = All the numbers: tap below.
outcome-where-page = All the numbers: { $link }
outcome-see = See the results
outcome-not-yet = The results are not out yet. I will tell you when they are.
outcome-files = As a picture or a table
outcome-files-lead = { $title }: what would you like? Small numbers are hidden here as on the screens.
outcome-draw-ranking = Picture: what troubles people
outcome-draw-funnel = Picture: from asked to answered
outcome-draw-heard = Picture: who was heard
outcome-draw-csv = Table (CSV)
outcome-draw-xlsx = Table (Excel)
outcome-drawing = It comes in a moment.
outcome-back = ⬅ Back
outcome-tell = Tell everyone who answered
outcome-tell-lead = { $people ->
    [one] “{ $title }”: one person will be told what comes of it.
   *[other] “{ $title }”: { $people } people will be told what comes of it.
}
outcome-tell-who = Not among them: whoever stopped my messages, or was asked by a relative or a leader.
outcome-tell-next = What happens next:
outcome-tell-text = { $language }: { $text }
outcome-tell-missing = { $people ->
    [one] { $language }: missing, 1 reader
   *[other] { $language }: missing, { $people } readers
}
outcome-tell-by = By when: { $date }
outcome-tell-by-missing = By when: not said yet
outcome-write = Write it in { $language }
outcome-rewrite = Change it in { $language }
outcome-set-day = By when?
outcome-look = Look at it before it goes out
outcome-ask-text = What happens next? One sentence in { $language }, as a neighbour would say it, up to { $most } characters. Promise only what you can keep. To leave it: stop.
outcome-too-long = That is { $length } characters; { $most } fit. Please say it shorter.
outcome-ask-day = By which day? For example “20 March” or “in two weeks”. Without a day nothing is sent.
outcome-day-choose = Which one do you mean?
outcome-day-is = { $date }?
outcome-day-yes = Yes, by { $date }
outcome-day-other = Another day
outcome-day-unclear = I could not read a day in that.
outcome-day-past = { $date } is over.
outcome-day-far = { $date } is more than a year away.
outcome-left = All right, nothing changed.
outcome-need-text = First write what happens next, in at least one language.
outcome-need-both = First write what happens next, and say by when.
outcome-need-day = First say by when.
outcome-fallback = { $people ->
    [one] 1 person reads { $language } and gets another language.
   *[other] { $people } people read { $language } and get another language.
}
outcome-look-in = In { $language }
outcome-send = { $people ->
    [one] Send it to 1 person
   *[other] Send it to { $people } people
}
outcome-told = ✔ It goes out to everyone who answered.
outcome-told-already = Everyone who answered was told on { $date }. It is told once.
outcome-still-open = This survey is still open. Close it first.
outcome-publish = Publish on the public page
outcome-is-public = It is public: open the page
outcome-publish-nothing = Nothing to publish yet: fewer than { $minimum } people have answered, or too few chose the same, so every number would be hidden. Better: tell those who answered what happens next, and ask more neighbours next time.
outcome-publish-ask = Everyone will be able to read the results of “{ $title }” on the web: counts under { $minimum } hidden, no names, no written comments. It cannot be taken back from those who have read it.
outcome-publish-yes = Yes, publish
outcome-published = ✔ Published: { $link }
outcome-unpublish = Take it off the page
outcome-unpublished = ✔ It is off the page. It can be published again.
outcome-full-stop = .
