survey-draft-list-item = Draft: { $title }
survey-draft-list-scheduled = Waiting: { $title }
survey-draft-untitled = (no title yet)
survey-draft-choose = Start with a ready survey, with an old one, or with an empty page. Nothing is sent yet.
survey-draft-start-empty = Start with an empty page
survey-draft-start-old = Copy an old survey
survey-draft-choose-old = Which one shall be copied? Its answers stay where they are.
survey-draft-no-old = There is no old survey yet.
survey-draft-copy = Copy as new
survey-draft-default-intro = Hello! The residents' committee would like to hear from you. You can skip any question and stop at any time.
survey-draft-default-outro = That is everything. Thank you!
survey-draft-sheet = Draft: { $title }
    { $questions ->
        [one] 1 question
       *[other] { $questions } questions
    }, about { $minutes } min
survey-draft-sheet-opens = Opens: { $moment }
survey-draft-sheet-opens-now = Opens: as soon as you press the button
survey-draft-sheet-ends = Last day: { $date } · results by { $results }
survey-draft-sheet-named = Not anonymous: answers stay with the account until the end. Staff see no names.
survey-draft-sheet-anonymous = Anonymous: in the end nobody can tell who answered what.
survey-draft-sheet-not-ready = { $count ->
    [one] One thing is still to be put right before it can open.
   *[other] { $count } things are still to be put right before it can open.
}
survey-draft-open = Open and invite { $count } people
survey-draft-open-ask = Open now and invite { $count } people? Afterwards only spelling can change.
survey-draft-open-yes = Yes, open
survey-draft-plan = Open on { $moment }
survey-draft-fix = What is to be put right ({ $count })
survey-draft-questions = Questions ({ $count })
survey-draft-words = Title and greeting
survey-draft-languages = Languages: all there
survey-draft-languages-missing = Translations: { $count } missing
survey-draft-missing-in = { $language }: { $count } missing
survey-draft-complete-in = { $language }: all there
survey-draft-preview = See it as residents do
survey-draft-try = Try it myself
survey-draft-audience = Who is asked
survey-draft-when = When it opens and ends
survey-draft-secrecy = With account or anonymous
survey-draft-delete = Throw this draft away
survey-draft-delete-ask = Throw the draft “{ $title }” away? It cannot be brought back.
survey-draft-delete-yes = Yes, throw it away
survey-draft-deleted = ✔ The draft is gone.
survey-draft-back = ⬅ Back
survey-draft-stale = The survey has changed since this screen. Here it is as it is now.
survey-draft-not-draft = This survey is no draft any more.
survey-draft-question-list = The questions, in this order:
survey-draft-question-list-empty = No question yet. Four to seven are a good number: the most important first.
survey-draft-add-question = Add a question
survey-draft-undo-question = Bring back “{ $text }”
survey-draft-add-kind = How shall people answer the new question?
survey-draft-kind-single = Choose one
survey-draft-kind-multi = Choose several
survey-draft-kind-scale = A scale, from good to bad
survey-draft-kind-open = In their own words
survey-draft-kind-ask = How shall people answer question { $number }?
survey-draft-question = Question { $number } of { $total }
survey-draft-untranslated = (not in English yet)
survey-draft-is-kind = Answered: { $kind }
survey-draft-is-max = At most { $max }
survey-draft-is-required = Cannot be skipped
survey-draft-is-skippable = Can be skipped
survey-draft-is-condition = Only if question { $number } was answered: { $labels }
survey-draft-is-repeat = Once for each answer chosen in question { $number }
survey-draft-is-broken = Looks at a question that is gone
survey-draft-tip = Tip: { $advice }
survey-draft-change-text = Change the words
survey-draft-change-options = The answers ({ $count })
survey-draft-change-kind = How it is answered
survey-draft-change-max = How many at most
survey-draft-change-condition = Ask only if …
survey-draft-change-repeat = Ask once for each …
survey-draft-make-required = Let nobody skip it
survey-draft-make-skippable = Let people skip it
survey-draft-up = ⬆ Earlier
survey-draft-down = ⬇ Later
survey-draft-remove = Take it out
survey-draft-max-ask = How many answers may people choose in question { $number }?
survey-draft-max-any = As many as they like
survey-draft-max-some = At most { $max }
survey-draft-condition-ask = Question { $number } is asked only if an earlier question was answered in a certain way. Which one?
survey-draft-condition-always = Always ask it
survey-draft-condition-none = Nothing to look at: no earlier question has answers to choose from.
survey-draft-condition-options = Ask question { $number } only if “{ $text }” was answered with one of these. Tap them:
survey-draft-repeat-ask = Ask question { $number } once for each answer chosen in an earlier question. Which one?
survey-draft-repeat-once = Ask it only once
survey-draft-options = The answers to question { $number }:
survey-draft-options-none = Question { $number } has no answers to choose from yet. Tap “Add answers” first, then type.
survey-draft-add-options = Add answers
survey-draft-undo-option = Bring back “{ $text }”
survey-draft-option = Answer { $option } to question { $number }: { $label }
survey-draft-option-alone = Stands alone: choosing it clears the others
survey-draft-option-other = “Something else”: people are asked what it is
survey-draft-make-alone = Let it stand alone
survey-draft-make-not-alone = Let it stand with others
survey-draft-make-other = Ask “what is it?” after it
survey-draft-make-not-other = Ask nothing after it
survey-draft-words-title = Title: { $text }
survey-draft-words-intro = Greeting: { $text }
survey-draft-words-outro = Thanks: { $text }
survey-draft-language-ask = Every neighbour reads the survey in their own language. Where one is missing they get another one.
survey-draft-language = { $language }: { $count ->
    [0] everything is there.
    [one] 1 text is missing.
   *[other] { $count } texts are missing.
}
survey-draft-language-go = Write the missing ones, one by one
survey-draft-language-more = More ➡
survey-draft-beside = { $language }: { $text }
survey-draft-beside-missing = { $language }: (missing)
survey-draft-write-in = Write it in { $language }
survey-draft-what-title = Title
survey-draft-what-intro = Greeting
survey-draft-what-outro = Thanks
survey-draft-what-question = Question { $number }
survey-draft-what-option = Question { $number }, answer { $option }
survey-draft-write = { $what }. Write it in { $language }:
survey-draft-write-now = It says now: { $text }
survey-draft-write-from = { $language }: { $text }
survey-draft-write-blank = Where the chosen answer is to stand, type ___
survey-draft-write-question = Write the new question, as you would ask a neighbour at the door. In { $language }:
survey-draft-write-options = Write the answers to “{ $text }”, one a line. Up to { $left } more. In { $language }:
survey-draft-write-title = What is the survey about? A short title, in { $language }:
survey-draft-options-so-far = { $count ->
    [one] 1 answer so far. One more line is one more answer.
   *[other] { $count } answers so far. One more line is one more answer.
}
survey-draft-options-left-out = Left out, as it is there already: { $labels }
survey-draft-options-done = That is all of them
survey-draft-leave = Leave it as it is
survey-draft-left = All right, it stays as it was.
survey-draft-left-long-ago = You left this yesterday or earlier, so I closed it. Your draft is kept: /survey goes on with it.
survey-draft-only-text = Please type it as text.
survey-draft-refused-gone = That place is gone: the survey has changed meanwhile.
survey-draft-refused-empty = I cannot read that. Please type a few words.
survey-draft-refused-too-long = That is { $count } characters, and at most { $most } fit. Please say it shorter.
survey-draft-refused-too-many-questions = { $most } questions are the most: longer surveys are not finished. Take one out first.
survey-draft-refused-too-many-options = That would be { $count } answers, and { $most } are the most. Leave some out, or join two.
survey-draft-refused-duplicate = “{ $label }” is there already. Two equal answers cannot be told apart: please word it differently.
survey-draft-refused-meanwhile = A colleague has changed this meanwhile. It says now: { $now }. You wrote: { $text }
survey-draft-fault-no-title = It has no title. Write one.
survey-draft-fault-no-questions = It has no question. Add one.
survey-draft-fault-too-many-questions = It has { $count } questions; { $most } are the most. Take some out.
survey-draft-fault-question-empty = Question { $number } has no words. Write them.
survey-draft-fault-question-too-long = Question { $number } has { $count } characters; { $most } are the most. Make it shorter.
survey-draft-fault-too-few-options = Question { $number } has { $count ->
    [0] no answers
    [one] 1 answer
   *[other] { $count } answers
} to choose from; it needs { $least }. Add some.
survey-draft-fault-too-many-options = Question { $number } has { $count } answers; { $most } are the most. Take some out.
survey-draft-fault-option-empty = Answer { $option } to question { $number } has no words. Write them.
survey-draft-fault-duplicate-options = Question { $number } has the answer “{ $label }” twice. Change one of them.
survey-draft-fault-refers-to-missing = Question { $number } looks at a question that is gone. Choose another one.
survey-draft-fault-refers-to-later = Question { $number } looks at question { $about }, which comes later. Move it, or choose another one.
survey-draft-fault-refers-to-unfit = Question { $number } looks at question { $about }, which cannot be looked at. Choose another one.
survey-draft-fault-condition-never = Question { $number } waits for an answer that question { $about } does not have. Choose another one.
survey-draft-fault-no-place = Question { $number } is asked for each answer, but does not say which. Type ___ where the answer is to stand.
survey-draft-fault-opens-past = The day it was to open is over. Choose another one.
survey-draft-fault-ends-past = Its last day is over. Choose another one.
survey-draft-fault-ends-before-opening = It would end before it opens. Choose another last day.
survey-draft-fault-results-before-end = The results are promised before the end. Choose a later day for them.
survey-draft-fault-list = Before it can open:
survey-draft-fault-none = Nothing is left to put right.
survey-draft-at-question = Question { $number }
survey-draft-when-screen = Opens: { $opens }
    Last day: { $ends }
    Results promised by: { $results }
survey-draft-when-now = as soon as you press the button
survey-draft-when-set-now = Open it at once
survey-draft-when-set-later = Open it later …
survey-draft-when-weeks = { $weeks ->
    [one] 1 week, until { $date }
   *[other] { $weeks } weeks, until { $date }
}
survey-draft-when-set-end = Another last day …
survey-draft-when-set-results = Results by another day …
survey-draft-when-ask-opens = When shall it open? Write day and time, for example: 9 March 10 am
survey-draft-when-ask-closes = Which day shall be its last? For example: 16 March
survey-draft-when-ask-results = By which day do you promise the results? For example: 24 March
survey-draft-when-confirm = { $moment }. Is that right?
survey-draft-audience-screen = Who is asked?
survey-draft-audience-everyone = Everyone in { $community }
survey-draft-audience-buildings = Buildings { $buildings }
survey-draft-audience-pick = Some buildings …
survey-draft-audience-pick-all = Everyone
survey-draft-audience-pick-ask = Which buildings? Tap them. Only people who have told me their building are meant.
survey-draft-audience-no-buildings = Nobody has told me a building yet.
survey-draft-audience-building = Building { $building }
survey-draft-matches = Matches { $count }
survey-draft-left-out = { $count } left out (answered another survey within { $days } days)
survey-draft-in-the-middle = { $count } in the middle of another survey (asked later)
survey-draft-over-limit = { $count } got { $most } messages this week (asked later)
survey-draft-unreachable = { $count } cannot be reached
survey-draft-forecast = About { $people } people get this; expect { $from }–{ $to } answers; you will owe an answer to the top five themes.
survey-draft-secrecy-screen = How are the answers kept? People read it in the first line, and it cannot be changed once the survey is open.
survey-draft-secrecy-only = This survey may only be asked anonymously: people could be recognised and harmed.
survey-draft-secrecy-named = With the account until the end
survey-draft-secrecy-anonymous = Anonymous
survey-draft-fallback = { $missing }. { $count ->
    [0] Nobody of those asked reads that language today; whoever comes later would get { $instead }.
    [one] 1 person reads that language and would get { $instead } in those places.
   *[other] { $count } people read that language and would get { $instead } in those places.
}
survey-draft-fallback-translate = Write the missing ones: { $language }
survey-draft-fallback-open = Open all the same
survey-draft-planned = ✔ “{ $title }” opens on { $moment } and is yours to stop until then.
survey-draft-scheduled = { $title }
    Opens { $moment } · last day { $date }
survey-draft-unplan = Do not open it, back to the draft
survey-draft-unplanned = It waits as a draft again. Nobody was asked.
survey-draft-not-opened = “{ $title }” was to open now and did not: { $why } It is a draft again: /survey
survey-draft-why-already-open = the same survey is running already.
survey-draft-why-over = its last day is over.
survey-draft-look = Preview · { $language } · { $number }/{ $total }
survey-draft-look-next = Next ➡
survey-draft-look-fallback = Not all of this is written in { $language } yet: residents would see another language in its place, as here.
survey-draft-look-only = This is only the preview. “Try it myself” lets you walk through it.
survey-draft-trial-starts = This is a test: nothing counts, and nobody sees it but you.
survey-draft-trial-ended = That was the test. Your answers to it are deleted.
survey-draft-to-draft = Back to the draft
survey-draft-spelling = Change the spelling
survey-draft-spelling-which = The survey is open: only the spelling may change, and it is written down who changed it. Other questions or answers need a new survey. Which text?
survey-draft-spelling-write = { $what }. Write it again in { $language }, with only the spelling changed. It says now: { $text }
survey-draft-spelling-more = That is more than spelling. What people have answered already was answered to “{ $before }”. To ask something else, copy the survey as new.
survey-draft-spelling-confirm = Before: { $before }
    After: { $after }
    Change it?
survey-draft-spelling-done = ✔ Changed. Whoever comes from now on reads it so.
survey-draft-counts = { $parts ->
    [0] { $all }.
   *[other] { $all }; { $rest }.
}
survey-draft-comma = {", "}
when-day-past = { $date } is over already. Please send a day to come, for example: 16 March
when-day-nonexistent = There is no such day in the calendar. Please send it again, for example: 16 March
when-day-unclear = I did not understand the day. Please write it like this: 16 March
