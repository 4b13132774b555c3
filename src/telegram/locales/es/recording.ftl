recording-listen = ▶ Escuchar
