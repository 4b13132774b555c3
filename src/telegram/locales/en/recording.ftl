recording-listen = ▶ Listen
