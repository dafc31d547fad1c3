# The team's own prompts: suggested, decided on, hidden, put into the team's own words.

own-asked-by = Asked by { $name }
own-waiting = { $count ->
    [one] One suggested question is waiting. See it with `/prompt approve`.
   *[other] { $count } suggested questions are waiting. See them with `/prompt approve`.
}

own-thanks = Thank you. The TRIO reads your suggestion and decides whether it joins the rest. Your name isn't shown.
own-thanks-named = Thank you. The TRIO reads your suggestion and decides whether it joins the rest. If it does, it will say "Asked by { $name }".
own-already = Already there: { $text }
own-already-hidden = Already there, but hidden: { $text }
own-exists =
    You already have that question:
    {"**"}{ $text }{"**"}
own-exists-hidden =
    You have that question, but you have hidden it:
    {"**"}{ $text }{"**"}
    The TRIO can bring it back with `/prompt hide`.
own-alike =
    It looks like a question you already have:
    {"**"}{ $text }{"**"}
    If yours asks about something else, just send it.
own-alike-hidden =
    It looks like a question you have hidden:
    {"**"}{ $text }{"**"}
    The TRIO can bring it back with `/prompt hide`. If yours asks about something else, just send it.
own-alike-waiting = A suggestion much like it is already waiting for the TRIO. If yours asks about something else, just send it.
own-draft-heading = Your suggestion
own-draft-kept = I keep it for a day, so you can think it over.
own-draft-gone = I no longer have that suggestion. Write it again with `/prompt suggest`.
own-too-many = Many suggestions are waiting for the TRIO just now. Keep yours for a little later, or tell one of them.
own-enough-of-yours = You have five suggestions that haven't been decided on yet. Take one of them back with `/prompt list` if you would rather suggest this.

own-list-title = The questions in { $team }
own-list-intro = This is what you have come up with yourselves, and what you have hidden or reworded.
own-list-none = There is nothing here yet. If you have a good question in mind, use `/prompt suggest`.
own-list-waiting = { $count ->
    [one] One suggestion is waiting for the TRIO.
   *[other] { $count } suggestions are waiting for the TRIO.
}
own-list-page = Page { $page } of { $pages }
own-mine-waiting = Your suggestion · waiting for the TRIO
own-mine-draft = Your suggestion · not sent
own-mine-refused = Your suggestion · not this time
own-refused-because = The TRIO writes: { $reason }
own-entry-reworded = your own words
own-entry-hidden = hidden
own-choose-hint = See a suggestion that is waiting
own-take-back-hint = Take something of yours back
own-take-back = Take the suggestion back
own-take-name = Remove my name
own-withdrawn = Your suggestion is erased.
own-unnamed = Your name won't be there the next time it is asked. What has been asked already stays as it was.
own-not-taken-back = There is nothing to take back any more. This is how it stands now.

own-panel-title = Suggestion for { $team }
own-panel-heading = The thread will be called "{ $heading }".
own-panel-named = If it joins the rest, it will say "Asked by { $name }". If you change the question, the name isn't shown.
own-panel-alike = It looks like one you already have: { $text }
own-panel-alike-hidden = It looks like one you have hidden: { $text }
own-panel-more = { $count ->
    [one] One more is waiting after this.
   *[other] { $count } more are waiting after this.
}
own-none-waiting = No suggestion is waiting right now.
own-unknown-suggestion = I can't find "{ $text }" among the suggestions that are waiting. Choose one of those that appear as you type.
own-approved = Approved. It is now one of your questions, and is asked when its turn comes. The plan is the same.
own-refused = It won't be among your questions. Whoever suggested it is told your reason privately.
own-decided-approved = That suggestion has already been approved.
own-decided-refused = The TRIO has already said no to that suggestion.
own-decided-gone = That suggestion is no longer waiting.
own-edit-form-title = Edit and approve
own-refuse-form-title = Why not?
own-text-label = The question
own-title-label = Title of the thread
own-title-hint = Leave it empty and I'll make one.
own-help-label = A line of help
own-help-hint = A small example to start from. Optional.
own-reason-label = Your reason
own-reason-hint = Whoever suggested it gets to read it. Write it as you would say it.
own-told-refused =
    Thank you for your suggestion for { $team }:
    {"**"}{ $text }{"**"}
    The TRIO has read it and won't use it this time. They write: { $reason }
    If you have another, they would like to see it: `/prompt suggest`.

own-unknown-prompt = I can't find the question "{ $text }". Start typing some of it, and choose it from the list.
own-prompt-asked = It is asked when its turn comes.
own-prompt-hidden = It is hidden and isn't asked.
own-prompt-reworded = It is in your own words.
own-hidden = It won't be asked. If it is in the plan, you get another one that day.
own-shown-again = It is back.
own-reworded = It is in your own words now.
own-original = The original words are back.
own-last = That is the last one I have to ask. Bring another back first, or let fewer themes rest with `/team adjust`.
own-changed-meanwhile = Somebody else has reworded it in the meantime. See what it says now with `/prompt hide`.
own-reword-form-title = In your own words

button-own-send = Send anyway
button-own-back = Previous
button-own-on = Next
button-own-approve = Approve
button-own-edit = Edit and approve
button-own-refuse = Decline
button-own-hide = Hide
button-own-show = Bring back
button-own-reword = Reword
button-own-original = Use the original words
