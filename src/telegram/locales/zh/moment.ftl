moment-date = { $month }{ $day }日 { $weekday }
moment-at = { $date } { $time }
moment-span = { $start }到{ $end }
moment-clock-full = { $said ->
    [again] { $hourSaid }点
   *[first] { $part }{ $hourSaid }点
}
moment-clock-half = { $said ->
    [again] { $hourSaid }点半
   *[first] { $part }{ $hourSaid }点半
}
moment-clock = { $said ->
    [again] { $hourSaid }点{ $minute }分
   *[first] { $part }{ $hourSaid }点{ $minute }分
}
moment-part-night = 凌晨
moment-part-morning = 上午
moment-part-noon = 中午
moment-part-afternoon = 下午
moment-part-evening = 晚上
moment-weekday-1 = 星期一
moment-weekday-2 = 星期二
moment-weekday-3 = 星期三
moment-weekday-4 = 星期四
moment-weekday-5 = 星期五
moment-weekday-6 = 星期六
moment-weekday-7 = 星期日
moment-month-1 = 1月
moment-month-2 = 2月
moment-month-3 = 3月
moment-month-4 = 4月
moment-month-5 = 5月
moment-month-6 = 6月
moment-month-7 = 7月
moment-month-8 = 8月
moment-month-9 = 9月
moment-month-10 = 10月
moment-month-11 = 11月
moment-month-12 = 12月
