results-entry = 看结果
results-back = ⬅ 返回
results-more = 往下看 ➡
results-previous = ⬅ 往回看
results-next-group = 下一拨人 ➡
results-previous-group = ⬅ 上一拨人
results-open-ranking = 大家最操心什么
results-open-orders = 换个排法，看谁最在意
results-open-heard = 哪些人没怎么答
results-open-questions = 一题一题看
results-open-buildings = 各楼答了多少
results-open-weighted = 各类人一样多会怎样
results-open-profile = 咱社区有多少人
results-funnel = 请了{ $invited }人 · 送到{ $reached }人 · 开始答{ $started }人 · 答完{ $finished }人
results-answered = { $count ->
   *[other] 至少答了一题的有{ $count }个人。
}
results-caution-few = 答的人还不多，再来几个，先后就可能变。
results-caution-leaders = 一多半是楼长上门问的（超过四成就要留神）：当着楼长的面，大家说话会客气些。
results-caution-anonymous = 不记名的：打乱以后才算进来。
results-ranking-head = 问了{ $count }个人，大家最操心的：
results-ranking-none = 每件事说的人都太少，不好列出来。
results-ranking-rare = 说的人太少，没列：{ $list }
results-band-first = { $count ->
    [1] 头一件：
   *[other] 排在最前头，轻重差不多：
}
results-band-next = { $count ->
    [1] 再往下：
   *[other] 再往下，轻重差不多：
}
results-named-share = { $n }人里有{ $named }人说（{ $percent }%）
results-named = { $n }人里有{ $named }人说
results-interval-share = 要是抽签抽的人：{ $low }%到{ $high }%
results-interval = 要是抽签抽的人：{ $low }到{ $high }人
results-trouble-1 = 有点麻烦
results-trouble-2 = 挺麻烦
results-trouble-3 = 实在受不了
results-most-named = 说的人最多：
results-worst = 摊上的人最难受：
results-matters = { $group }特别在意：{ $concerns }
results-no-question = 没有这个问题。
results-no-group = 这题没法分开看。
results-hidden = 不显示
results-hidden-all = 问到的不到{ $minimum }个人，或者一显示就能推出来，所以不显示。
results-hidden-why = 不显示的：只有1到{ $minimum ->
    [5] 4
   *[other] 9
}个人，或者一显示就能把那个小数推出来。
results-few = 答的人不多，百分比只取整数。
results-counts-only = 不到30个人，只报人数，不算百分比。
results-reached = 问到：{ $count }人
results-skipped = 跳过：{ $count }
results-group-size = { $group }：{ $count }人
results-group-too-small = { $group }：不到{ $minimum }个人，或者一显示就能推出来，不分开看。
results-split-age-band = 按岁数看
results-split-registration = 按户口看
results-split-building = 按楼看
results-split-language = 按语言看
results-split-mode = 按谁答的看
results-buildings-head = 各楼的情况：
results-building = { $building }号楼：请了{ $invited } · 开始答{ $started } · 答完{ $finished }
results-group-under = 不到{ $age }岁的人
results-group-over = { $age }岁以上的人
results-group-aged = { $from }到{ $to }岁的人
results-group-local = 本街道户口的人
results-group-elsewhere = 外来的街坊
results-group-building = { $building }号楼的人
results-group-speaks-zh = 用中文的人
results-group-speaks-en = 用英文的人
results-group-speaks-es = 用西班牙文的人
results-group-by-self = 自己答的
results-group-by-relative = 家里人替答的
results-group-by-leader = 楼长上门问的
results-group-by-paper = 填纸表的
results-list-comma = 、
results-list-more = { $list }等，还有{ $count }个
results-heard-head = 答题的人跟咱社区的人比一比：
results-heard-unknown = 还比不了：答的人太少，或者还不知道咱社区各类人有多少。
results-heard-mostly = 这次答题的，{ $many }多，{ $few }少。
results-heard-few = { $few }答得少。
results-heard-many = { $many }答得比他们占的份儿多。
results-heard-like-age-band = 岁数上，跟咱社区差不多。
results-heard-like-registration = 户口上，跟咱社区差不多。
results-heard-like-building = 各楼答的，跟住的人差不多。
results-heard-like-language = 用什么语言，跟咱社区差不多。
results-heard-uneven = 所以这些结果不能代表所有人。
results-heard-borrowed = 咱社区自己没填的数，先用街道和全市的。
results-task = 该做的：{ $group }再有{ $count }个来答，就到{ $wanted }个了。
results-task-about = 该做的：{ $group }至少还差{ $count }个，才到{ $wanted }个。
results-task-ask = { $count ->
   *[other] 请{ $buildings }号楼的楼长去问问。
}
results-weighted-head = { $n }个人里说的，和“各类人一样多”时会有的（顶得上{ $size }个人的准头）：
results-weighted-line = { $label }：{ $plain }% → { $weighted }%
results-weighted-too-few-answers = 不给算：至少要有100个人答。不然几个人就替一大帮人说了话。
results-weighted-small-category = 不给算：每类人至少要有30个。不如去问问没怎么答的人。
results-weighted-empty-cell = 不给算：有一类人一个都没答。先去问问他们。
results-weighted-design-effect = 不给算：那样几个人就替几乎所有人说了话。不如去问问没怎么答的人。
results-option = { $label }：{ $count }
results-option-share = { $label }：{ $count }（{ $percent }%）
results-options-left = ……还有{ $count }样，说的人更少
results-concerns-comma = ；
results-heard-buildings-mostly = { $many }号楼答得多，{ $few }号楼答得少。
results-heard-buildings-few = { $few }号楼答得少。
results-heard-buildings-many = { $many }号楼答得多。
