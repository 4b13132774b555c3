survey-reminder-at = You stopped at { $number }/{ $total }. { $minutes ->
    [one] About one minute left.
   *[other] About { $minutes } minutes left.
}
survey-reminder-review = Your answers are all there. Have a last look and send them: less than a minute.
survey-reminder-unanswered = { $community } still asks: { $title }. { $minutes ->
    [one] It takes about one minute.
   *[other] It takes about { $minutes } minutes.
} Open until { $date }.
survey-reminder-stop = Stop, keep my answers
survey-reminder-delete = Delete my answers
survey-reminder-staff = Remind who has not finished
survey-reminder-staff-done = ✔ { $count ->
    [one] 1 person is reminded, once.
   *[other] { $count } people are reminded, once.
}
survey-reminder-staff-nobody = Nobody is left to remind: everyone has answered, stopped or been reminded.
survey-reminder-staff-anonymous = ✔ Everyone who has not finished is reminded, once.
