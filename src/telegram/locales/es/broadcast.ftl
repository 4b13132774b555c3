broadcast-title-draft = Sin enviar: { $total } personas
broadcast-title-scheduled = Se enviará { $at }, a { $total } personas
broadcast-title-running = Enviando: { $done } de { $total }
broadcast-title-paused = En pausa: { $done } de { $total } hechos
broadcast-title-night = Espera a la mañana: { $done } de { $total } hechos. Sigue { $at }.
broadcast-title-held = Parado, porque algo falla en el mensaje: { $done } de { $total } hechos
broadcast-title-finishing = Casi hecho: { $done } de { $total }
broadcast-title-finished = { $total ->
    [one] Hecho: 1 persona en total
   *[other] Hecho: { $total } personas en total
}
broadcast-title-cancelled = Envío parado: { $total } personas en total
broadcast-sent = Entregados a Telegram: { $count }
broadcast-blocked = Bloqueados: { $count }
broadcast-failed = Fallidos: { $count }
broadcast-unknown = Dudosos: { $count }
broadcast-expired = Demasiado tarde: { $count }
broadcast-cancelled = Ya no se envían: { $count }
broadcast-held = Más tarde (encuesta a medias o dos avisos): { $count }
broadcast-waiting = En espera: { $count }
broadcast-telegram-holds = Telegram nos pide esperar hasta { $at }. Sigue solo; nada se pierde.
broadcast-content-failure = Telegram no acepta este mensaje. Dice: «{ $reason }». No se ha probado con nadie más. Avise a quien cuida de Yardbell; cuando esté arreglado, pulse «Seguir».
broadcast-content-unwritten = El mensaje no se pudo componer: es culpa nuestra. No se ha probado con nadie más. Avise a quien cuida de Yardbell; cuando esté arreglado, pulse «Seguir».
broadcast-unknown-hint = Si los dudosos se envían otra vez, a alguien puede llegarle dos veces.
broadcast-pause = Pausar
broadcast-resume = Seguir
broadcast-cancel = Parar el envío
broadcast-cancel-question = { $sent ->
    [0] Aún no lo tiene nadie. ¿Parar, para que no le llegue a nadie? En espera: { $waiting }
    [one] Ya lo tiene 1 persona y se queda con él. ¿Parar, para que no les llegue a los demás? En espera: { $waiting }
   *[other] Ya lo tienen { $sent } personas y se quedan con él. ¿Parar, para que no les llegue a los demás? En espera: { $waiting }
}
broadcast-cancel-yes = Sí, parar del todo
broadcast-cancel-no = No, dejarlo como está
broadcast-cancel-too-late = Demasiado tarde: el resto ya había salido. Entregados a Telegram en total: { $sent }
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
broadcast-reach-lead = A quién no llegó, o es dudoso, por edificios:
broadcast-building = Edificio { $building }
broadcast-building-unknown = edificio sin decir
broadcast-reach = { $place }: { $count } de { $total }
broadcast-reach-few = Menos de { $few } personas: { $places }
broadcast-reach-comma = {", "}
broadcast-reach-nobody = { $place }: no llegó a nadie ({ $total })
broadcast-reach-more =
    { $count ->
        [one] y un edificio más
       *[other] y { $count } edificios más
    }
broadcast-reach-ask = Llame a estas puertas o pida ayuda a los responsables.
