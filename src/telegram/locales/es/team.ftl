invitation-role-staff = el comité de { $place }
invitation-role-board = el equipo de { $place }
invitation-question = Le invitan a entrar en { $role }. ¿Acepta?
invitation-gives-staff = Podrá anunciar reuniones, abrir encuestas y ver las respuestas sin nombres. Lo que publique queda registrado.
invitation-gives-board = Podrá responder a quienes se ofrecen a ayudar.
invitation-what-is-kept = Si acepta, guardo su número de Telegram, su idioma y esta función. Con /forget se borra todo. ¿Tiene 14 años o más?
invitation-accept = Sí, acepto
invitation-refuse = No
invitation-refused = ✔ De acuerdo. El enlace vale hasta que se use o caduque.
invitation-accepted = ✔ Ya está en { $role }. Esto es lo que puede hacer:
invitation-board-now = /volunteers – ver quién se ofrece y responder
invitation-already = Ya ha aceptado esta invitación.
invitation-used = Alguien ya usó esta invitación; cada una sirve una vez. Pida otra, por favor. He avisado a quien invitó.
invitation-unusable = Esta invitación no sirve: ha caducado o el enlace no está completo. Pida otra, por favor.
invitation-opened-twice = Otra persona abrió la invitación a { $role }. No se le dejó pasar. Si no esperaba a quien entró primero, compruébelo, por favor.
invitation-redeemed = Han aceptado su invitación a { $role }.
invitation-forward = Le invitamos a entrar en { $role }. Este enlace sirve una vez, hasta el { $until }:
team-lead = Sus equipos:
team-community = { $community }: { $staff ->
    [one] 1 compañero
   *[other] { $staff } compañeros
}, { $members ->
    [one] 1 miembro
   *[other] { $members } miembros
}
team-board = { $project }: { $members ->
    [0] aún sin equipo
    [one] 1 en el equipo
   *[other] { $members } en el equipo
}
team-invite-colleague = Invitar a un compañero
team-invite-colleague-in = Invitar: { $community }
team-forward-this = Reenvíe el mensaje siguiente a quien quiere invitar, y a nadie más:
team-admin-lead = Comunidades del distrito:
team-admin-none = Todavía no hay comunidades. Primero hay que importarlas.
team-admin-community = { $community }: { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}, { $members ->
    [one] 1 miembro
   *[other] { $members } miembros
}, { $staff } del comité
team-admin-community-unknown = { $community }: { $members ->
    [one] 1 miembro
   *[other] { $members } miembros
}, { $staff } del comité
team-invite-staff = Invitar al comité: { $community }
team-no-such-community = Esa comunidad no existe.
