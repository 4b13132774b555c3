sheet-print = Hoja para imprimir
sheet-language = ¿En qué idioma?
sheet-caption = A4 a dos caras. Después se pasa, una línea por hoja: /surveys
sheet-type-in = Pasar hojas rellenadas
sheet-where = ¿De qué edificio son estas hojas?
sheet-no-building = De varios, o no se sabe
sheet-building = Edificio (nunca el piso):
sheet-how-to = Marque lo que corresponda. Quien prefiera no decirlo, que lo deje en blanco. No escriba nombres, pisos ni teléfonos.
sheet-each-option = …
sheet-each = Por cada cosa marcada en la pregunta { $about }, escriba un número en su casilla «{ $number }.»
sheet-multi = { $max ->
    [0] Marque todo lo que corresponda.
   *[other] Marque { $max } como máximo.
}
sheet-link = O responda por teléfono
sheet-footer = { $community } · entregar hasta el { $date }. ¿Dudas? Pregunte al comité de vecinos o al responsable de su edificio.
sheet-type = Hojas de varios edificios. Una línea como «Edificio 5» vale para las siguientes.
sheet-type-building = Hojas del edificio { $building }.
sheet-type-how = Una línea por hoja, { $questions } respuestas separadas por punto y coma. Varios números, con comas; nada si está en blanco. Puede mandar muchas líneas a la vez.
sheet-type-example = Por ejemplo: 3; 1; 2,10=baile; 3,2; 4; el ascensor no va; 1
sheet-taken = { $count ->
    [0] Aún no hay ninguna hoja.
    [one] ✔ 1 hoja pasada. En total, { $total }.
   *[other] ✔ { $count } hojas pasadas. En total, { $total }.
}
sheet-refused = ✘ La línea { $place } no ha entrado: { $line }
sheet-refused-more = Y { $count } líneas más que no han entrado.
sheet-wrong-length = Tiene { $found } respuestas y la encuesta { $expected } preguntas. Mándela otra vez, por favor.
sheet-unknown-mark = Pregunta { $question }: no hay «{ $said }».
sheet-one-only = Pregunta { $question }: solo cabe un número, no «{ $said }».
sheet-too-many = Pregunta { $question }: { $expected } como máximo, no «{ $said }».
sheet-stands-alone = Pregunta { $question }: el 0 va solo, no «{ $said }».
sheet-one-for-each = Pregunta { $question }: { $expected } números, uno por cada cosa marcada, o un guion.
sheet-undo = Quitar la última hoja
sheet-undone = ✔ Quitada. Quedan { $total } hojas.
sheet-done = Terminado
