survey-draft-list-item = 草稿：{ $title }
survey-draft-list-scheduled = 到点发：{ $title }
survey-draft-untitled = （还没有题目）
survey-draft-choose = 用现成的、照着以前的改，或者自己从头写。这会儿什么都不发。
survey-draft-start-empty = 自己从头写
survey-draft-start-old = 照以前的抄一份
survey-draft-choose-old = 抄哪一份？原来的回答不动。
survey-draft-no-old = 还没有以前的调查。
survey-draft-copy = 抄一份新的
survey-draft-default-intro = 您好！居委会想听听您的想法。不想答的可以跳过，随时可以停。
survey-draft-default-outro = 都问完了，谢谢您！
survey-draft-sheet = 草稿：{ $title }
    { $questions ->
       *[other] { $questions }个问题
    }，大概{ $minutes }分钟
survey-draft-sheet-opens = { $moment }开始
survey-draft-sheet-opens-now = 一按就开始
survey-draft-sheet-ends = 最后一天：{ $date } · { $results }前告诉大家结果
survey-draft-sheet-named = 记名：结束前，回答跟本人的号放在一起；居委会看不到名字。
survey-draft-sheet-anonymous = 不记名：最后谁也查不出哪句是谁说的。
survey-draft-sheet-not-ready = { $count ->
   *[other] 还有{ $count }处要改，改好才能发。
}
survey-draft-open = 发出去，请{ $count }个人来答
survey-draft-open-ask = 现在就发，请{ $count }个人来答？发出去以后只能改错字。
survey-draft-open-yes = 对，发出去
survey-draft-plan = 定在{ $moment }发
survey-draft-fix = 要改的地方（{ $count }处）
survey-draft-questions = 问题（{ $count }个）
survey-draft-words = 题目和开场白
survey-draft-languages = 三种话都齐了
survey-draft-languages-missing = 翻译：还缺{ $count }句
survey-draft-missing-in = { $language }：缺{ $count }句
survey-draft-complete-in = { $language }：齐了
survey-draft-preview = 看看街坊看到的样子
survey-draft-try = 我自己先答一遍
survey-draft-audience = 问哪些人
survey-draft-when = 什么时候开始、结束
survey-draft-secrecy = 记名还是不记名
survey-draft-delete = 这份草稿不要了
survey-draft-delete-ask = 草稿“{ $title }”真不要了？扔了找不回来。
survey-draft-delete-yes = 对，不要了
survey-draft-deleted = ✔ 草稿扔掉了。
survey-draft-back = ⬅ 返回
survey-draft-stale = 这份调查后来改过了，下面是现在的样子。
survey-draft-not-draft = 这份调查已经不是草稿了。
survey-draft-question-list = 就按这个顺序问：
survey-draft-question-list-empty = 还没有问题。四到七个正好，要紧的放前头。
survey-draft-add-question = 加一个问题
survey-draft-undo-question = 找回“{ $text }”
survey-draft-add-kind = 新问题怎么答？
survey-draft-kind-single = 选一个
survey-draft-kind-multi = 可以选几个
survey-draft-kind-scale = 打分，从好到坏
survey-draft-kind-open = 自己说
survey-draft-kind-ask = 第{ $number }题怎么答？
survey-draft-question = 第{ $number }题，共{ $total }题
survey-draft-untranslated = （还没有中文）
survey-draft-is-kind = 答法：{ $kind }
survey-draft-is-max = 最多选{ $max }样
survey-draft-is-required = 不能跳过
survey-draft-is-skippable = 可以跳过
survey-draft-is-condition = 第{ $number }题选了这些才问：{ $labels }
survey-draft-is-repeat = 第{ $number }题选了几样，就问几遍
survey-draft-is-broken = 它要看的那一题没有了
survey-draft-tip = 提醒：{ $advice }
survey-draft-change-text = 改说法
survey-draft-change-options = 选项（{ $count }个）
survey-draft-change-kind = 怎么答
survey-draft-change-max = 最多选几样
survey-draft-change-condition = 什么情况才问
survey-draft-change-repeat = 一样一样地问
survey-draft-make-required = 不让跳过
survey-draft-make-skippable = 让人跳过
survey-draft-up = ⬆ 往前挪
survey-draft-down = ⬇ 往后挪
survey-draft-remove = 拿掉
survey-draft-max-ask = 第{ $number }题最多能选几样？
survey-draft-max-any = 选几样都行
survey-draft-max-some = 最多{ $max }样
survey-draft-condition-ask = 前面哪一题答得对上了，才问第{ $number }题？
survey-draft-condition-always = 不管怎么答都问
survey-draft-condition-none = 前面还没有能选答案的题。
survey-draft-condition-options = “{ $text }”选了下面哪几样，才问第{ $number }题？点一下：
survey-draft-repeat-ask = 前面哪一题选了几样，第{ $number }题就一样一样地问？
survey-draft-repeat-once = 只问一遍
survey-draft-options = 第{ $number }题的选项：
survey-draft-options-none = 第{ $number }题还没有选项。先点“加选项”，再打字。
survey-draft-add-options = 加选项
survey-draft-undo-option = 找回“{ $text }”
survey-draft-option = 第{ $number }题的选项{ $option }：{ $label }
survey-draft-option-alone = 单独算：选了它，别的勾就去掉
survey-draft-option-other = “别的”：选了它，再问一句是什么
survey-draft-make-alone = 让它单独算
survey-draft-make-not-alone = 让它跟别的一起选
survey-draft-make-other = 选了它再问一句“是什么”
survey-draft-make-not-other = 选了它不再多问
survey-draft-words-title = 题目：{ $text }
survey-draft-words-intro = 开场白：{ $text }
survey-draft-words-outro = 结尾：{ $text }
survey-draft-language-ask = 每位街坊看自己的那种话。缺了的地方，就给看别的话。
survey-draft-language = { $language }：{ $count ->
    [0] 都齐了。
   *[other] 还缺{ $count }句。
}
survey-draft-language-go = 缺的一句一句补上
survey-draft-language-more = 后面还有 ➡
survey-draft-beside = { $language }：{ $text }
survey-draft-beside-missing = { $language }：（缺）
survey-draft-write-in = 写{ $language }
survey-draft-what-title = 题目
survey-draft-what-intro = 开场白
survey-draft-what-outro = 结尾
survey-draft-what-question = 第{ $number }题
survey-draft-what-option = 第{ $number }题的选项{ $option }
survey-draft-write = { $what }，用{ $language }怎么说？打字发给我：
survey-draft-write-now = 现在写的是：{ $text }
survey-draft-write-from = { $language }：{ $text }
survey-draft-write-blank = 要放选项的地方打三道杠：___
survey-draft-write-question = 新问题怎么问？就像上门问街坊那么说。用{ $language }打给我：
survey-draft-write-options = “{ $text }”有哪些选项？一行写一个，还能写{ $left }个。用{ $language }：
survey-draft-write-title = 这次问什么事儿？起个短题目，用{ $language }：
survey-draft-options-so-far = { $count ->
   *[other] 有{ $count }个选项了。再发一行就再加一个。
}
survey-draft-options-left-out = “{ $labels }”已经有了，没再加。
survey-draft-options-done = 就这些
survey-draft-leave = 不改了
survey-draft-left = 好，还是原来的样子。
survey-draft-left-long-ago = 这事儿放了一天多，我先收起来了。草稿还在，发 /survey 接着写。
survey-draft-only-text = 请打字发给我。
survey-draft-refused-gone = 这个地方没有了，调查后来改过。
survey-draft-refused-empty = 这个我看不明白，请打几个字。
survey-draft-refused-too-long = 您写了{ $count }个字，最多{ $most }个。说短一点儿吧。
survey-draft-refused-too-many-questions = 最多{ $most }个问题，再多就没人答完了。先拿掉一个。
survey-draft-refused-too-many-options = 这样就有{ $count }个选项了，最多{ $most }个。少写几个，或者两个并成一个。
survey-draft-refused-duplicate = “{ $label }”已经有了。两个一样的分不清，换个说法吧。
survey-draft-refused-meanwhile = 这句刚才同事改过了，现在是：{ $now } 您写的是：{ $text }
survey-draft-fault-no-title = 还没有题目，写一个。
survey-draft-fault-no-questions = 还没有问题，加一个。
survey-draft-fault-too-many-questions = 有{ $count }个问题，最多{ $most }个，拿掉几个。
survey-draft-fault-question-empty = 第{ $number }题没有字，写上。
survey-draft-fault-question-too-long = 第{ $number }题有{ $count }个字，最多{ $most }个，写短点儿。
survey-draft-fault-too-few-options = 第{ $number }题有{ $count ->
    [0] 0个选项
   *[other] { $count }个选项
}，至少要{ $least }个，再加几个。
survey-draft-fault-too-many-options = 第{ $number }题有{ $count }个选项，最多{ $most }个，拿掉几个。
survey-draft-fault-option-empty = 第{ $number }题的选项{ $option }没有字，写上。
survey-draft-fault-duplicate-options = 第{ $number }题有两个“{ $label }”，改一个。
survey-draft-fault-refers-to-missing = 第{ $number }题要看的那一题没有了，另选一题。
survey-draft-fault-refers-to-later = 第{ $number }题要看第{ $about }题，可那题在后面。挪一挪，或者另选一题。
survey-draft-fault-refers-to-unfit = 第{ $number }题要看第{ $about }题，可那题没法看。另选一题。
survey-draft-fault-condition-never = 第{ $number }题等着第{ $about }题的一个选项，可那个选项没有了。另选。
survey-draft-fault-no-place = 第{ $number }题要一样一样地问，可没写问的是哪样。在放选项的地方打 ___
survey-draft-fault-opens-past = 定的开始时间过去了，另定一个。
survey-draft-fault-ends-past = 最后一天过去了，另定一天。
survey-draft-fault-ends-before-opening = 还没开始就结束了，最后一天另定一天。
survey-draft-fault-results-before-end = 还没结束就要出结果，结果的日子往后定。
survey-draft-fault-list = 发出去以前要改好：
survey-draft-fault-none = 都改好了。
survey-draft-at-question = 第{ $number }题
survey-draft-when-screen = 开始：{ $opens }
    最后一天：{ $ends }
    { $results }前告诉大家结果
survey-draft-when-now = 一按就开始
survey-draft-when-set-now = 马上开始
survey-draft-when-set-later = 晚点儿再开始……
survey-draft-when-weeks = { $weeks ->
   *[other] { $weeks }个星期，到{ $date }
}
survey-draft-when-set-end = 最后一天定在别的日子……
survey-draft-when-set-results = 出结果定在别的日子……
survey-draft-when-ask-opens = 什么时候开始？写上日子和几点，比如：3月9日上午10点
survey-draft-when-ask-closes = 最后一天是哪天？比如：3月16日
survey-draft-when-ask-results = 哪天以前告诉大家结果？比如：3月24日
survey-draft-when-confirm = { $moment }，对吗？
survey-draft-audience-screen = 问哪些人？
survey-draft-audience-everyone = { $community }全体
survey-draft-audience-buildings = { $buildings }号楼
survey-draft-audience-pick = 只问几栋楼……
survey-draft-audience-pick-all = 全都问
survey-draft-audience-pick-ask = 问哪几栋楼？点一下。只有告诉过我住几号楼的才算。
survey-draft-audience-no-buildings = 还没有人告诉我住几号楼。
survey-draft-audience-building = { $building }号楼
survey-draft-matches = 一共{ $count }人
survey-draft-left-out = { $count }人这回不问（{ $days }天里答过别的调查）
survey-draft-in-the-middle = { $count }人正在答别的（过后再问）
survey-draft-over-limit = { $count }人这星期收过{ $most }条了（过后再问）
survey-draft-unreachable = { $count }人联系不上
survey-draft-forecast = 大概{ $people }人收到，估计{ $from }到{ $to }人答；大家最在意的五件事，您都得给个回话。
survey-draft-secrecy-screen = 回答怎么存？大家打开第一行就看到，发出去以后不能改。
survey-draft-secrecy-only = 这份调查只能不记名：让人认出来会吃亏。
survey-draft-secrecy-named = 记名，到结束为止
survey-draft-secrecy-anonymous = 不记名
survey-draft-fallback = { $missing }。{ $count ->
    [0] 眼下要问的人里没人看这种话；以后来的，这些地方给看{ $instead }。
   *[other] 有{ $count }个人看这种话，这些地方只能给他们看{ $instead }。
}
survey-draft-fallback-translate = 把{ $language }补上
survey-draft-fallback-open = 就这么发
survey-draft-planned = ✔ “{ $title }”{ $moment }发出去，在那以前随时能叫停。
survey-draft-scheduled = { $title }
    { $moment }发出去 · 最后一天：{ $date }
survey-draft-unplan = 先不发了，回到草稿
survey-draft-unplanned = 又是草稿了，谁也没问。
survey-draft-not-opened = “{ $title }”到点了没发出去：{ $why }又放回草稿了：/survey
survey-draft-why-already-open = 同样的调查正在答呢。
survey-draft-why-over = 它的最后一天已经过去了。
survey-draft-look = 预览 · { $language } · { $number }/{ $total }
survey-draft-look-next = 往下看 ➡
survey-draft-look-fallback = 还没有写全{ $language }，缺的先用别的话顶上，街坊看到的也是这样。
survey-draft-look-only = 这只是预览。想走一遍，点“我自己先答一遍”。
survey-draft-trial-starts = 这是试答：不算数，只有您自己看得见。
survey-draft-trial-ended = 试答完了，刚才答的都删了。
survey-draft-to-draft = 回到草稿
survey-draft-spelling = 改错字
survey-draft-spelling-which = 调查发出去了，只能改错字，谁改的会记下来。要换问题、换选项，得抄一份新的。改哪一句？
survey-draft-spelling-write = { $what }，用{ $language }重写一遍，只改错字。现在是：{ $text }
survey-draft-spelling-more = 这不只是改错字。已经答的人，答的是“{ $before }”。想问别的，抄一份新的吧。
survey-draft-spelling-confirm = 原来：{ $before }
    改成：{ $after }
    改吗？
survey-draft-spelling-done = ✔ 改好了，以后来的人看到的就是这样。
survey-draft-counts = { $parts ->
    [0] { $all }。
   *[other] { $all }；{ $rest }。
}
survey-draft-comma = ，
when-day-past = { $date }已经过去了。换个往后的日子，比如：3月16日
when-day-nonexistent = 日历上没有这一天。再写一遍，比如：3月16日
when-day-unclear = 没看明白是哪天。这样写就行：3月16日
