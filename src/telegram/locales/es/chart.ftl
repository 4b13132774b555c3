chart-ranking-title = { $title }: lo que más preocupa
chart-ranking-lead = Se preguntó a { $n } personas. Barra clara: cuántas lo nombran. Barra oscura: cuántas y cuánto les pesa.
chart-ranking-note = { $named } de { $n } lo nombran · cuánto pesa: { $weight } de 3
chart-named = { $named } de { $n } lo nombran
chart-rank = N.º { $rank }
chart-ranks = N.º { $from }–{ $to }: más o menos igual
chart-line = { $label }: { $note }
chart-foot = Solo cuenta quien quiso contestar; no representan a todos.
chart-funnel-title = { $title }: de invitados a contestado
chart-funnel-lead = Cada barra es un número de personas.
chart-funnel-invited = Invitadas
chart-funnel-reached = Les llegó
chart-funnel-started = Empezaron
chart-funnel-finished = Contestaron hasta el final
chart-people = { $count ->
    [one] 1 persona
   *[other] { $count } personas
}
chart-people-of-invited = { $count ->
    [one] 1 persona, el { $percent } % de las invitadas
   *[other] { $count } personas, el { $percent } % de las invitadas
}
chart-heard-title = { $title }: a quién hemos oído
chart-heard-lead = Línea de puntos: tantas respuestas como les toca por los que viven aquí. Barra más corta: se les ha oído poco.
chart-heard-note = { $count ->
    [one] 1 respuesta · { $said }
   *[other] { $count } respuestas · { $said }
}
chart-hardly-heard = apenas se les oye
chart-under-heard = se les oye poco
chart-fine = como los que viven aquí
chart-over-heard = se les oye más que a otros
