# The plan that the TRIO sees, and what it is told of it.

plan-title = Coming up for { $team }
plan-intro = This is what the next weeks look like. If a question doesn't suit you right now, swap it.
plan-footer = What you see here is what the team gets. New questions don't change the plan.
plan-heading = Week { $week } · { $when }
plan-rests-here = No question that day. You have let it rest.
plan-nothing-left = There is nothing to ask here: every theme is resting.
plan-no-dates = There are no dates right now. If the team is paused, use `/team resume`.
plan-no-other = There is no other question to swap to. With fewer themes resting there are more to choose from.
plan-date-passed = That date is no longer in the plan. See the new one with `/team plan`.
plan-changed-meanwhile = The plan has changed in the meantime. This is how it looks now.
plan-swapped = Swapped. This is what you get { $when }.
plan-rests = Then you rest { $when }. The next question comes as usual.
plan-asked-again = Then you are back { $when }.
plan-ahead = In three working days, { $when }, I'll ask { $team } this. If it isn't the right one just now, you can swap it here.
plan-invitation =
    A question is easier to answer once somebody else has gone first. I'll ask { $team } this one in { $channel } { $when }:

    {"**"}{ $prompt }{"**"}

    Would you like to write one of the first answers? A couple of honest lines is enough, and it is fine not to.
plan-few-left = { $left ->
    [one] There is one question left that the team hasn't had.
   *[other] There are { $left } questions left that the team hasn't had.
} After that I start over. More themes can be woken with `/team adjust`.
plan-none-left = The team has had every question, so now I start over. More themes can be woken with `/team adjust`.

button-plan-swap = Swap { $day }
button-plan-lighter = Give us a lighter one
button-plan-rest = Skip
button-plan-ask = Bring { $day } back
