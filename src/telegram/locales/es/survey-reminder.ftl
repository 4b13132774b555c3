survey-reminder-at = Se quedó en { $number }/{ $total }. { $minutes ->
    [one] Queda un minuto, más o menos.
   *[other] Quedan unos { $minutes } minutos.
}
survey-reminder-review = Ya lo ha contestado todo. Solo falta darle un vistazo y enviarlo.
survey-reminder-unanswered = { $community } sigue preguntando: { $title }. { $minutes ->
    [one] Se tarda un minuto.
   *[other] Se tarda unos { $minutes } minutos.
} Hasta el { $date }.
survey-reminder-stop = Parar, guardar lo contestado
survey-reminder-delete = Borrar mis respuestas
survey-reminder-staff = Recordar a quien no ha terminado
survey-reminder-staff-done = ✔ { $count ->
    [one] Se recuerda a 1 persona, una sola vez.
   *[other] Se recuerda a { $count } personas, una sola vez.
}
survey-reminder-staff-nobody = No queda nadie por recordar: todos han contestado, han parado o ya fueron avisados.
survey-reminder-staff-anonymous = ✔ Se recuerda a todos los que no han terminado, una sola vez.
