plain-long = { $language }: es largo. Se leen dos líneas; lo demás se salta.
plain-two-in-one = { $language }: ¿dos preguntas en una («{ $word }»)? Quien está de acuerdo con la mitad no puede contestar.
plain-leading = { $language }: «{ $words }» empuja a una respuesta.
plain-jargon = { $language }: ¿todos los vecinos conocen «{ $word }»?
plain-label-cut = { $language }: los teléfonos pequeños cortan «{ $label }».
