site-name = 院铃
site-skip = 直接看正文
site-languages = 语言
site-not-found = 这儿什么也没有
site-not-found-text = 这个网址不对，或者还没公布。麻烦您跟海报上的对一对。
