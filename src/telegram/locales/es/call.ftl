call-me = Llámenme
