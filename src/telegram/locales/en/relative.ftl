relative-who = Relative { $person }
relative-start = For a relative
relative-start-stranger = For a relative (I am 14 or older)
relative-which = Whom do you answer for? Names are not kept, so I count them.
relative-go-on = { $who }: go on, { $position }
relative-sent = ✔ { $who }: change answers
relative-another = For another relative
relative-most = That is as many relatives as one person can answer for.
