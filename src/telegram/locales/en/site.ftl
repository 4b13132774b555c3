site-name = Yardbell
site-skip = To the text
site-languages = Language
site-not-found = There is nothing here
site-not-found-text = This address leads nowhere, or what it led to is not public. Please check it against the poster.
