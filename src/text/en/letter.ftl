# The monthly letter.

letter-title = Monthly letter · { $month }
letter-thread-name = Monthly letter · { $month }
letter-story = A story from the month
letter-small-things = The small things
letter-expectations = Four expectations and possibilities
letter-expectation-story = See the story above.
letter-learning = What we learned
letter-learning-told = We tried: { $tried }
    We learned: { $learned }
letter-learning-thanks = *Thanks to the one who dared to tell it.*
letter-doubts = *This is hard just now*: { $themes }. Several of us have written about it.
letter-steps = Agreed and done
letter-step-done = • {"**"}Done{"**"}: { $what }
letter-step-agreed = • {"**"}Agreed{"**"}: { $what } (we talk about it on { $day })
letter-step-open = • {"**"}Still open{"**"}: { $what }
letter-take-along = Bring to the meeting
letter-footer = Answers are kept for { $days } days at most, quotes carry no name, and stories are shared only after a yes. To leave or correct something, use the buttons.
letter-quiet = Not so much was written in { $month }. A good deal was surely done.
letter-quote = "{ $text }"
letter-rest-in-thread = The rest of the letter is in the thread.

button-leave-letter = Take me out
button-correct-letter = Correct the text
button-approve = Approve
button-stop = Stop

letter-preview-title = Preview · monthly letter for { $month }
letter-preview-text = This is what the team's letter will be. It is posted once approved, at the earliest { $when }.
letter-preview-one = Your approval is enough.
letter-preview-both = Both of you need to approve.
letter-preview-two = Two of you need to approve. Any one can stop it.
letter-preview-only = This is what the letter for { $month } looks like right now. Only you can see it.
letter-preview-why = Why it was chosen
letter-preview-empty = There is nothing to tell from { $month } yet.
letter-why-story = The story: an example about people who haven't been the story for a long time.
letter-why-chance = The rest was drawn by lot from what may be shared.
letter-approved = Thank you. Your approval is noted. The letter is shared once one more from TRIO has approved it.
letter-approved-posting = Thank you. The letter is approved and will be posted { $when }.
letter-stopped = The letter has been stopped. It will not be posted.
letter-stopped-by-other = The letter has been stopped by another member of the TRIO.
letter-already-posted = The letter has already been posted: { $link }
letter-closed = That letter is closed, so it can no longer be approved or stopped.
letter-reminder = The monthly letter for { $month } is still waiting for the TRIO.
letter-left = You have been taken out of the letter. It has been corrected.
letter-not-in = I found nothing of yours in the letter, so there is nothing to take out.
letter-correct-title = Correct the text
letter-correct-label = It should say
letter-corrected = The text has been corrected.
letter-correct-nothing = There is nothing in the letter that you can correct. You can correct what you wrote or are named in.
