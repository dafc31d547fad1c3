# /team tilpas: how often, when, and which themes rest.

adjust-title = { $team }: rhythm and themes
adjust-panel-text = Choose what suits you. It counts at once, but a new weekday counts from next week.
adjust-rhythm = The question now comes { $rhythm }.
adjust-themes = The themes are changed.
adjust-unchanged = It was like that already, so I have changed nothing.
rhythm-from = { $rhythm }, from { $date }. Until then the old rhythm stands: { $until_then }
resting-heading = Themes that rest
resting-none = All themes are in.
resting-everything = If every theme rests, I have nothing to ask. Let at least one stay. If you want some peace for a while, use `/team pause`.
resting-empty = There was no theme. Write the themes that are to rest, with commas between them, or write "none".
resting-unknown = I do not know the theme "{ $text }". Did you mean "{ $closest }"? Write the themes with commas between them, or write "none".
choose-rhythm-hint = How often?
choose-weekday-hint = Which day?
choose-time-hint = What time?
choose-themes-hint = Themes that rest
at-time = { $time }
dates-paused = The team is paused. Use `/team resume` when you are ready.

# /team indstillinger: everything a team has set.

settings-title = { $team }: settings
settings-footer = You change rhythm and themes with /team adjust.
choose-setting-hint = What do you want to change?
choose-channel-hint = Choose a channel
setting-changed =
    It is changed.
    {"**"}{ $heading }:{"**"} { $stands }
setting-unchanged = It was like that already, so I have changed nothing.
button-back = Back
button-no-channel = Use no channel

heading-days-off = Public holidays
heading-policy = When the date is a day off
heading-breaks = Breaks and closing days
heading-reminder = Reminder
heading-quiet-month = A quiet month
heading-trio-channel = TRIO's channel
heading-core-task = The core task
heading-least-people = Fewest people behind a number
heading-language = Language in the channel
heading-zone = Time zone

days-off-on = Public holidays are days off.
days-off-off = Public holidays are ordinary days.
policy-next = A question that falls on a day off comes the next working day.
policy-previous = A question that falls on a day off comes the working day before.
policy-skip = A question that falls on a day off is skipped.
reminder-on = Yes, once at most, and only when nobody has answered.
reminder-off = No reminder.
quiet-month-line = The monthly letter becomes one kind line.
quiet-month-nothing = There is no monthly letter.
trio-channel-none = No channel. TRIO gets private messages.
trio-channel-kind = TRIO's channel must be a text channel, and { $channel } is of another kind. Choose another.
trio-channel-own = { $channel } is the team's own channel. Choose one that only TRIO can see, so that the next question is not given away.
core-task-none = Not written yet.
least-people = Numbers about people are shown only when at least { $k } stand behind them.
least-people-option = At least { $k } people
summer-none = No summer break.
summer-week = Summer break in week { $week }.
summer-weeks = Summer break in weeks { $first }–{ $last }.
christmas-on = Christmas break from 24 December to 1 January.
christmas-off = No Christmas break.
weeks-rest = { $count ->
    [one] Week { $weeks } is off as well.
   *[other] Weeks { $weeks } are off as well.
}
closing-days = Closing days: { $days }.
closing-days-more = { $count ->
    [one] one more
   *[other] { $count } more
}

help-days-off = The same goes for your closing days. In breaks there is no question.
help-reminder = The reminder names nobody. It only says that the question is still open, and that it is fine to skip it.
help-quiet-month = Some months there is nothing to tell. Then the letter can be one kind line, or not come at all.
help-trio-channel = Here TRIO gets previews and a look at what is coming. Choose a channel that only TRIO can see.
help-least-people = The number can be raised but not lowered again. Otherwise one could subtract two numbers and work out who stands behind them.
help-language = It is for what I write in the channel. My private answers follow each person's own language.

yes = yes
no = no
breaks-form-title = Breaks and closing days
breaks-summer-label = Summer break: which weeks?
breaks-summer-hint = 28-31. Leave it empty if you take no summer break.
breaks-christmas-label = Christmas break 24 December–1 January?
breaks-christmas-hint = yes or no
breaks-weeks-label = Other weeks you are off
breaks-weeks-hint = 7, 42
breaks-days-label = Closing days
breaks-days-hint = 2027-05-14, 2027-12-23
breaks-unknown-weeks = I do not understand the weeks "{ $text }". Write week numbers from 1 to 53, for instance 28-31 or 7, 42.
breaks-unknown-christmas = I do not understand "{ $text }" about the Christmas break. Write yes or no.
breaks-too-many = There is room for { $most } closing days at a time. Take the next ones first, and write the rest when the time comes.
breaks-past = These days have passed already, so I have left them out: { $days }.
core-task-form-title = The core task in one line
core-task-label = What are you here for?
core-task-hint = That citizens have a good everyday life at home. An empty field removes the line.
zone-form-title = Time zone
zone-label = Which time zone?
zone-hint = Europe/Copenhagen
zone-unknown = I do not know the time zone "{ $text }". Did you mean { $closest }? Write it like Europe/Copenhagen.
