# /team afslut: what becomes of what is kept.

finish-title = Finish { $team }?
finish-question = Then I ask no more questions here, collect nothing more and write nothing more. Examples that wait for a yes are erased. What is to become of what I have kept?
finish-keep-means = Answers are erased when they are { $days } days old, as promised. Shared examples stay until somebody takes themselves out. If you start again with `/setup`, the rest is still here.
finish-erase-means = Answers, examples, what the monthly letters have chosen, TRIO's seats and your core task are erased with me at once. What I have written in the channel belongs to the channel and stays there. Delete it there if it is to go as well.
button-finish-keep = Stop, and keep until the time is up
button-finish-erase = Stop, and erase everything now
button-finish-not = Cancel
erase-title = Erase everything from { $team }?
erase-question = It cannot be undone.
button-erase-yes = Yes, erase everything now
finish-not = { $team } goes on as before.
finish-kept = { $team } is finished. I ask and collect nothing more. Answers are erased when they are { $days } days old. If you want to start again, use `/setup` here in the channel.
finish-erased = { $team } is finished, and everything is erased with me. What stands in the channel you can delete yourself. If you want to begin anew, use `/setup` here in the channel.
