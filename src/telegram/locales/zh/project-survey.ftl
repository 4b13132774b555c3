project-survey-asked = 先问过大伙儿：{ $count }，{ $from }到{ $to }。
project-survey-count = { $answers ->
   *[other] { $answers }人答了
}
project-survey-few = 答的不到{ $minimum }人
project-survey-none = 提这件事以前，没问过大伙儿。
project-survey-none-because = 提这件事以前，没问过大伙儿。原因：{ $reason }
project-survey-open = 提之前问过大伙儿吗？
project-survey-choose = 这个项目是从哪次调查来的？这儿只有立项以前就结束了的调查。
project-survey-nothing-before = 立项以前，这儿没有结束了的调查。
project-survey-item = { $date }：{ $title }
project-survey-say-why = 没问过，写个原因
project-survey-back = ⬅ 回到项目
project-survey-linked = ✔ 记上了。大伙儿在项目卡上能看到先问过他们。
project-survey-why = 为什么没先问问大伙儿？写一句话，最多{ $most }个字，项目卡上大伙儿都看得到。不想写了就发“停止”。
project-survey-why-kept = ✔ 记上了，项目卡上能看到原因。
project-survey-why-left = 好，没改。
