survey-reminder-at = { $day ->
    [yesterday] 昨天
   *[earlier] 上回
}咱们答到第{ $number }题，还有{ $minutes ->
    [1] 一
    [2] 两
   *[other] { $minutes }
}分钟就完。
survey-reminder-review = 您都答完了，就差看一眼、交上来。
survey-reminder-unanswered = { $community }还等着听您说说：{ $title }。{ $minutes }分钟就完，{ $date }结束。
survey-reminder-stop = 不答了，前面的算数
survey-reminder-delete = 不答了，都删掉
survey-reminder-staff = 提醒一下没答完的
survey-reminder-staff-done = ✔ { $count ->
   *[other] 提醒了{ $count }个人，每人只提醒一回。
}
survey-reminder-staff-nobody = 没有要提醒的了：都答了、说不答了，或者提醒过了。
survey-reminder-staff-anonymous = ✔ 没答完的都提醒，每人只提醒一回。
