leader-invite = Invitar a un responsable de edificio
leader-invite-in = Responsable: { $community }
leader-which-building = ¿De qué edificio se encarga esta persona? Solo el número, por ejemplo 3.
leader-left = ✔ No se ha invitado a nadie.
leader-role = los responsables de edificio de { $place }, edificio { $building }
leader-gives = Podrá preguntar a vecinos que no tienen teléfono y pasar las hojas rellenadas a mano. No ve más respuestas que las que usted anota.
leader-now = /surveys – preguntar a un vecino
leader-help = Para responsables de edificio:
    /surveys – preguntar a un vecino, imprimir la hoja, pasar hojas
