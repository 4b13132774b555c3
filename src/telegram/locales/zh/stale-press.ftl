stale-pressed = { $who ->
    [group] 刚才我这边断了一阵子。{ $moment }有人按了“{ $label }”，现在还要吗？
   *[you] 刚才我这边断了一阵子。您{ $moment }按了“{ $label }”，现在还要吗？
}
stale-pressed-something = { $who ->
    [group] 刚才我这边断了一阵子。{ $moment }有人按了个按钮，现在还要吗？
   *[you] 刚才我这边断了一阵子。您{ $moment }按了个按钮，现在还要吗？
}
stale-yes = 还要
stale-no = 不要了
stale-left = ✔ 好，那就算了。
