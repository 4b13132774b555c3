chart-ranking-title = { $title }：大家最操心什么
chart-ranking-lead = 问到了{ $n }人。浅色长条：多少人提到。深色长条：人多，又难受得厉害，就更长。
chart-ranking-note = { $n }人里{ $named }人提到 · 难受程度{ $weight }（最高3）
chart-named = { $n }人里{ $named }人提到
chart-rank = 第{ $rank }位
chart-ranks = 第{ $from }～{ $to }位：差不多一样要紧
chart-line = { $label }：{ $note }
chart-foot = 只算了愿意答的人，不能代表所有人。
chart-funnel-title = { $title }：从请到答完
chart-funnel-lead = 长条有多长，就是有多少人。
chart-funnel-invited = 请了
chart-funnel-reached = 送到了
chart-funnel-started = 开始答
chart-funnel-finished = 答完了
chart-people = { $count ->
   *[other] { $count }人
}
chart-people-of-invited = { $count ->
   *[other] { $count }人，占请的{ $percent }%
}
chart-heard-title = { $title }：听到了谁的话
chart-heard-lead = 虚线：答的人数正好跟他们在社区里占的份儿一样。长条短过虚线，就是听得少了。
chart-heard-note = { $count ->
   *[other] { $count }人答了 · { $said }
}
chart-hardly-heard = 几乎没听到
chart-under-heard = 听得少了
chart-fine = 跟住的人数差不多
chart-over-heard = 比别人听得多
