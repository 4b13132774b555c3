anonymity-kind = Anonymous: the committee cannot find out who said what.
anonymity-who-sees = This survey is anonymous. I keep your answers locked. { $minutes } minutes after you send them, or later, I mix them with those of at least { $others } other people. From then on nobody can tell which are yours, and I cannot either. Until then you can change or delete them, afterwards no longer. The committee sees numbers, and only when the survey has ended. What you write or say can give you away: please leave out names and flats. Telegram itself sees this chat.
anonymity-sent = In { $minutes } minutes, or later, I mix your answers with those of others. Until then you can change or delete them: /surveys. After that nobody can find them any more, and I cannot either.
anonymity-sent-before = Your answers to this survey are in. Thank you! Until they are mixed with those of others you can still change them.
anonymity-mixed = Your answers are mixed with those of others now. Nobody can find them any more, and I cannot either, so they cannot be changed or deleted. They stay as numbers without a name. Thank you!
anonymity-restarted = I am sorry: your answers so far were locked, and I can no longer open them. They are gone. Please begin again.
anonymity-results-later = This survey is anonymous. Its answers are shown when it has ended, all at once, if at least { $least } people answered. Until then I count in tens.
anonymity-few = Fewer than { $least } people answered this anonymous survey. Among so few anybody could be recognised, so their answers were deleted unread.
