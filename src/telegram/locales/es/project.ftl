project-list = Proyectos de su comunidad:
project-none = Todavía no hay proyectos en su comunidad. Le escribiré cuando haya algo que hacer.
project-no-community = Los proyectos son de una comunidad. Elija primero la suya.
project-choose-community = Elegir mi comunidad
project-page-previous = ⬅ Anterior
project-page-next = Siguiente ➡
project-goal = Para qué: { $goal }
project-stage = Cómo va: { $stage }
project-stage-raised = lo han propuesto los vecinos
project-stage-discussed = se está hablando
project-stage-decided = decidido entre todos
project-stage-doing = en marcha
project-stage-judged = hecho, los vecinos lo valoran
project-role = { $role }: { $accepted } de { $needed } personas
project-role-and = { $found }. { $more }
project-role-team = { $found }, { $waiting }
project-role-waiting = { $waiting ->
    [0] nadie espera
    [one] 1 persona espera respuesta
   *[other] { $waiting } personas esperan respuesta
}
project-role-full = Ya hay bastante gente por ahora.
project-role-closed = Ahora no se busca a nadie.
project-own-waiting = Su oferta la tiene el equipo.
project-own-accepted = Usted ayuda aquí.
project-for-the-team = Para el equipo
project-team-list = Proyectos y la ayuda que necesitan:
project-team-none = Todavía no hay ningún proyecto.
project-new = Proyecto nuevo
project-new-in = Proyecto nuevo: { $community }
project-show-waiting = Ver quién espera ({ $waiting })
project-show-links = Enlaces para compartir
project-links = { $project }: enlaces para compartir
project-invite-board = Invitar al equipo
project-connect-group = Unir el grupo del equipo
project-close-role = No buscar más: { $role }
project-reopen-role = Buscar otra vez: { $role }
project-next-stage = Siguiente: { $stage }
project-stage-is = Ahora: { $stage }
project-connect-how = Cómo unir el grupo del equipo con { $project }:
    1. Añada a { $bot } a su grupo.
    2. Envíe en ese grupo la línea de abajo. Sirve una vez, durante 7 días.
    Desde entonces cada oferta de ayuda se ve allí, sin nombre.
project-ask-title = Un proyecto nuevo. ¿Cómo se llama?
project-ask-goal = ¿Para qué sirve? Una frase que leerán los vecinos.
project-ask-role = ¿Qué ayuda necesita primero? Ponga nombre a la tarea, por ejemplo «Ayuda en la tienda».
project-ask-needed = ¿Cuántas personas hacen falta? Un número del 1 al 500.
project-stop = Parar, sin proyecto
project-stopped = ✔ Parado. No se ha hecho ningún proyecto; lo que escribió sigue arriba por si lo necesita.
project-say-in-words = Escríbalo con texto, por favor.
project-too-long = Son { $length } caracteres y caben { $most }. Dígalo más corto, por favor.
project-how-many-unclear = No he encontrado un número del 1 al 500.
project-created = ✔ { $project } ya está abierto a los vecinos. Ahora invite al equipo, para que alguien responda a quien se ofrece.
project-not-yours = Ese proyecto no existe.
