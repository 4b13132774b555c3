results-entry = Results
results-back = ⬅ Back
results-more = More ➡
results-previous = ⬅ Earlier
results-next-group = Next group ➡
results-previous-group = ⬅ Group before
results-open-ranking = What worries people most
results-open-orders = In other orders, and who for
results-open-heard = Who was hardly heard
results-open-questions = Question by question
results-open-buildings = How far each building got
results-open-weighted = If all groups had answered alike
results-open-profile = Numbers of our community
results-funnel = Invited { $invited } · reached { $reached } · began { $started } · finished { $finished }
results-answered = { $count ->
    [one] One person answered at least one question.
   *[other] { $count } people answered at least one question.
}
results-caution-few = Few answers: a handful more could change the order.
results-caution-leaders = More than 40 % were asked by a building leader. People are kinder to the committee then.
results-caution-anonymous = Anonymous: answers are counted once they are mixed.
results-ranking-head = What worries people most, of { $count } who were asked:
results-ranking-none = Too few people named any of them to be shown.
results-ranking-rare = Named by too few to be shown: { $list }
results-band-first = { $count ->
    [one] Most pressing:
   *[other] Most pressing, about equal:
}
results-band-next = { $count ->
    [one] Then:
   *[other] Then, about equal:
}
results-named-share = { $named } of { $n } named it ({ $percent } %)
results-named = { $named } of { $n } named it
results-interval-share = if drawn by lot: { $low } to { $high } %
results-interval = if drawn by lot: { $low } to { $high }
results-trouble-1 = a little trouble
results-trouble-2 = a lot of trouble
results-trouble-3 = unbearable
results-most-named = Named by most:
results-worst = Worst for those who have it:
results-matters = Matters a lot to { $group }: { $concerns }
results-no-question = There is no such question.
results-no-group = Nothing can be shown by group here.
results-hidden = hidden
results-hidden-all = Fewer than { $minimum } people were asked this, or it would tell such a number: hidden.
results-hidden-why = Hidden: 1 to { $minimum ->
    [5] 4
   *[other] 9
} people, or a number that would give such a one away.
results-few = Few answers: whole percent only.
results-counts-only = Under 30 people: counts, no percentages.
results-reached = Asked: { $count }
results-skipped = Skipped: { $count }
results-group-size = { $group }: { $count }
results-group-too-small = { $group }: fewer than { $minimum }, or too near to such a number. Not split.
results-split-age-band = By age
results-split-registration = By household registration
results-split-building = By building
results-split-language = By language
results-split-mode = By who gave the answers
results-buildings-head = By building:
results-building = Building { $building }: invited { $invited } · began { $started } · finished { $finished }
results-group-under = people under { $age }
results-group-over = people aged { $age } and over
results-group-aged = people aged { $from } to { $to }
results-group-local = people registered here
results-group-elsewhere = people from elsewhere
results-group-building = building { $building }
results-group-speaks-zh = people who read Chinese
results-group-speaks-en = people who read English
results-group-speaks-es = people who read Spanish
results-group-by-self = people themselves
results-group-by-relative = relatives for somebody
results-group-by-leader = asked by a building leader
results-group-by-paper = on paper
results-list-comma = {", "}
results-list-more = { $list } and { $count } more
results-heard-head = Who answered, beside who lives here:
results-heard-unknown = I know too little to compare: too few answers, or no numbers of the community.
results-heard-mostly = Mostly { $many } answered; few { $few } did.
results-heard-few = Few answers came from { $few }.
results-heard-many = More answers than their share came from { $many }.
results-heard-like-age-band = Age: much like the community.
results-heard-like-registration = Household registration: much like the community.
results-heard-like-building = Buildings: much like the community.
results-heard-like-language = Languages: much like the community.
results-heard-uneven = These results do not speak for everyone.
results-heard-borrowed = Where our own numbers are missing, those of the sub-district and the city stand in.
results-task = To do: { $count } more { $group } would reach { $wanted }.
results-task-about = To do: at least { $count } more { $group } would reach { $wanted }.
results-task-ask = { $count ->
    [one] Ask the leader of building { $buildings }.
   *[other] Ask the leaders of buildings { $buildings }.
}
results-weighted-head = Share that named it, of { $n } people, and as if all groups had answered alike (that tells as much as { $size } people):
results-weighted-line = { $label }: { $plain } % → { $weighted } %
results-weighted-too-few-answers = Not worked out: it needs at least 100 answers. A few people would speak for many.
results-weighted-small-category = Not worked out: it needs at least 30 people of every group. Ask those who were hardly heard instead.
results-weighted-empty-cell = Not worked out: one kind of people has not answered at all. Ask them instead.
results-weighted-design-effect = Not worked out: a few people would speak for nearly all. Ask those who were hardly heard instead.
results-option = { $label }: { $count }
results-option-share = { $label }: { $count } ({ $percent } %)
results-options-left = … and { $count } more named by fewer
results-concerns-comma = {"; "}
results-heard-buildings-mostly = Heard more than its share: building { $many }; less: building { $few }.
results-heard-buildings-few = Heard less than its share: building { $few }.
results-heard-buildings-many = Heard more than its share: building { $many }.
