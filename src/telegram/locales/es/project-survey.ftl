project-survey-asked = Antes se preguntó: { $count }, de { $from } a { $to }.
project-survey-count = { $answers ->
    [one] 1 respuesta
   *[other] { $answers } respuestas
}
project-survey-few = menos de { $minimum } respuestas
project-survey-none = Sin encuesta antes de esta propuesta.
project-survey-none-because = Sin encuesta antes de esta propuesta. Motivo: { $reason }
project-survey-open = ¿Se preguntó antes a los vecinos?
project-survey-choose = ¿De qué encuesta sale esta propuesta? Aquí están solo las que terminaron antes de empezar el proyecto.
project-survey-nothing-before = Antes de empezar el proyecto no había terminado ninguna encuesta.
project-survey-item = { $date }: { $title }
project-survey-say-why = No hubo: decir por qué
project-survey-back = ⬅ Volver al proyecto
project-survey-linked = ✔ Los vecinos ven en la ficha que se les preguntó antes.
project-survey-why = ¿Por qué no se preguntó antes? Una frase de hasta { $most } caracteres; los vecinos la leen en la ficha. Para dejarlo, escriba «parar».
project-survey-why-kept = ✔ Anotado. Los vecinos ven el motivo en la ficha.
project-survey-why-left = De acuerdo, no ha cambiado nada.
