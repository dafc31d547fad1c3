# /my-data: what is kept about whoever asks.

mine-title = What I keep about you here
mine-nothing = I keep nothing about you on this server.
mine-what-next = `/my-data download` gives you all of it as a file that only you can see. `/my-data erase` erases it.
mine-footer = Answers are erased automatically when they are { $days } days old. Answers without a name are not counted: I don't know who wrote them.
mine-answers = Your answers: { $count }
mine-examples-given = Good examples you told: { $count }
mine-examples-about = Good examples about you: { $count }
mine-consents = Yes and no to who may hear an example: { $count }
mine-steps = Next steps you wrote down: { $count }
mine-hands = Steps you lead or join: { $count }
mine-learnings = Learnings you wrote: { $count }
mine-cards = Ideas you weighed with OLFA: { $count }
mine-questions = Questions you suggested: { $count }
mine-meanings = Suggestions for what words mean to your team: { $count }
mine-trio = Seats in a TRIO and answers about monthly letters: { $count }
mine-rest = Messages, choices and other small things you are part of: { $count }
mine-file = Here is everything I keep about you on this server. Only you can see the file. Answers without a name are not in it: I don't know who wrote them.
mine-too-much = There is so much that it does not fit in an answer on Discord. Write to whoever looks after the bot (see `/help`) to get it in another way.
mine-file-name = my-data.json
mine-not-in-file = Answers without a name are not in here. The bot does not know who wrote them.

erase-me-title = Shall I erase everything about you?
erase-me-question = That is everything I keep about you on this server, including in the files on disk. What I have posted in the channels with your words or your name is changed or removed within a minute. It cannot be undone.
erase-me-goes = This goes
erase-me-stays = This stays
erase-me-what-stays = A good example that colleagues have said yes to stays, without you. A question of yours that the TRIO took in stays, without your name. What you wrote in a thread yourself I cannot remove: delete it in Discord if you want it gone there, too. Where a colleague wrote your name without @, I cannot find it. And the private messages I have sent you stay with you.
erase-me-nameless = Answers without a name
erase-me-nameless-stays = I can't reach those, because I don't know who wrote them. Erase them with the button on your receipt, if you still have it.
erase-me-copies = Backups already made hold it until they are deleted. If one of them is put back, whoever runs me sees to it that you are erased again.
button-erase-me-yes = Yes, erase everything about me
button-erase-me-no = Cancel
erase-me-done = Everything about you on this server is erased. What stands in the channels follows within a minute. You are always welcome to write again.
erase-me-not = Nothing has changed.
