# What the team has learned.

button-learning-share = Share with the team
button-learning-share-named = Share with my name
button-learning-offer = Let TRIO share it
button-learning-edit = Edit
button-learning-erase = Delete
button-learning-read = Read it
button-learning-too = We have learned something too
button-learn-from-step = Write what we learned

learning-form-title = What we learned
learning-tried-label = What did we try?
learning-tried-hint = We tried to …
learning-happened-label = What happened?
learning-happened-hint = It went like this …
learning-learned-label = What did we learn?
learning-learned-hint = Now we know that …
learning-next-label = What do we try now?
learning-next-hint = May be left empty
learning-title = What we learned
learning-from = Told by { $name } · thanks for the courage
learning-nameless = Told by a colleague · thanks for the courage
learning-incomplete = The first three parts are needed: what we tried, what happened, and what we learned. Half a sentence is enough.
learning-mentions = A learning is about us, not about one person. Take out the @ and the name, write "we" instead, and send it again.
learning-preview = This is how it looks. Only you can see it. If you don't share it, I delete it tomorrow.
learning-too-many = You have several that aren't shared yet. Share or delete one of them first.
learning-shared = Thank you for sharing it. The rest of us can build on that. You'll find it in { $place }.
learning-edited = It is corrected.
learning-offered = It is with TRIO now. They can read it and share it, but they don't get your name. You can still edit or delete it.
learning-no-trio = The team has no TRIO yet. You can share it yourself, with or without your name.
learning-offer = A colleague in { $team } has written about something we have learned, and leaves it to you whether the team should see it.
learning-read = A colleague has written this. If you share it, there is no name by it.
learning-erased = It is deleted.
learning-gone = That learning is no longer here.
