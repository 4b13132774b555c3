invitation-role-staff = { $place }居委会
invitation-role-board = “{ $place }”的小组
invitation-question = 请您加入{ $role }。您愿意吗？
invitation-gives-staff = 加入以后，您能发会议通知、开调查、看回答（不带名字）。您发过什么，都会记下来。
invitation-gives-board = 加入以后，有人报名帮忙，您能回他们的话。
invitation-what-is-kept = 您愿意的话，我就记下您的 Telegram 号、用哪种话和这个身份。想删就发 /forget。您满14岁了吧？
invitation-accept = 愿意
invitation-refuse = 不了
invitation-refused = ✔ 好的。这个链接没人用、没过期就还有效。
invitation-accepted = ✔ 您现在是{ $role }的人了。您能做这些：
invitation-board-now = /volunteers – 看看谁想帮忙，回他们的话
invitation-already = 这个邀请您已经接了。
invitation-used = 这个邀请有人用过了，一个只能用一次。麻烦您再要一个。我跟请人的那位说了一声。
invitation-unusable = 这个邀请用不了：过期了，或者链接不全。麻烦您再要一个。
invitation-opened-twice = 又有人点开了{ $role }的邀请，没让进。先进来的那位要是您没想到的人，麻烦查一查。
invitation-redeemed = 您发的邀请有人接了：{ $role }。
invitation-forward = 请您加入{ $role }。这个链接只能用一次，{ $until }之前有效：
team-lead = 您这边的人：
team-community = { $community }：同事{ $staff }位，居民{ $members }位
team-board = { $project }：{ $members ->
    [0] 小组还没人
   *[other] 小组{ $members }位
}
team-invite-colleague = 请一位同事进来
team-invite-colleague-in = 请同事：{ $community }
team-forward-this = 下面这条转给您要请的那一位，别发给别人：
team-admin-lead = 街道的各个社区：
team-admin-none = 还没有社区，先导进来。
team-admin-community = { $community }：{ $households }户，居民{ $members }位，居委会{ $staff }位
team-admin-community-unknown = { $community }：居民{ $members }位，居委会{ $staff }位
team-invite-staff = 请居委会的人：{ $community }
team-no-such-community = 没有这个社区。
