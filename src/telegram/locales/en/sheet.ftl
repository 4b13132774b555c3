sheet-print = Printable sheet
sheet-language = In which language?
sheet-caption = Two-sided A4. Typed in later, one line a sheet: /surveys
sheet-type-in = Type in filled sheets
sheet-where = Which building are these sheets from?
sheet-no-building = From several, or not told
sheet-building = Building (never the flat):
sheet-how-to = Tick what fits. Whoever would rather not say leaves it empty. Please write no names, flats or phone numbers.
sheet-each-option = …
sheet-each = For each thing ticked in question { $about }, write a number into its box “{ $number }.”
sheet-multi = { $max ->
    [0] Tick everything that fits.
   *[other] Tick up to { $max }.
}
sheet-link = Or answer by phone
sheet-footer = { $community } · hand in until { $date }. Questions? Ask the residents' committee or your building leader.
sheet-type = Sheets from several buildings. A line such as “Building 5” is about the lines after it.
sheet-type-building = Sheets from building { $building }.
sheet-type-how = One line a sheet, { $questions } answers with semicolons between them. Several numbers with commas, nothing for an empty answer. Many lines in one message are fine.
sheet-type-example = For instance: 3; 1; 2,10=dancing; 3,2; 4; the lift is broken; 1
sheet-taken = { $count ->
    [0] No sheet is in yet.
    [one] ✔ 1 sheet is in. { $total } together.
   *[other] ✔ { $count } sheets are in. { $total } together.
}
sheet-refused = ✘ Line { $place } is not in: { $line }
sheet-refused-more = And { $count } more lines that are not in.
sheet-wrong-length = It has { $found } answers, the survey has { $expected } questions. Please send it again.
sheet-unknown-mark = Question { $question }: there is no “{ $said }”.
sheet-one-only = Question { $question }: only one number fits, not “{ $said }”.
sheet-too-many = Question { $question }: { $expected } at most, not “{ $said }”.
sheet-stands-alone = Question { $question }: 0 stands alone, not “{ $said }”.
sheet-one-for-each = Question { $question }: { $expected } numbers, one for each thing ticked, a dash for none.
sheet-undo = Take the last sheet out
sheet-undone = ✔ Taken out. { $total } sheets are in.
sheet-done = Done
