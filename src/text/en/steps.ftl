# The team's next steps.

button-next-step = Next step
button-step-leads = I'll go first
button-step-joins = I'm in
button-step-withdraw = Take me off
button-step-done = Done
button-step-under-way = Under way
button-step-differently = Went differently
button-step-dropped = Dropped
button-step-move = Choose another day
button-step-erase = Delete the step

next-step-form-title = Agree a next step
next-step-what-label = What will we do?
next-step-what-hint = Something we can do ourselves. Small is fine
next-step-frame-label = Inside which frame?
next-step-frame-hint = Time, money, or whom we should ask first
next-step-when-label = When do we talk about it again?
next-step-when-hint = For example Friday, 24/12 or 14 December
next-step-move-form-title = Choose another day

next-step-title = Next step
next-step-frame = The frame: { $frame }
next-step-again = We talk about it again on { $day }.
next-step-done = Done on { $day }.
next-step-differently = It went differently from what we thought.
next-step-dropped = We let it go.
next-step-leads = Going first: { $names }
next-step-joins = Joining in: { $names }
next-step-others = others
next-step-agreed = Agreed. The step is in { $place }, and I'll ask about it on { $day }.
next-step-too-many = The team has many open steps just now. Finish one, or let it go, with `/next-step status`. Then there is room again.
next-step-too-far = That is more than a year ahead. Choose a day that is closer.
next-step-gone = That step is no longer here.
next-step-closed = That step has been wrapped up. Agree a new one with `/next-step agree`.
next-step-you-lead = Good. You go first, and your name stands by the step.
next-step-you-join = Good. You're in, and your name stands by the step.
next-step-withdrawn = Your name isn't there any more.
next-step-not-in = Your name isn't by that step.
next-step-not-yours = Only the person who wrote the step, and TRIO, can delete it.
next-step-erased = The step is deleted.

next-step-ask-title = How did it go?
next-step-ask = Today we wanted to talk about this:
next-step-ask-footer = Anyone in the team can answer. It's quite all right if it went differently.
next-step-answered-title = How it went
next-step-answered = Somebody else has answered. This is how it stands: { $state } Correct it with `/next-step status`.
next-step-settled-done = Thank you. Good that you saw it through.
next-step-settled-under-way = Thank you. I'll ask again on { $day }.
next-step-settled-differently = Thank you for saying so. That's often where we learn something.
next-step-settled-dropped = Thank you. That's an answer too.

next-step-list = Next steps in { $team }
next-step-list-footer = Agree a new one with /next-step agree, or say how it's going with /next-step status.
next-step-line = • { $day }: { $what }
next-step-done-lately = Done lately
next-step-none = You haven't agreed a step just now. Do so with `/next-step agree` if you like.
next-step-choose = Which step do you want to tell about?
next-step-choose-hint = Choose a step
