# The month's picture, and the same in words.

picture-invite-task = Who kept at it until it worked?
picture-invite-context = Who made the whole a little better?
picture-invite-lead-follow = Who took the lead – or followed well?
picture-invite-others = Who brought someone else in?
picture-leaf = Every leaf is a good example we have shared.
picture-quiet = Not much was shared. A good deal was surely done.
picture-talked-about = What we talked about
picture-nothing-said = What is on your minds? One line is enough when the next question comes.
picture-more = … and more
picture-our-team = Our team
picture-questions = { $count ->
    [one] 1 question
   *[other] { $count } questions
}
picture-answers = { $count ->
    [one] 1 answer
   *[other] { $count } answers
}
picture-examples = { $count ->
    [one] 1 good example
   *[other] { $count } good examples
}
picture-alt = A picture of { $month } in { $team }: four plants in one bed, a leaf for every good example.
