sheet-print = 打印的单子
sheet-language = 要哪种语言的？
sheet-caption = A4纸，正反面打。填好了再录进来，一张一行：/surveys
sheet-type-in = 录入填好的单子
sheet-where = 这些单子是几号楼的？
sheet-no-building = 好几栋的，或者没说
sheet-building = 几号楼（哪一户不用写）：
sheet-how-to = 合适的打个勾。不想说的空着就行。请别写姓名、门牌和电话。
sheet-each-option = ……
sheet-each = 第{ $about }题勾了的，每一样右边“{ $number }.”的格子里写上一个数。
sheet-multi = { $max ->
    [0] 合适的都勾上。
   *[other] 最多勾{ $max }样。
}
sheet-link = 用手机答也行
sheet-footer = { $community } · { $date }前交。不明白的，问居委会或者楼长。
sheet-type = 好几栋楼的单子。先打一行“5号楼”，后面的就都算5号楼。
sheet-type-building = { $building }号楼的单子。
sheet-type-how = 一张单子打一行，{ $questions }个回答，用分号隔开。一题有几个数，用逗号隔开；空着的就不打。一次发好多行也行。
sheet-type-example = 比如：3；1；2，10=跳舞；3，2；4；电梯坏了；1
sheet-taken = { $count ->
    [0] 还没录进去。
   *[other] ✔ 录了{ $count }张，一共{ $total }张。
}
sheet-refused = ✘ 第{ $place }行没录进去：{ $line }
sheet-refused-more = 还有{ $count }行没录进去。
sheet-wrong-length = 这行有{ $found }个回答，调查是{ $expected }个问题。麻烦再发一遍。
sheet-unknown-mark = 第{ $question }题没有“{ $said }”。
sheet-one-only = 第{ $question }题只能有一个数，不能是“{ $said }”。
sheet-too-many = 第{ $question }题最多{ $expected }个，不能是“{ $said }”。
sheet-stands-alone = 第{ $question }题选了0就不能再选别的：“{ $said }”。
sheet-one-for-each = 第{ $question }题要{ $expected }个数，勾了几样就几个，没写的打一横。
sheet-undo = 最后一张不要了
sheet-undone = ✔ 去掉了，现在一共{ $total }张。
sheet-done = 录完了
