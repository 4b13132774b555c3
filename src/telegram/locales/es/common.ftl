sorry-away = Perdone, algo no funciona por nuestra parte. Su mensaje está guardado y le respondo en cuanto se arregle.
sorry-failed = Perdone, eso no ha funcionado. Es culpa nuestra, no suya, y lo hemos anotado. Inténtelo otra vez, por favor.
old-button = Este botón es de un mensaje antiguo.
help = Puedo hacer esto por usted:
    /surveys – contestar una encuesta
    /meetings – ver reuniones y decir si viene
    /projects – ver proyectos y echar una mano
    /settings – idioma, su edificio, y parar o reanudar los mensajes
    /forget – borrar todo lo suyo
help-staff = Para el comité:
    /notice – anunciar una reunión
    /survey – abrir una encuesta, ver respuestas
    /volunteers – proyectos y ayuda que necesitan
    /digest – su resumen diario
    /team – invitar a compañeros
help-officer = Para el distrito:
    /admin – comunidades e invitaciones
fallback = No he sabido qué hacer con eso, pero no se ha perdido nada. Esto es lo que puedo hacer:
menu-surveys = Encuestas
menu-meetings = Reuniones
menu-projects = Proyectos
menu-settings = Ajustes
command-start = Empezar o abrir un enlace
command-surveys = Contestar una encuesta
command-meetings = Reuniones: cuándo, dónde, si viene
command-projects = Proyectos y ayudar
command-settings = Idioma y mensajes
command-help = Qué puedo hacer
command-notice = Anunciar una reunión
command-survey = Abrir una encuesta, ver respuestas
command-volunteers = Proyectos y voluntariado
command-digest = Su resumen diario
command-team = Invitar a compañeros
command-admin = Comunidades e invitaciones
command-board = Unir este grupo a un proyecto
settings = Su idioma: { $language }
settings-messages-on = Mensajes: sí
settings-messages-off = Mensajes: no. Sigo respondiendo a lo que escriba.
settings-stop = No mandar más mensajes
settings-resume = Volver a recibir mensajes
settings-stopped = ✔ Desde ahora no le molesto. Con /settings puede volver a recibir mensajes.
settings-resumed = ✔ Le escribiré cuando haya una encuesta o una reunión.
forget-ask = ¿Borrar todo lo suyo? Se quitan sus respuestas, lo que dijo de las reuniones y sus ofertas de ayuda, y no se puede recuperar.
forget-again = ¿De verdad borrar todo?
forget-yes = Sí, borrar todo
forget-really = Borrar ahora
forget-keep = No, guardarlo
forget-kept = ✔ No se ha borrado nada.
forget-done = Todo lo suyo está borrado. Este es mi último mensaje. ¡Gracias y hasta siempre!
staff-only = Esto es para el personal del comité. Si usted lo es, pida un enlace de invitación al distrito.
bot-description = La campana de su patio. Avisos de reuniones, encuestas cortas y dónde echar una mano. Pulse INICIAR.
bot-short-description = Suena una vez y todos se enteran.
