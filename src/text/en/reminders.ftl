# Calling a round to mind, and a member's own pace.

reminder = This week's question is open until { $until }. One line is enough, and it's fine to skip it.
nudge =
    This week's question in { $team } is here:

    {"**"}{ $prompt }{"**"}

    { $link }
    You asked for this message. Write `/my-data reminders` in the team's channel if you'd like some quiet.
nudge-without-words =
    This week's question in { $team } is here. Read it where it was asked: { $link }

    You asked for this message. Write `/my-data reminders` in the team's channel if you'd like some quiet.

pace-title = Your messages from { $team }
pace-nudge = You get a private message when the week's question has come, and when somebody needs your answer.
pace-quiet = You get a private message only when somebody needs your answer, for instance about an example of yours.
pace-pause = You get no private messages. What needs your answer waits until you use me yourself; its deadlines run meanwhile.
pace-set = I'll do it that way.
pace-footer = Only you can see your choice. If something you write looks like a personal number, I always tell you at once.
button-pace-nudge = Nudge me
button-pace-quiet = Only when it concerns me
button-pace-pause = Pause
