plain-long = { $language }: long. Two lines are read, more is skipped.
plain-two-in-one = { $language }: two questions in one (“{ $word }”)? Whoever agrees with half cannot answer.
plain-leading = { $language }: “{ $words }” pushes to one answer.
plain-jargon = { $language }: does every neighbour know “{ $word }”?
plain-label-cut = { $language }: small phones cut “{ $label }”.
