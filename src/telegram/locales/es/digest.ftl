digest-title = { $community }, { $date }
digest-since = Lo que ha pasado desde el { $moment }
digest-group-needs-action = Le toca a usted
digest-group-fresh = Novedades
digest-group-for-information = Para su información
digest-signups-waiting = { $count ->
    [one] { $title }: 1 oferta de ayuda espera respuesta desde el { $since }
   *[other] { $title }: { $count } ofertas de ayuda esperan respuesta desde el { $since }
}
digest-unconfirmed = { $count ->
    [one] { $title }: hubo un cambio y 1 persona no ha vuelto a decir si viene
   *[other] { $title }: hubo un cambio y { $count } personas no han vuelto a decir si vienen
}
digest-reminders-dropped = { $count ->
    [one] { $title }: 1 recordatorio llegaba tarde y no se envió. La reunión aún no ha sido: avise a la gente de otra manera
   *[other] { $title }: { $count } recordatorios llegaban tarde y no se enviaron. La reunión aún no ha sido: avise a la gente de otra manera
}
digest-reminders-missed = { $count ->
    [one] { $title }: 1 recordatorio llegaba tarde y no se envió antes de la reunión
   *[other] { $title }: { $count } recordatorios llegaban tarde y no se enviaron antes de la reunión
}
digest-sending-paused = { $count ->
    [one] { $title }: el envío está en pausa y falta 1 persona
   *[other] { $title }: el envío está en pausa y faltan { $count } personas
}
digest-sending-faulty = { $count ->
    [one] { $title }: algo falla en el mensaje y falta 1 persona
   *[other] { $title }: algo falla en el mensaje y faltan { $count } personas
}
digest-sending-doubtful = { $count ->
    [one] { $title }: de 1 persona no se sabe si le llegó. Puede enviarlo otra vez
   *[other] { $title }: de { $count } personas no se sabe si les llegó. Puede enviarlo otra vez
}
digest-answers = { $count ->
    [one] { $title }: 1 respuesta nueva, { $total } en total
   *[other] { $title }: { $count } respuestas nuevas, { $total } en total
}
digest-rsvps = { $count ->
    [one] { $title }: ha contestado 1 persona. Vienen { $going }, quizá { $maybe }
   *[other] { $title }: han contestado { $count } personas. Vienen { $going }, quizá { $maybe }
}
digest-accepted = { $count ->
    [one] { $title }: se ha aceptado a 1 voluntario
   *[other] { $title }: se ha aceptado a { $count } voluntarios
}
digest-joined = { $count ->
    [one] Se ha apuntado 1 vecino
   *[other] Se han apuntado { $count } vecinos
}
digest-ahead = { $title }, { $moment }: vienen { $going }, quizá { $maybe }
digest-more = { $count ->
    [one] Y 1 línea más.
   *[other] Y { $count } líneas más.
}
digest-nothing = Nada espera por usted y no hay novedades.
digest-open-meeting = Reunión: { $title }
digest-open-sending = Envío: { $title }
digest-open-survey = Encuesta: { $title }
digest-open-project = Proyecto: { $title }
digest-open-members = Vecinos nuevos
digest-members = { $count ->
    [one] { $community }: hay 1 vecino apuntado.
   *[other] { $community }: hay { $count } vecinos apuntados.
}
digest-members-new = Nuevos en los últimos 7 días: { $lastWeek }. En los últimos 30 días: { $lastMonth }.
digest-hour = Se lo envío cada día a las { $time }. Si no hay novedades, no envío nada.
digest-hour-off = Ahora no se lo envío. Con /digest puede verlo cuando quiera.
digest-at = Cada día a las { $time }
digest-off = No enviarlo
digest-chosen = ✔ Desde ahora, cada día a las { $time }.
digest-chosen-off = ✔ Ya no se lo envío. Con /digest puede verlo cuando quiera.
digest-results-overdue = { $title }: los resultados se prometieron para el { $date } y quienes contestaron no saben nada
