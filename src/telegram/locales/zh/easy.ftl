easy-start = 慢慢答，只答是不是
easy-option = { $option }，是吗？
easy-yes = 是
easy-no = 不是
easy-replied-yes = { $option }：是 ✔
easy-replied-no = { $option }：不是
easy-once-more = 这题得选一个。咱们慢慢再来一遍：
easy-start-stranger = 慢慢答（我满14岁了）
