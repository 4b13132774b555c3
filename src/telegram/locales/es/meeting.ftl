notice-to-decide = Se decide: { $items }
notice-everyone = Puede venir cualquiera, también inquilinos.
notice-questions = Preguntas: { $contact }
notice-short-notice = Por qué tan pronto: { $reason }
notice-reason = Motivo: { $reason }
notice-moved-when = CAMBIO: ahora es el { $now }, ya no el { $before }.
notice-moved-place = CAMBIO: ahora es en { $place }, ya no en { $before }.
notice-answer-again = ¿Había dicho que venía? Díganoslo otra vez, por favor.
notice-cancelled = CANCELADA: { $title }
notice-cancelled-was = Estaba prevista para el { $moment }.
notice-counts = Vienen: { $going } · quizá { $maybe }
notice-add-to-calendar = Al calendario
notice-remove-from-calendar = Quitar del calendario
notice-calendar-add = Abra el archivo para apuntar la reunión en su calendario.
notice-calendar-remove = Abra el archivo para quitar la reunión de su calendario.
reminder-tomorrow = Mañana, { $moment }: { $title }
reminder-today = Hoy, { $moment }: { $title }
meetings-none = Ahora no hay ninguna reunión prevista. Le escribiré cuando la haya.
meetings-coming = Próximas reuniones:
meetings-open = { $number } · { $date }
meeting-over = Esta reunión ya ha terminado.
meeting-staff-counts = Para el comité: vienen { $going } · quizá { $maybe } · no { $declined } · por confirmar { $toConfirm }
meeting-move = Cambiarla
meeting-cancel = Cancelar la reunión
compose-step = { $step } de { $total }
compose-which-community = ¿Para qué comunidad es el aviso?
compose-ask-title = ¿De qué trata la reunión? Una frase como la diría un vecino, por ejemplo: Centro infantil y tienda de segunda mano
compose-ask-when = ¿Cuándo empieza y acaba? Escríbalo como lo diría, por ejemplo: 14 de marzo de 14:30 a 16:00
compose-ask-place = ¿Dónde? Diga la puerta, el piso y si hay escalones, por ejemplo: Sala de actividades, bloque 3, planta baja (sin escalones)
compose-ask-items = ¿Qué se decide? De 2 a 5 cosas, una por línea, por ejemplo:
    Horario de la tienda
    Quién lleva las cuentas
compose-ask-contact = ¿Quién responde a las preguntas? Nombre y teléfono, por ejemplo: Sra. Zhang, 6924 0000
compose-ask-reason = Empieza en menos de 72 horas. ¿Por qué tan pronto? Los vecinos leerán su respuesta.
move-ask-reason = ¿Por qué cambia? Los vecinos leerán su respuesta.
cancel-ask-reason = ¿Por qué se cancela y qué pasará después? Los vecinos leerán su respuesta.
compose-kept = Su borrador está guardado. Con /notice puede seguir.
compose-left-change = De acuerdo. No se ha cambiado nada; la reunión sigue como estaba.
compose-gone = Otra persona lo ha terminado o quitado mientras tanto. En /meetings se ve cómo está.
compose-left-long-ago = Hacía más de un día, así que lo he cerrado. Su borrador está guardado: con /notice puede seguir.
wizard-yes = Sí
wizard-no = No
wizard-only-text = Escríbalo como texto, por favor; esto no cabe en un aviso. Escriba «cancelar» para dejarlo.
wizard-too-long = Es demasiado largo para una línea: { $count } caracteres, como mucho { $most }. Dígalo más corto, por favor.
wizard-empty = No lo puedo leer. Escriba unas palabras, por favor.
items-too-few = He encontrado { $count ->
    [one] 1 cosa
   *[other] { $count } cosas
    }. Escriba de 2 a 5, una por línea, para que la gente sepa a qué viene.
items-too-many = Son { $count } cosas; en una reunión no caben más de 5. Mande las 5 que más importan.
contact-no-phone = Falta el teléfono. Mande juntos el nombre y el número, por ejemplo: Sra. Zhang, 6924 0000
contact-no-name = Falta el nombre. Mande juntos el nombre y el número, por ejemplo: Sra. Zhang, 6924 0000
when-which = ¿Cuál quiere decir?
when-mismatch = En el calendario es { $date }. ¿Cuál quiere decir?
when-missing-time = El { $date }, ¿a qué hora? Por ejemplo: de 14:30 a 16:00
when-missing-date = ¿Qué día? Por ejemplo: 14 de marzo
when-past = El { $moment } ya ha pasado. Mande un día y una hora por venir.
when-past-day = El { $date } ya ha pasado. Mande un día y una hora por venir.
when-no-such-date = Ese día no existe en el calendario. Mande otra vez la fecha, por ejemplo: 14 de marzo de 14:30 a 16:00
when-clock-change = Esa hora no existe ese día: cambian los relojes. Mande otra hora.
when-end-before-start = El final es antes del principio. Mande otra vez las dos horas, por ejemplo: 14 de marzo de 14:30 a 16:00
when-not-understood = No he entendido cuándo. Escriba día, principio y final, por ejemplo: 14 de marzo de 14:30 a 16:00
when-end-not-understood = No he entendido el final. Escríbalo así: 16:00, o bien: 90 minutos
when-ask-end = { $moment }. ¿Cuándo acaba?
when-hours = { $hours ->
    [one] Después de 1 hora
   *[other] Después de { $hours } horas
    }
when-confirm = { $span }. ¿Es así?
draft-found = Tiene un borrador: { $title }
draft-untitled = (todavía sin título)
draft-go-on = Seguir
draft-anew = Tirarlo y empezar de nuevo
draft-discard = Tirarlo
draft-discarded = ✔ El borrador ya no está.
preview-lead = Arriba: el aviso tal como lo verá la gente.
preview-goes-to = { $count ->
    [one] Va a 1 persona de { $community }.
   *[other] Va a { $count } personas de { $community }.
    }
preview-lead-short = Solo { $days ->
    [one] 1 día
   *[other] { $days } días
    } de antelación; la regla es 7.
preview-lead-urgent = Empieza en { $hours } horas, por eso la gente lee su motivo.
preview-quiet = Ahora es hora de descanso (de 21:00 a 8:00). Sale el { $moment }.
preview-publish = { $count ->
    [one] Publicar para 1 persona
   *[other] Publicar para { $count } personas
    }
preview-change-title = Cambiar: de qué trata
preview-change-when = Cambiar: cuándo
preview-change-place = Cambiar: dónde
preview-change-items = Cambiar: qué se decide
preview-change-contact = Cambiar: quién responde
preview-later = Guardar para después
preview-outdated = Esta vista ya no vale. Aquí está la nueva.
publish-already = Este aviso ya está publicado.
publish-past = La reunión empezaría en el pasado. Cambie la hora, por favor.
publish-done = ✔ Publicado.
publish-done-quiet = ✔ Publicado. Se avisa el { $moment }, después de las horas de descanso.
move-what = ¿Qué cambia?
move-what-time = Fecha u hora
move-what-place = Lugar
move-what-both = Las dos cosas
move-asks-again = { $count ->
    [one] 1 persona dijo sí o quizá y se le pregunta otra vez.
   *[other] { $count } personas dijeron sí o quizá y se les pregunta otra vez.
    }
move-publish = Publicar el cambio
move-nothing = Es la misma hora y el mismo lugar. No se ha cambiado nada.
move-done = ✔ Cambiada.
move-done-quiet = ✔ Cambiada. Se avisa el { $moment }, después de las horas de descanso.
change-back = Volver
change-is-cancelled = Esta reunión se ha cancelado.
change-is-over = Esta reunión ya ha terminado.
cancel-stops-reminders = { $count ->
    [0] No hay recordatorios previstos.
    [one] Para 1 recordatorio previsto.
   *[other] Para { $count } recordatorios previstos.
    }
cancel-publish = Cancelarla para todos
cancel-done = { $count ->
    [one] ✔ Cancelada. 1 recordatorio quitado.
   *[other] ✔ Cancelada. { $count } recordatorios quitados.
    }
cancel-done-quiet = { $count ->
    [one] ✔ Cancelada. 1 recordatorio quitado. Se avisa el { $moment }, después de las horas de descanso.
   *[other] ✔ Cancelada. { $count } recordatorios quitados. Se avisa el { $moment }, después de las horas de descanso.
    }
