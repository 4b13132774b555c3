site-name = Yardbell
site-skip = Ir al texto
site-languages = Idioma
site-not-found = Aquí no hay nada
site-not-found-text = Esta dirección no lleva a ninguna parte, o lo que había no es público. Compárela con el cartel, por favor.
