call-me = Call me
