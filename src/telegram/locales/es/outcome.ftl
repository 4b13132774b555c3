outcome-answered = { $count ->
    [one] 1 persona ha contestado «{ $title }». ¡Gracias!
   *[other] { $count } personas han contestado «{ $title }». ¡Gracias!
}
outcome-answered-few = Menos de { $minimum } personas han contestado «{ $title }»; con tan pocas no se enseñan números a nadie. ¡Gracias a quienes contestaron!
outcome-top = Lo que más preocupa: { $concerns }
outcome-band-equal = { $concerns } (más o menos igual)
outcome-band-then = { $before }; después { $concerns }
outcome-dot = {" · "}
outcome-hardly-heard = Apenas hemos oído a: { $groups }. Estos resultados no representan a todos.
outcome-only-who-wished = Solo cuenta quien quiso contestar; esto no representa a todos.
outcome-next = Qué pasa ahora: { $text } A más tardar el { $date }.
outcome-where = Todos los números: toque abajo.
outcome-where-page = Todos los números: { $link }
outcome-see = Ver los resultados
outcome-not-yet = Los resultados aún no han salido. Le avisaré cuando salgan.
outcome-files = En imagen o en tabla
outcome-files-lead = { $title }: ¿qué desea? Los números pequeños se ocultan igual que en pantalla.
outcome-draw-ranking = Imagen: lo que preocupa
outcome-draw-funnel = Imagen: de invitados a contestado
outcome-draw-heard = Imagen: a quién hemos oído
outcome-draw-csv = Tabla (CSV)
outcome-draw-xlsx = Tabla (Excel)
outcome-drawing = Llega en un momento.
outcome-back = ⬅ Volver
outcome-tell = Avisar a quienes contestaron
outcome-tell-lead = { $people ->
    [one] «{ $title }»: se dirá a una persona qué sale de esto.
   *[other] «{ $title }»: se dirá a { $people } personas qué sale de esto.
}
outcome-tell-who = No se cuenta a quien paró mis mensajes ni a quien contestó a través de un familiar o responsable.
outcome-tell-next = Qué pasa ahora:
outcome-tell-text = { $language }: { $text }
outcome-tell-missing = { $people ->
    [one] { $language }: falta, 1 lector
   *[other] { $language }: falta, { $people } lectores
}
outcome-tell-by = Para cuándo: { $date }
outcome-tell-by-missing = Para cuándo: aún sin decir
outcome-write = Escribirlo en { $language }
outcome-rewrite = Cambiarlo en { $language }
outcome-set-day = ¿Para cuándo?
outcome-look = Verlo antes de enviarlo
outcome-ask-text = ¿Qué pasa ahora? Una frase en { $language }, como la diría un vecino, de hasta { $most } caracteres. Prometa solo lo que pueda cumplir. Para dejarlo: parar.
outcome-too-long = Son { $length } caracteres y caben { $most }. Dígalo más corto, por favor.
outcome-ask-day = ¿Para qué día? Por ejemplo «20 de marzo» o «en dos semanas». Sin un día no se envía nada.
outcome-day-choose = ¿A cuál se refiere?
outcome-day-is = ¿El { $date }?
outcome-day-yes = Sí, el { $date }
outcome-day-other = Otro día
outcome-day-unclear = No he encontrado ningún día ahí.
outcome-day-past = El { $date } ya ha pasado.
outcome-day-far = Falta más de un año para el { $date }.
outcome-left = De acuerdo, no ha cambiado nada.
outcome-need-text = Escriba primero qué pasa ahora, al menos en un idioma.
outcome-need-both = Escriba primero qué pasa ahora y diga para cuándo.
outcome-need-day = Diga primero para cuándo.
outcome-fallback = { $people ->
    [one] 1 persona lee { $language } y lo recibe en otro idioma.
   *[other] { $people } personas leen { $language } y lo reciben en otro idioma.
}
outcome-look-in = En { $language }
outcome-send = { $people ->
    [one] Enviar a 1 persona
   *[other] Enviar a { $people } personas
}
outcome-told = ✔ Sale para todos los que contestaron.
outcome-told-already = Quienes contestaron recibieron el aviso el { $date }. Se avisa una vez.
outcome-still-open = Esta encuesta sigue abierta. Ciérrela primero.
outcome-publish = Publicar en la página pública
outcome-is-public = Ya es público: ver la página
outcome-publish-nothing = Aún no hay nada que publicar: han contestado menos de { $minimum } personas, o muy pocas eligieron lo mismo, y todos los números quedarían ocultos. Mejor: diga a quienes contestaron qué pasa ahora y pregunte a más vecinos la próxima vez.
outcome-publish-ask = Cualquiera podrá leer en la web los resultados de «{ $title }»: sin cuentas de menos de { $minimum }, sin nombres ni comentarios escritos. Quien los haya leído, leídos los tiene.
outcome-publish-yes = Sí, publicar
outcome-published = ✔ Publicado: { $link }
outcome-unpublish = Quitarlo de la página
outcome-unpublished = ✔ Ya no está en la página. Se puede publicar otra vez.
outcome-full-stop = .
