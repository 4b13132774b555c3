survey-draft-list-item = Borrador: { $title }
survey-draft-list-scheduled = En espera: { $title }
survey-draft-untitled = (aún sin título)
survey-draft-choose = Empiece con una encuesta lista, con una antigua o con una hoja en blanco. Todavía no se envía nada.
survey-draft-start-empty = Empezar en blanco
survey-draft-start-old = Copiar una encuesta antigua
survey-draft-choose-old = ¿Cuál se copia? Sus respuestas se quedan donde están.
survey-draft-no-old = Todavía no hay encuestas antiguas.
survey-draft-copy = Copiar como nueva
survey-draft-default-intro = ¡Hola! El comité de vecinos quiere conocer su opinión. Puede saltarse cualquier pregunta y parar cuando quiera.
survey-draft-default-outro = Eso es todo. ¡Gracias!
survey-draft-sheet = Borrador: { $title }
    { $questions ->
        [one] 1 pregunta
       *[other] { $questions } preguntas
    }, unos { $minutes } min
survey-draft-sheet-opens = Se abre: { $moment }
survey-draft-sheet-opens-now = Se abre en cuanto pulse el botón
survey-draft-sheet-ends = Último día: { $date } · resultados antes del { $results }
survey-draft-sheet-named = No es anónima: las respuestas quedan con la cuenta hasta el final. El personal no ve nombres.
survey-draft-sheet-anonymous = Anónima: al final nadie puede saber quién contestó qué.
survey-draft-sheet-not-ready = { $count ->
    [one] Queda una cosa por corregir antes de abrirla.
   *[other] Quedan { $count } cosas por corregir antes de abrirla.
}
survey-draft-open = Abrir e invitar a { $count } personas
survey-draft-open-ask = ¿Abrir ahora e invitar a { $count } personas? Después solo se puede corregir la ortografía.
survey-draft-open-yes = Sí, abrir
survey-draft-plan = Abrir el { $moment }
survey-draft-fix = Qué hay que corregir ({ $count })
survey-draft-questions = Preguntas ({ $count })
survey-draft-words = Título y saludo
survey-draft-languages = Idiomas: todo está
survey-draft-languages-missing = Traducciones: faltan { $count }
survey-draft-missing-in = { $language }: faltan { $count }
survey-draft-complete-in = { $language }: todo está
survey-draft-preview = Verla como los vecinos
survey-draft-try = Probarla yo
survey-draft-audience = A quién se pregunta
survey-draft-when = Cuándo se abre y termina
survey-draft-secrecy = Con cuenta o anónima
survey-draft-delete = Tirar este borrador
survey-draft-delete-ask = ¿Tirar el borrador «{ $title }»? No se podrá recuperar.
survey-draft-delete-yes = Sí, tirarlo
survey-draft-deleted = ✔ El borrador ya no está.
survey-draft-back = ⬅ Volver
survey-draft-stale = La encuesta ha cambiado desde esta pantalla. Así está ahora.
survey-draft-not-draft = Esta encuesta ya no es un borrador.
survey-draft-question-list = Las preguntas, en este orden:
survey-draft-question-list-empty = Todavía no hay preguntas. De cuatro a siete está bien: primero la más importante.
survey-draft-add-question = Añadir una pregunta
survey-draft-undo-question = Recuperar «{ $text }»
survey-draft-add-kind = ¿Cómo se contesta la pregunta nueva?
survey-draft-kind-single = Elegir una
survey-draft-kind-multi = Elegir varias
survey-draft-kind-scale = Una escala, de bien a mal
survey-draft-kind-open = Con sus palabras
survey-draft-kind-ask = ¿Cómo se contesta la pregunta { $number }?
survey-draft-question = Pregunta { $number } de { $total }
survey-draft-untranslated = (aún no está en español)
survey-draft-is-kind = Se contesta: { $kind }
survey-draft-is-max = Como mucho { $max }
survey-draft-is-required = No se puede saltar
survey-draft-is-skippable = Se puede saltar
survey-draft-is-condition = Solo si en la pregunta { $number } se contestó: { $labels }
survey-draft-is-repeat = Una vez por cada respuesta elegida en la pregunta { $number }
survey-draft-is-broken = Mira una pregunta que ya no está
survey-draft-tip = Consejo: { $advice }
survey-draft-change-text = Cambiar el texto
survey-draft-change-options = Las respuestas ({ $count })
survey-draft-change-kind = Cómo se contesta
survey-draft-change-max = Cuántas como mucho
survey-draft-change-condition = Preguntarla solo si …
survey-draft-change-repeat = Preguntarla por cada …
survey-draft-make-required = Que nadie la salte
survey-draft-make-skippable = Que se pueda saltar
survey-draft-up = ⬆ Antes
survey-draft-down = ⬇ Después
survey-draft-remove = Quitarla
survey-draft-max-ask = ¿Cuántas respuestas se pueden elegir en la pregunta { $number }?
survey-draft-max-any = Las que se quiera
survey-draft-max-some = Como mucho { $max }
survey-draft-condition-ask = La pregunta { $number } se hace solo si una anterior se contestó de cierta manera. ¿Cuál?
survey-draft-condition-always = Hacerla siempre
survey-draft-condition-none = Ninguna pregunta anterior tiene respuestas para elegir.
survey-draft-condition-options = La pregunta { $number } se hace solo si en «{ $text }» se contestó una de estas. Tóquelas:
survey-draft-repeat-ask = La pregunta { $number } se hace una vez por cada respuesta elegida en una anterior. ¿Cuál?
survey-draft-repeat-once = Hacerla una sola vez
survey-draft-options = Las respuestas de la pregunta { $number }:
survey-draft-options-none = La pregunta { $number } aún no tiene respuestas para elegir. Toque «Añadir respuestas» y después escriba.
survey-draft-add-options = Añadir respuestas
survey-draft-undo-option = Recuperar «{ $text }»
survey-draft-option = Respuesta { $option } de la pregunta { $number }: { $label }
survey-draft-option-alone = Va sola: al elegirla se quitan las demás
survey-draft-option-other = «Otra cosa»: se pregunta cuál es
survey-draft-make-alone = Que vaya sola
survey-draft-make-not-alone = Que vaya con otras
survey-draft-make-other = Preguntar «¿cuál es?» después
survey-draft-make-not-other = No preguntar nada después
survey-draft-words-title = Título: { $text }
survey-draft-words-intro = Saludo: { $text }
survey-draft-words-outro = Despedida: { $text }
survey-draft-language-ask = Cada vecino lee la encuesta en su idioma. Donde falta, recibe otro.
survey-draft-language = { $language }: { $count ->
    [0] todo está.
    [one] falta 1 texto.
   *[other] faltan { $count } textos.
}
survey-draft-language-go = Escribir los que faltan, uno a uno
survey-draft-language-more = Más ➡
survey-draft-beside = { $language }: { $text }
survey-draft-beside-missing = { $language }: (falta)
survey-draft-write-in = Escribirlo en { $language }
survey-draft-what-title = Título
survey-draft-what-intro = Saludo
survey-draft-what-outro = Despedida
survey-draft-what-question = Pregunta { $number }
survey-draft-what-option = Pregunta { $number }, respuesta { $option }
survey-draft-write = { $what }. Escríbalo en { $language }:
survey-draft-write-now = Ahora dice: { $text }
survey-draft-write-from = { $language }: { $text }
survey-draft-write-blank = Donde va la respuesta elegida, escriba ___
survey-draft-write-question = Escriba la pregunta nueva como se la haría a un vecino en la puerta. En { $language }:
survey-draft-write-options = Escriba las respuestas a «{ $text }», una por línea. Caben { $left } más. En { $language }:
survey-draft-write-title = ¿De qué trata la encuesta? Un título corto, en { $language }:
survey-draft-options-so-far = { $count ->
    [one] 1 respuesta por ahora. Otra línea es otra respuesta.
   *[other] { $count } respuestas por ahora. Otra línea es otra respuesta.
}
survey-draft-options-left-out = No se ha añadido, porque ya está: { $labels }
survey-draft-options-done = Ya están todas
survey-draft-leave = Dejarlo como está
survey-draft-left = De acuerdo, se queda como estaba.
survey-draft-left-long-ago = Lo dejó ayer o antes, así que lo cerré. Su borrador está guardado: /survey sigue con él.
survey-draft-only-text = Escríbalo como texto, por favor.
survey-draft-refused-gone = Ese lugar ya no está: la encuesta ha cambiado.
survey-draft-refused-empty = No puedo leer eso. Escriba unas palabras.
survey-draft-refused-too-long = Son { $count } caracteres y caben { $most }. Dígalo más corto, por favor.
survey-draft-refused-too-many-questions = Como mucho { $most } preguntas: las encuestas más largas no se terminan. Quite antes una.
survey-draft-refused-too-many-options = Serían { $count } respuestas y caben { $most }. Deje alguna fuera o junte dos.
survey-draft-refused-duplicate = «{ $label }» ya está. Dos respuestas iguales no se distinguen: dígalo de otra manera.
survey-draft-refused-meanwhile = Un compañero cambió esto mientras tanto. Ahora dice: { $now } Usted escribió: { $text }
survey-draft-fault-no-title = No tiene título. Escriba uno.
survey-draft-fault-no-questions = No tiene preguntas. Añada una.
survey-draft-fault-too-many-questions = Tiene { $count } preguntas; caben { $most }. Quite algunas.
survey-draft-fault-question-empty = La pregunta { $number } no tiene texto. Escríbalo.
survey-draft-fault-question-too-long = La pregunta { $number } tiene { $count } caracteres; caben { $most }. Acórtela.
survey-draft-fault-too-few-options = La pregunta { $number } tiene { $count ->
    [0] 0 respuestas
    [one] 1 respuesta
   *[other] { $count } respuestas
} para elegir; necesita { $least }. Añada más.
survey-draft-fault-too-many-options = La pregunta { $number } tiene { $count } respuestas; caben { $most }. Quite algunas.
survey-draft-fault-option-empty = La respuesta { $option } de la pregunta { $number } no tiene texto. Escríbalo.
survey-draft-fault-duplicate-options = La pregunta { $number } tiene dos veces la respuesta «{ $label }». Cambie una.
survey-draft-fault-refers-to-missing = La pregunta { $number } mira una pregunta que ya no está. Elija otra.
survey-draft-fault-refers-to-later = La pregunta { $number } mira la { $about }, que viene después. Muévala o elija otra.
survey-draft-fault-refers-to-unfit = La pregunta { $number } mira la { $about }, que no se puede mirar. Elija otra.
survey-draft-fault-condition-never = La pregunta { $number } espera una respuesta que la { $about } no tiene. Elija otra.
survey-draft-fault-no-place = La pregunta { $number } se hace por cada respuesta, pero no dice cuál. Escriba ___ donde va la respuesta.
survey-draft-fault-opens-past = El momento de abrirla ya pasó. Elija otro.
survey-draft-fault-ends-past = Su último día ya pasó. Elija otro.
survey-draft-fault-ends-before-opening = Terminaría antes de abrirse. Elija otro último día.
survey-draft-fault-results-before-end = Los resultados se prometen antes del final. Elija un día posterior.
survey-draft-fault-list = Antes de abrirla:
survey-draft-fault-none = No queda nada por corregir.
survey-draft-at-question = Pregunta { $number }
survey-draft-when-screen = Se abre: { $opens }
    Último día: { $ends }
    Resultados prometidos antes del: { $results }
survey-draft-when-now = en cuanto pulse el botón
survey-draft-when-set-now = Abrirla enseguida
survey-draft-when-set-later = Abrirla más tarde …
survey-draft-when-weeks = { $weeks ->
    [one] 1 semana, hasta { $date }
   *[other] { $weeks } semanas, hasta { $date }
}
survey-draft-when-set-end = Otro último día …
survey-draft-when-set-results = Resultados otro día …
survey-draft-when-ask-opens = ¿Cuándo se abre? Escriba día y hora, por ejemplo: 9 de marzo a las 10
survey-draft-when-ask-closes = ¿Cuál será el último día? Por ejemplo: 16 de marzo
survey-draft-when-ask-results = ¿Antes de qué día promete los resultados? Por ejemplo: 24 de marzo
survey-draft-when-confirm = { $moment }. ¿Es correcto?
survey-draft-audience-screen = ¿A quién se pregunta?
survey-draft-audience-everyone = A todos en { $community }
survey-draft-audience-buildings = Edificios { $buildings }
survey-draft-audience-pick = Algunos edificios …
survey-draft-audience-pick-all = A todos
survey-draft-audience-pick-ask = ¿Qué edificios? Tóquelos. Solo cuentan quienes me dijeron su edificio.
survey-draft-audience-no-buildings = Nadie me ha dicho aún su edificio.
survey-draft-audience-building = Edificio { $building }
survey-draft-matches = En total { $count }
survey-draft-left-out = { $count } no se invitan (contestaron otra encuesta hace menos de { $days } días)
survey-draft-in-the-middle = { $count } están en medio de otra encuesta (se les pregunta después)
survey-draft-over-limit = { $count } recibieron { $most } mensajes esta semana (se les pregunta después)
survey-draft-unreachable = a { $count } no se puede llegar
survey-draft-forecast = La reciben unas { $people } personas; espere de { $from } a { $to } respuestas; deberá una contestación a los cinco temas principales.
survey-draft-secrecy-screen = ¿Cómo se guardan las respuestas? La gente lo lee en la primera línea y no se puede cambiar una vez abierta.
survey-draft-secrecy-only = Esta encuesta solo puede ser anónima: se podría reconocer y perjudicar a alguien.
survey-draft-secrecy-named = Con la cuenta hasta el final
survey-draft-secrecy-anonymous = Anónima
survey-draft-fallback = { $missing }. { $count ->
    [0] Hoy nadie de los invitados lee ese idioma; quien venga después recibiría { $instead }.
    [one] 1 persona lee ese idioma y recibiría { $instead } en esos lugares.
   *[other] { $count } personas leen ese idioma y recibirían { $instead } en esos lugares.
}
survey-draft-fallback-translate = Escribir los que faltan: { $language }
survey-draft-fallback-open = Abrirla de todos modos
survey-draft-planned = ✔ «{ $title }» se abre el { $moment }; hasta entonces puede pararla.
survey-draft-scheduled = { $title }
    Se abre el { $moment } · último día: { $date }
survey-draft-unplan = No abrirla, volver al borrador
survey-draft-unplanned = Vuelve a ser un borrador. No se preguntó a nadie.
survey-draft-not-opened = «{ $title }» tenía que abrirse ahora y no se abrió: { $why } Vuelve a ser un borrador: /survey
survey-draft-why-already-open = la misma encuesta ya está abierta.
survey-draft-why-over = su último día ya pasó.
survey-draft-look = Vista previa · { $language } · { $number }/{ $total }
survey-draft-look-next = Siguiente ➡
survey-draft-look-fallback = Aún no está todo escrito en { $language }: los vecinos verían otro idioma en su lugar, como aquí.
survey-draft-look-only = Es solo la vista previa. Con «Probarla yo» puede recorrerla.
survey-draft-trial-starts = Esto es una prueba: no cuenta y solo la ve usted.
survey-draft-trial-ended = Era la prueba. Sus respuestas están borradas.
survey-draft-to-draft = Volver al borrador
survey-draft-spelling = Corregir la ortografía
survey-draft-spelling-which = La encuesta está abierta: solo se puede corregir la ortografía, y queda anotado quién lo hizo. Otras preguntas o respuestas piden una encuesta nueva. ¿Qué texto?
survey-draft-spelling-write = { $what }. Escríbalo otra vez en { $language }, corrigiendo solo la ortografía. Ahora dice: { $text }
survey-draft-spelling-more = Eso es más que ortografía. Quien ya contestó, contestó a «{ $before }». Para preguntar otra cosa, copie la encuesta como nueva.
survey-draft-spelling-confirm = Antes: { $before }
    Después: { $after }
    ¿Lo cambio?
survey-draft-spelling-done = ✔ Cambiado. Quien venga desde ahora lo lee así.
survey-draft-counts = { $parts ->
    [0] { $all }.
   *[other] { $all }; { $rest }.
}
survey-draft-comma = {", "}
when-day-past = El { $date } ya pasó. Envíe un día por venir, por ejemplo: 16 de marzo
when-day-nonexistent = Ese día no existe en el calendario. Envíelo otra vez, por ejemplo: 16 de marzo
when-day-unclear = No entendí el día. Escríbalo así: 16 de marzo
