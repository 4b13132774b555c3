outcome-answered = { $count ->
   *[other] “{ $title }”有{ $count }位街坊答了，谢谢大家！
}
outcome-answered-few = “{ $title }”答的不到{ $minimum }人，人太少，数字就不往外说了。谢谢答了的街坊！
outcome-top = 大家最操心的：{ $concerns }
outcome-band-equal = { $concerns }（差不多一样要紧）
outcome-band-then = { $before }；然后是{ $concerns }
outcome-dot = {" · "}
outcome-hardly-heard = 这些人的话没怎么听到：{ $groups }。所以这不能代表所有人。
outcome-only-who-wished = 只算了愿意答的人，不能代表所有人。
outcome-next = 下一步：{ $text }最晚{ $date }。
outcome-where = 想看全部数字，点下面。
outcome-where-page = 全部数字在这儿：{ $link }
outcome-see = 看看结果
outcome-not-yet = 结果还没出来。出来了我告诉您。
outcome-files = 要图，或者要表格
outcome-files-lead = { $title }：您要哪个？人太少的数字，这儿也一样不显示。
outcome-draw-ranking = 图：大家操心什么
outcome-draw-funnel = 图：从请到答完
outcome-draw-heard = 图：听到了谁的话
outcome-draw-csv = 表格（CSV）
outcome-draw-xlsx = 表格（Excel）
outcome-drawing = 马上就来。
outcome-back = ⬅ 返回
outcome-tell = 告诉答过的人
outcome-tell-lead = { $people ->
   *[other] “{ $title }”：要告诉{ $people }个人，大家的话管了什么用。
}
outcome-tell-who = 不在里头的：停收消息的，还有家里人或楼长代问的。
outcome-tell-next = 下一步做什么：
outcome-tell-text = { $language }：{ $text }
outcome-tell-missing = { $people ->
   *[other] { $language }：没写，有{ $people }人看这种文字
}
outcome-tell-by = 最晚哪天：{ $date }
outcome-tell-by-missing = 最晚哪天：还没定
outcome-write = 写{ $language }的
outcome-rewrite = 改{ $language }的
outcome-set-day = 最晚哪天？
outcome-look = 发之前看一眼
outcome-ask-text = 下一步做什么？用{ $language }写一句，街坊听得懂的话，最多{ $most }个字。做得到的才答应。不写了就发“停止”。
outcome-too-long = 这有{ $length }个字，最多{ $most }个。麻烦您写短一点。
outcome-ask-day = 最晚哪天办？比如“3月20日”“两周以后”。定了日子才能发。
outcome-day-choose = 您说的是哪天？
outcome-day-is = { $date }，对吗？
outcome-day-yes = 对，{ $date }
outcome-day-other = 换一天
outcome-day-unclear = 没看出是哪天。
outcome-day-past = { $date }已经过了。
outcome-day-far = { $date }是一年以后了，太远了。
outcome-left = 好，没改。
outcome-need-text = 先写一句下一步做什么，写一种文字就行。
outcome-need-both = 先写一句下一步做什么，再定最晚哪天。
outcome-need-day = 先定最晚哪天。
outcome-fallback = { $people ->
   *[other] 有{ $people }人看{ $language }，他们收到的是别的文字。
}
outcome-look-in = 看{ $language }的
outcome-send = { $people ->
   *[other] 发给{ $people }个人
}
outcome-told = ✔ 这就发给答过的人。
outcome-told-already = { $date }已经告诉过大家了，只发一次。
outcome-still-open = 这个调查还没结束，先结束它。
outcome-publish = 公布到网页上
outcome-is-public = 已经公布了：看网页
outcome-publish-nothing = 现在还没什么可公布的：答的不到{ $minimum }人，要不就是选一样的太少，数字全都得藏起来。不如先告诉答过的人下一步做什么，下回再多问几位街坊。
outcome-publish-ask = “{ $title }”的结果，谁都能在网页上看到：不到{ $minimum }人的数字不显示，没有名字，也没有大家写的话。别人看过了就收不回来。
outcome-publish-yes = 对，公布
outcome-published = ✔ 公布了：{ $link }
outcome-unpublish = 从网页上撤下来
outcome-unpublished = ✔ 撤下来了，以后还能再公布。
outcome-full-stop = 。
