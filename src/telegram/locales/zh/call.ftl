call-me = 给我打电话
