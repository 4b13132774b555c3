recording-listen = ▶ 听一听
