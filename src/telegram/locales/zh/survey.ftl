survey-header = 第{ $number }题，共{ $total }题
survey-header-part = 第{ $number }题，共{ $total }题（{ $of ->
    [2] 两
    [3] 三
   *[other] { $of }
}件里的第{ $index }件）
survey-position-review = 最后看一遍，还没交
survey-explain = 是什么事儿？打字、发语音、拍照片都行。
survey-hint-multi = 选完点“选好了”。
survey-now = （现在是：{ $answer }）
survey-skipped = 跳过了
survey-voice = 语音{ $seconds }秒
survey-pictures = { $count ->
   *[other] { $count }个图片或文件
}
survey-quoted = “{ $words }”
survey-about = { $subject }：{ $answer }
survey-change = 改一下
survey-back = ⬅ 上一题
survey-skip = 跳过 ➡
survey-next = 下一题 ➡
survey-again = 重说一遍
survey-again-words = 重写一遍
survey-drop-words = 不要这些话
survey-hear = 听听看
survey-done = 选好了（{ $count }样）
survey-review = 您看看对不对，还没交：
survey-send = 没错，交了
survey-change-something = 改一改
survey-delete = 不交了，删掉
survey-change-which = 您想改哪一个？
survey-change-back = ⬅ 不改了
survey-sent-before = 这个调查您已经交了，谢谢！没结束以前还能改。
survey-start = 开始
survey-start-stranger = 开始（我满14岁了）
survey-who = 谁能看见我的回答？
survey-who-sees-named = 居委会只看得到回答，看不到是谁说的。公布的时候只有数字，不到10个人的不公布。没结束以前，回答跟您的 Telegram 号放在一起，方便您改。想全删掉，跟我说“删掉我的”就行。
survey-not-now = 先不了
survey-later = 行，什么都没记。想答了随时发 /surveys
survey-invitation = { $community }想听听大家的：{ $title }
survey-intro-named = 不公布名字，谁答的没人看得见。
survey-intro-anonymous = 这回不记名：哪份是您答的，谁也找不出来。
survey-intro-ways = 打字、发语音都行。
survey-stopped-at = 咱们答到：{ $position }
survey-go-on = 接着答
survey-paused = 好，先停这儿。前面答的都留着。
survey-ended = “{ $title }”已经结束了（{ $date }）。您前面答的都算数。
survey-ended-toast = 这个调查已经结束了。
survey-delete-ask = 您这次的回答都删掉吗？删了找不回来。
survey-delete-yes = 对，删掉
survey-delete-no = 不删，留着
survey-deleted = ✔ 您的回答都删了。想重新答，发 /surveys
survey-sent = { $rank ->
   *[other] 您是第{ $count }位。
}
survey-sent-again = ✔ 改好了，谢谢您！
survey-list = 现在能答的调查：
survey-list-empty = 眼下没有调查。有了我告诉您。
survey-list-sent = ✔ { $title }
survey-list-begun = { $title }（接着答）
survey-lead-noted = 记下了：“{ $words }”。那下面这几个，您选哪个？
survey-lead-kept = 记下了。那下面这几个，您选哪个？
survey-lead-review = 给您加到回答里了。
survey-lead-several = 您说的是哪一个？点一下，或者打它的号码。
survey-lead-unreadable = 打字、语音、照片我都能记；想停就写“停止”。咱们在这一题：
survey-lead-again = 删了，您重说：
survey-lead-words-gone = 这些话不要了。那下面这几个，您选哪个？
survey-got-words = 记下了：“{ $words }”。还有要说的接着发，没有就点“下一题”。
survey-got-voice = 收到，{ $seconds }秒。
survey-got-file = 收到了。还有要说的接着发，没有就点“下一题”。
survey-too-long = 有点长了，我记了前{ $count }个字。
survey-too-many = 有点多了，我记了前面的和最后这个。
survey-toast-full = { $max ->
   *[other] 您已经选了{ $max }样。先点掉一样再选。
}
survey-toast-others-cleared = 选了这个，别的勾就去掉了。
survey-toast-exclusive-cleared = “{ $option }”给您去掉了。
survey-toast-noted = 这个已经记下了。
survey-toast-answered = 这题您答过了。想改，点它下面的“改一下”。
survey-toast-elsewhere = 咱们现在在别的题上，就是下面这题。
survey-toast-gone = 这题现在不用答了。
survey-toast-required = 这题得答一下，选个最合适的；想停就写“停止”。
survey-toast-nothing-chosen = 先点上合适的，再点“选好了”。
survey-toast-first = 这就是第一题。
survey-toast-sent = 您已经交了。
survey-staff-list = 调查：
survey-staff-list-empty = 还没有调查。先问问大家，再拿主意：现成的，点三下就能发。
survey-staff-item-closed = { $title }（已结束）
survey-staff-new = 发个新调查
survey-staff-new-for = 发个新调查：{ $community }
survey-staff-back = ⬅ 返回
survey-staff-opened = ✔ “{ $title }”发出去了，请了{ $recipients }个人。
survey-staff-held = 现在太晚了，{ $moment }再发。
survey-staff-link = 贴海报用这个链接：{ $link }
survey-staff-already-open = 这个调查正在答呢。先结束它，或者看看结果。
survey-staff-see = 看结果
survey-staff-funnel = 请了{ $invited }人 · 送到{ $reached }人 · 开始答{ $started }人 · 答完{ $finished }人
survey-staff-until = { $date }结束。
survey-staff-is-closed = 这个调查结束了，没答完的也留着。
survey-staff-refresh = 刷新
survey-staff-close = 现在就结束
survey-staff-close-ask = 现在就结束吗？结束以后就不能再答了，已经答的都留着。
survey-staff-close-yes = 对，结束
