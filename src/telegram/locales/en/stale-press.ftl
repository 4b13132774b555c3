stale-pressed = { $who ->
    [group] I was away for a while. Somebody pressed “{ $label }” ({ $moment }). Is that still wanted?
   *[you] I was away for a while. You pressed “{ $label }” ({ $moment }). Do you still want that?
}
stale-pressed-something = { $who ->
    [group] I was away for a while. Somebody pressed a button ({ $moment }). Is that still wanted?
   *[you] I was away for a while. You pressed a button ({ $moment }). Do you still want that?
}
stale-yes = Yes
stale-no = No
stale-left = ✔ Good, I leave it.
