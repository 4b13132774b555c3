results-entry = Resultados
results-back = ⬅ Volver
results-more = Más ➡
results-previous = ⬅ Anteriores
results-next-group = Grupo siguiente ➡
results-previous-group = ⬅ Grupo anterior
results-open-ranking = Lo que más preocupa
results-open-orders = En otro orden, y a quién importa
results-open-heard = A quién apenas se ha oído
results-open-questions = Pregunta por pregunta
results-open-buildings = Hasta dónde llegó cada edificio
results-open-weighted = Si todos hubieran contestado igual
results-open-profile = Los números de la comunidad
results-funnel = Invitados { $invited } · llegó a { $reached } · empezaron { $started } · acabaron { $finished }
results-answered = { $count ->
    [one] Una persona ha contestado al menos una pregunta.
   *[other] { $count } personas han contestado al menos una pregunta.
}
results-caution-few = Pocas respuestas: unas cuantas más podrían cambiar el orden.
results-caution-leaders = A más del 40 % les preguntó el responsable de su edificio. Así se es más amable con el comité.
results-caution-anonymous = Anónima: las respuestas se cuentan cuando ya están mezcladas.
results-ranking-head = Lo que más preocupa, de { $count } personas preguntadas:
results-ranking-none = Muy pocas personas nombraron cada cosa para mostrarlo.
results-ranking-rare = Nombrado por muy pocos para mostrarlo: { $list }
results-band-first = { $count ->
    [one] Lo más urgente:
   *[other] Lo más urgente, más o menos igual:
}
results-band-next = { $count ->
    [one] Después:
   *[other] Después, más o menos igual:
}
results-named-share = lo nombran { $named } de { $n } ({ $percent } %)
results-named = lo nombran { $named } de { $n }
results-interval-share = si fueran por sorteo: del { $low } al { $high } %
results-interval = si fueran por sorteo: de { $low } a { $high }
results-trouble-1 = molesta un poco
results-trouble-2 = molesta bastante
results-trouble-3 = insoportable
results-most-named = Lo nombran más personas:
results-worst = Lo peor para quien lo tiene:
results-matters = Importa mucho a { $group }: { $concerns }
results-no-question = No existe esa pregunta.
results-no-group = Aquí no se puede mostrar nada por grupos.
results-hidden = oculto
results-hidden-all = Se preguntó a menos de { $minimum } personas, o delataría un número así: oculto.
results-hidden-why = Oculto: de 1 a { $minimum ->
    [5] 4
   *[other] 9
} personas, o un número que delataría otro así.
results-few = Pocas respuestas: solo porcentajes enteros.
results-counts-only = Menos de 30 personas: números, sin porcentajes.
results-reached = Preguntados: { $count }
results-skipped = La saltaron: { $count }
results-group-size = { $group }: { $count }
results-group-too-small = { $group }: menos de { $minimum }, o demasiado cerca de un número así. No se separa.
results-split-age-band = Por edad
results-split-registration = Por registro del hogar
results-split-building = Por edificio
results-split-language = Por idioma
results-split-mode = Por quién dio las respuestas
results-buildings-head = Por edificio:
results-building = Edificio { $building }: invitados { $invited } · empezaron { $started } · acabaron { $finished }
results-group-under = personas de menos de { $age } años
results-group-over = personas de { $age } años o más
results-group-aged = personas de { $from } a { $to } años
results-group-local = personas registradas aquí
results-group-elsewhere = personas de fuera
results-group-building = el edificio { $building }
results-group-speaks-zh = personas que leen chino
results-group-speaks-en = personas que leen inglés
results-group-speaks-es = personas que leen español
results-group-by-self = por sí mismas
results-group-by-relative = por un familiar
results-group-by-leader = preguntadas por el responsable
results-group-by-paper = en papel
results-list-comma = {", "}
results-list-more = { $list } y { $count } más
results-heard-head = Quién ha contestado, comparado con quién vive aquí:
results-heard-unknown = Sé muy poco para comparar: pocas respuestas, o faltan los números de la comunidad.
results-heard-mostly = Han contestado sobre todo { $many }; pocas { $few }.
results-heard-few = Han contestado pocas { $few }.
results-heard-many = Han contestado de más { $many }.
results-heard-like-age-band = Edad: muy parecida a la comunidad.
results-heard-like-registration = Registro del hogar: muy parecido a la comunidad.
results-heard-like-building = Edificios: muy parecido a la comunidad.
results-heard-like-language = Idiomas: muy parecido a la comunidad.
results-heard-uneven = Estos resultados no representan a todos.
results-heard-borrowed = Donde faltan nuestros números valen los del subdistrito y la ciudad.
results-task = Por hacer: con { $count } más ({ $group }) se llega a { $wanted }.
results-task-about = Por hacer: faltan al menos { $count } ({ $group }) para llegar a { $wanted }.
results-task-ask = { $count ->
    [one] Pregunte al responsable del edificio { $buildings }.
   *[other] Pregunte a los responsables de los edificios { $buildings }.
}
results-weighted-head = Parte que lo nombra, de { $n } personas, y como si todos los grupos hubieran contestado igual (dice tanto como { $size } personas):
results-weighted-line = { $label }: { $plain } % → { $weighted } %
results-weighted-too-few-answers = No se calcula: hacen falta 100 respuestas. Unas pocas personas hablarían por muchas.
results-weighted-small-category = No se calcula: hacen falta 30 personas de cada grupo. Mejor pregunte a quienes apenas se ha oído.
results-weighted-empty-cell = No se calcula: un tipo de personas no ha contestado nada. Mejor pregúnteles.
results-weighted-design-effect = No se calcula: unas pocas personas hablarían por casi todas. Mejor pregunte a quienes apenas se ha oído.
results-option = { $label }: { $count }
results-option-share = { $label }: { $count } ({ $percent } %)
results-options-left = … y { $count } más, nombradas por menos
results-concerns-comma = {"; "}
results-heard-buildings-mostly = Se ha oído de más al edificio { $many }; de menos al { $few }.
results-heard-buildings-few = Se ha oído de menos al edificio { $few }.
results-heard-buildings-many = Se ha oído de más al edificio { $many }.
