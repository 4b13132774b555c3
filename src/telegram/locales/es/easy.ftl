easy-start = Paso a paso: sí o no
easy-option = { $option }. ¿Es así?
easy-yes = Sí
easy-no = No
easy-replied-yes = { $option }: sí ✔
easy-replied-no = { $option }: no
easy-once-more = Aquí hace falta una respuesta. Otra vez, despacio:
easy-start-stranger = Paso a paso (tengo 14 o más)
