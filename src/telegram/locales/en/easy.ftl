easy-start = Big steps: yes or no
easy-option = { $option }. Does that fit?
easy-yes = Yes
easy-no = No
easy-replied-yes = { $option }: yes ✔
easy-replied-no = { $option }: no
easy-once-more = We need one answer here. Once more, slowly:
easy-start-stranger = Big steps (I am 14 or older)
