project-survey-asked = Asked first: { $count }, { $from } to { $to }.
project-survey-count = { $answers ->
    [one] 1 answer
   *[other] { $answers } answers
}
project-survey-few = fewer than { $minimum } answers
project-survey-none = No survey before this proposal.
project-survey-none-because = No survey before this proposal. Reason: { $reason }
project-survey-open = Were residents asked first?
project-survey-choose = Which survey did this proposal come from? Only surveys that ended before the project began are here.
project-survey-nothing-before = No survey had ended here before the project began.
project-survey-item = { $date }: { $title }
project-survey-say-why = There was none: say why
project-survey-back = ⬅ Back to the project
project-survey-linked = ✔ Residents see on the project's card that they were asked first.
project-survey-why = Why was nobody asked first? One sentence of up to { $most } characters; residents read it on the card. To leave it, write “stop”.
project-survey-why-kept = ✔ Noted. Residents see the reason on the card.
project-survey-why-left = All right, nothing changed.
