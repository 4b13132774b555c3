project-list = 咱们社区在做的事：
project-none = 咱们社区还没有项目。有了我再告诉您。
project-no-community = 项目都是社区里的。您先选一下您住哪个社区。
project-choose-community = 选我的社区
project-page-previous = ⬅ 上一页
project-page-next = 下一页 ➡
project-goal = 为什么做：{ $goal }
project-stage = 到哪一步：{ $stage }
project-stage-raised = 民提（大伙儿提出来了）
project-stage-discussed = 民议（大伙儿正商量）
project-stage-decided = 民决（大伙儿定下来了）
project-stage-doing = 民办（大伙儿正在做）
project-stage-judged = 民评（做完了，大伙儿评一评）
project-role = { $role }：要{ $needed }位，有了{ $accepted }位
project-role-and = { $found }。{ $more }
project-role-team = { $found }，{ $waiting }
project-role-waiting = { $waiting ->
    [0] 没人在等
   *[other] { $waiting }位在等回话
}
project-role-full = 人手够了。
project-role-closed = 现在不找人了。
project-own-waiting = 您报了名，等他们回话。
project-own-accepted = 您在这儿帮忙。
project-for-the-team = 小组和居委会看
project-team-list = 各个项目，缺不缺人手：
project-team-none = 还没有项目。
project-new = 新建一个项目
project-new-in = 新建项目：{ $community }
project-show-waiting = 看看谁在等（{ $waiting }位）
project-show-links = 报名链接
project-links = { $project }：可以转发的链接
project-invite-board = 请人进小组
project-connect-group = 连上小组的群
project-close-role = 先不找人了：{ $role }
project-reopen-role = 接着找人：{ $role }
project-next-stage = 下一步：{ $stage }
project-stage-is = 现在是{ $stage }
project-connect-how = 把“{ $project }”和小组的群连起来：
    1. 把 { $bot } 拉进群。
    2. 在群里发下面这一行。只能用一次，7天内有效。
    往后有人报名，群里就能看到，不显示名字。
project-ask-title = 新项目叫什么名字？
project-ask-goal = 做这个有什么好处？写一句话，大伙儿都看得到。
project-ask-role = 先要人帮什么忙？写个名目，比如“看店帮手”。
project-ask-needed = 这个活要几个人？写个数，1到500。
project-stop = 不建了
project-stopped = ✔ 好，不建了。您刚才写的都还在上面，要用再拿。
project-say-in-words = 麻烦您打字写一下。
project-too-long = 这有{ $length }个字，最多{ $most }个。麻烦您写短一点。
project-how-many-unclear = 没看出是几个人，要1到500之间的一个数。
project-created = ✔ “{ $project }”大伙儿都能看见了。接下来请人进小组，报名的人才有人回话。
project-not-yours = 没有这个项目。
