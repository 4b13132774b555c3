plain-long = { $language }有点长，两行以内才有人看完。
plain-two-in-one = { $language }好像一题问了两件事（“{ $word }”）。只同意一半的人没法答。
plain-leading = { $language }里的“{ $words }”像是在替人拿主意。
plain-jargon = { $language }里的“{ $word }”，街坊都听得懂吗？
plain-label-cut = { $language }的选项“{ $label }”太长，小手机上显示不全。
