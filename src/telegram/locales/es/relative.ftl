relative-who = Familiar { $person }
relative-start = Por un familiar
relative-start-stranger = Por un familiar (tengo 14 o más)
relative-which = ¿Por quién responde? No guardo nombres, por eso los numero.
relative-go-on = { $who }: seguir, { $position }
relative-sent = ✔ { $who }: cambiar respuestas
relative-another = Por otro familiar
relative-most = No se puede responder por más familiares.
