# OLFA cards.

button-olfa-go = I'll get started
button-olfa-talk = We talk about it first
button-olfa-wait = I'll wait
button-olfa-share = Share with the team
button-olfa-erase = Delete
button-olfa-too = Weigh an idea yourself

olfa-form-title = Hold an idea against OLFA
olfa-idea-label = What is the idea?
olfa-idea-hint = The one you have been saving. One line is enough
olfa-organisation-label = Organisation: Does it help the task?
olfa-organisation-hint = Think of what you are here for
olfa-leadership-label = Leadership: Is it inside the frame?
olfa-leadership-hint = Agreements, money, good administration
olfa-community-label = Community: Does it help us?
olfa-community-hint = Colleagues, and those we work with
olfa-employee-label = Employee: What will I do?
olfa-employee-hint = The first thing you can do yourself
olfa-core-task = The core task: { $task }
olfa-title = OLFA
olfa-incomplete = The idea and all four corners are needed. Half a sentence is enough.
olfa-decide = This is how your idea looks. Only you can see it. What will you do?
olfa-decided = Your decision: { $verdict }. Only you can see it. If you share it with the team, your name stands by it. Otherwise I delete the card tomorrow.
olfa-goes = { $name } is getting started.
olfa-talks = { $name } would like to talk with you about it first.
olfa-waits = { $name } waits with it.
olfa-too-many = You have several cards that aren't shared. Share or delete one of them first.
olfa-shared = It is shared. You'll find it in { $place }.
olfa-erased = The card is deleted.
olfa-gone = That card is no longer here.
