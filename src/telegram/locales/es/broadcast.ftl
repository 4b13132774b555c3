broadcast-title-draft = Sin enviar: { $total } personas
broadcast-title-scheduled = Se enviará { $at }, a { $total } personas
broadcast-title-running = Enviando: { $done } de { $total }
broadcast-title-paused = En pausa: { $done } de { $total } hechos
broadcast-title-night = Espera a la mañana: { $done } de { $total } hechos. Sigue { $at }.
broadcast-title-held = Parado, porque algo falla en el mensaje: { $done } de { $total } hechos
broadcast-title-finishing = Casi hecho: { $done } de { $total }
broadcast-title-finished = Hecho: { $done } de { $total }
broadcast-title-cancelled = Envío parado: { $total } personas en total
broadcast-sent = Entregados a Telegram { $count }
broadcast-blocked = bloqueados { $count }
broadcast-failed = fallidos { $count }
broadcast-unknown = sin confirmar { $count }
broadcast-expired = demasiado tarde { $count }
broadcast-cancelled = ya no se envían { $count }
broadcast-held = contestando ahora una encuesta { $count }
broadcast-waiting = en espera { $count }
broadcast-telegram-holds = Telegram nos pide esperar hasta { $at }. Sigue solo; no se pierde nada.
broadcast-content-failure = Telegram no acepta este mensaje. Dice: «{ $reason }». No se ha probado con nadie más. Avise a quien cuida de Yardbell; cuando esté arreglado, pulse «Seguir».
broadcast-content-unwritten = El mensaje no se pudo componer. Es culpa nuestra, no suya. No se ha probado con nadie más. Avise a quien cuida de Yardbell; cuando esté arreglado, pulse «Seguir».
broadcast-unknown-hint =
    { $count ->
        [one] De una persona no se sabe si le llegó.
       *[other] De { $count } personas no se sabe si les llegó.
    }
broadcast-pause = ⏸ Pausar
broadcast-resume = ▶ Seguir
broadcast-cancel = ⏹ Parar el envío
broadcast-cancel-question = Ya lo tienen { $done } personas. ¿Parar, para que no les llegue a las otras { $waiting }?
broadcast-cancel-yes = Sí, parar del todo
broadcast-cancel-no = No, dejarlo como está
broadcast-kept = No se ha cambiado nada.
broadcast-not-reached = A quién no llegó ({ $count })
broadcast-resend = Enviar otra vez los dudosos ({ $count })
broadcast-toast-paused = En pausa.
broadcast-toast-resumed = Sigue.
broadcast-toast-cancelled = Parado.
broadcast-toast-resent =
    { $count ->
        [one] Sale uno otra vez.
       *[other] Salen { $count } otra vez.
    }
broadcast-toast-too-late = Ya ha terminado.
broadcast-toast-changed = Ha cambiado algo: mire el mensaje otra vez.
broadcast-reach-all = Llegó a todo el mundo.
broadcast-reach-lead = A quién no llegó, por edificios. Llame a estas puertas o pida ayuda a los responsables:
broadcast-building = Edificio { $building }
broadcast-building-unknown = Edificio sin decir
broadcast-reach = { $place }: { $count } de { $total }
broadcast-reach-few = Menos de { $few } en cada uno: { $places }
broadcast-reach-comma = {", "}
broadcast-reach-nobody = { $place }: no llegó a nadie ({ $total })
broadcast-reach-more =
    { $count ->
        [one] y un edificio más
       *[other] y { $count } edificios más
    }
