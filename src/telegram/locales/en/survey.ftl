survey-header = { $number }/{ $total }
survey-header-part = { $number }/{ $total } · { $index } of { $of }
survey-position-review = the last look, nothing sent yet
survey-explain = What is it? Type it, or send a voice message or a photo.
survey-hint-multi = Then tap Done.
survey-now = (now: { $answer })
survey-skipped = skipped
survey-voice = voice message, { $seconds } s
survey-pictures = { $count ->
    [one] { $count } picture or file
   *[other] { $count } pictures or files
}
survey-quoted = “{ $words }”
survey-about = { $subject }: { $answer }
survey-change = Change
survey-back = ⬅ Back
survey-skip = Skip ➡
survey-next = Next ➡
survey-again = Record again
survey-again-words = Write it again
survey-drop-words = Take my words back
survey-hear = Hear it
survey-done = Done ({ $count })
survey-review = Your answers. Nothing is sent yet:
survey-send = Send
survey-change-something = Change something
survey-delete = Delete my answers
survey-change-which = Which answer would you like to change?
survey-change-back = ⬅ Back to my answers
survey-sent-before = Your answers to this survey are in. Thank you! Until it ends you can still change them.
survey-start = Start
survey-start-stranger = Start (I am 14 or older)
survey-who = Who sees my answers?
survey-who-sees-named = Committee staff see answers without names, never who said what. Everyone else sees numbers only, and none for fewer than 10 people. Until the survey ends your answers stay with your Telegram number, so that you can change them. Write “forget me” to delete it all.
survey-not-now = Not now
survey-later = All right, nothing is stored. Whenever you like: /surveys
survey-invitation = { $community } asks: { $title }
survey-intro-named = Names are shown to nobody.
survey-intro-anonymous = This survey is anonymous: nobody can tell which answers are yours.
survey-intro-ways = You can type or send voice messages, too.
survey-stopped-at = We were at { $position }.
survey-go-on = Go on
survey-paused = All right, we stop here. Your answers so far are kept.
survey-ended = “{ $title }” has ended ({ $date }). What you had answered is kept and counts.
survey-ended-toast = This survey has ended.
survey-delete-ask = Delete your answers to this survey? They cannot be brought back.
survey-delete-yes = Yes, delete them
survey-delete-no = No, keep them
survey-deleted = ✔ Your answers are deleted. To begin again: /surveys
survey-sent = { $rank ->
    [one] You are the { $count }st to answer.
    [two] You are the { $count }nd to answer.
    [few] You are the { $count }rd to answer.
   *[other] You are the { $count }th to answer.
}
survey-sent-again = ✔ Your changes are in. Thank you!
survey-list = Open surveys:
survey-list-empty = No survey is open right now. I will write when there is one.
survey-list-sent = ✔ { $title }
survey-list-begun = { $title } (go on)
survey-lead-noted = I've noted “{ $words }”. And which of these?
survey-lead-kept = I've noted that. And which of these?
survey-lead-review = I've added that to your answers.
survey-lead-several = Which one do you mean? Please tap it or type its number.
survey-lead-unreadable = I can keep words, voice messages and photos; “stop” stops. We are here:
survey-lead-again = Gone. Once more, please:
survey-lead-words-gone = Your words are gone. And which of these?
survey-got-words = Got it: “{ $words }”. Anything more? Otherwise tap Next.
survey-got-voice = Got it, { $seconds } seconds.
survey-got-file = Got it. Anything more? Otherwise tap Next.
survey-too-long = That is more than fits here: I kept the first { $count } characters.
survey-too-many = That is more than fits here: I keep the first ones and the newest.
survey-toast-full = { $max ->
    [one] You have chosen one. Tap it to remove it first.
   *[other] You have chosen { $max }. Tap one to remove it first.
}
survey-toast-others-cleared = The other ticks are gone: this one stands alone.
survey-toast-exclusive-cleared = “{ $option }” is unticked now.
survey-toast-noted = Got that already.
survey-toast-answered = You answered this already. Tap Change below it to change it.
survey-toast-elsewhere = We are at another question now. Here it is.
survey-toast-gone = That question no longer applies.
survey-toast-required = We do need this one. Choose what fits best, or write “stop” and come back later.
survey-toast-nothing-chosen = Tap what fits first, then Done.
survey-toast-first = This is the first question.
survey-toast-sent = Your answers are in already.
survey-staff-list = Surveys:
survey-staff-list-empty = No survey yet. Ask first, propose later: a ready one takes three taps.
survey-staff-item-closed = { $title } (ended)
survey-staff-new = New survey
survey-staff-new-for = New survey: { $community }
survey-staff-back = ⬅ Back
survey-staff-opened = ✔ “{ $title }” is open. { $recipients } people are invited.
survey-staff-held = It is late: the invitations leave on { $moment }.
survey-staff-link = For posters: { $link }
survey-staff-already-open = This survey is running here already. Close it first, or look at its answers.
survey-staff-see = See the answers
survey-staff-funnel = Invited { $invited } · reached { $reached } · started { $started } · finished { $finished }
survey-staff-until = Open until { $date }.
survey-staff-is-closed = This survey has ended. Unfinished answers are kept.
survey-staff-refresh = Refresh
survey-staff-close = Close now
survey-staff-close-ask = Close the survey now? Nobody can answer any more; what there is, is kept.
survey-staff-close-yes = Yes, close it
