stale-pressed = { $who ->
    [group] Estuve un rato sin funcionar. Alguien pulsó «{ $label }» ({ $moment }). ¿Todavía se quiere?
   *[you] Estuve un rato sin funcionar. Usted pulsó «{ $label }» ({ $moment }). ¿Lo quiere todavía?
}
stale-pressed-something = { $who ->
    [group] Estuve un rato sin funcionar. Alguien pulsó un botón ({ $moment }). ¿Todavía se quiere?
   *[you] Estuve un rato sin funcionar. Usted pulsó un botón ({ $moment }). ¿Lo quiere todavía?
}
stale-yes = Sí
stale-no = No
stale-left = ✔ De acuerdo, lo dejo.
