relative-who = 家里人{ $person }
relative-start = 替家里人答
relative-start-stranger = 替家里人答（我满14岁了）
relative-which = 您替哪位答？名字我不记，只编个号。
relative-go-on = { $who }：接着答，{ $position }
relative-sent = ✔ { $who }：改一改
relative-another = 再替一位家里人答
relative-most = 一个人最多替这么多位，不能再加了。
