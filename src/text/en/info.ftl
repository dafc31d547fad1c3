# The information text (shown before anything is collected, and at /hjælp) and the help.
# A change of meaning here is a new version: raise INFORMATION_VERSION in info.rs.

information-title = What is kept, and why?
information-text =
    {"**"}Why?{"**"} So that you can talk together about your agency: how you take responsibility, bring each other into play and succeed with the core task.

    {"**"}What do I keep?{"**"} Your name and id on Discord, and what you write in my threads, in direct replies to my questions and through my buttons and commands. Also whom you nominate, who nominates you, and what you choose with me, such as a seat in the TRIO. Attached files I only count. The rest of the channel I do not keep. Personal numbers (CPR), phone numbers, e-mail addresses and addresses I remove before I keep anything. Do not write about citizens or about anyone's health.

    {"**"}Without a name?{"**"} If you press Answer without a name, I keep the words, the month, what you yourself say it is, and a print of the key in your receipt. Not who you are. So I cannot find the answer for you: only the button in the receipt can erase it. Discord knows that you clicked.

    {"**"}Who can see it?{"**"} Everyone in the channel sees what stands there. The TRIO sees the monthly letter before it is shared. Those who run me have access to what I keep. Discord is an American company and sees everything written on Discord. No management gets numbers about individuals, and nobody can see who does not answer. I show numbers about people only when at least five stand behind them.

    {"**"}For how long?{"**"} Answers and suggestions for { $days } days at most. Next steps, learnings and OLFA cards just as long, from when they are finished or shared; what you don't share is gone the day after. Examples nobody has said yes to, for 14 days. Examples that are shared, until you take yourself out. A suggestion that the TRIO takes up becomes the team's; your name stands there only if you have chosen so. Notes on who changed settings, for 24 months, without what you have written. My posts in the channel stay until somebody removes them. I remember which of them are yours, also when I have erased the words, so that I can remove them if you are erased. Whom a monthly letter quotes, I remember for two years. In backups everything stays until the copy is deleted.

    {"**"}What must it not be used for?{"**"} Never for appraisal, pay, warnings or dismissal.

    {"**"}Who is responsible?{"**"} { $controller } is the controller. The legal basis is article 6(1)(e) of the General Data Protection Regulation: a task in the public interest. A story leaves the team only with your consent, which you can withdraw.

    {"**"}Your rights:{"**"} Write `/my-data show` to see what I keep about you, `download` to get it in a file, `erase` to have it erased, and `reminders` to decide how much I write to you. When I erase you, I also remove or correct my own posts with your words or your name. When you edit or delete a message yourself, I follow. If you leave the server, I erase what I keep about you after 14 days. You can also have something corrected, have its use restricted, and object. Ask { $contact }. You can complain to the Danish Data Protection Agency (datatilsynet.dk).
information-news-title = News about what I keep
information-news = Here is a new version of the text about your data. What is new: with `/my-data` you yourself see, download and erase what I keep about you, and my posts follow. When somebody leaves the server, I erase what I keep about them after 14 days. You always find the text again with the button *What is kept?* under the question of the week and with `/help`.
information-purpose = The purpose, in the words of the workplace
information-version = Version { $version }
information-controller-unnamed = Your workplace
information-contact-unnamed = your leader or your workplace's data protection officer

help-title = What can you do here?
help-member =
    `/reflection` · the question of the week, and where to answer
    `/meeting-answer` · what you arrived at together
    `/nominate` · tell about something good that a colleague did
    `/examples` · the good examples of the team
    `/our-words` · what a word like agency means to you
    `/prompt suggest` and `/prompt list` · your own questions
    `/my-data` · what I keep about you, and how much I write
    `/help` · this overview

    You can also just write in the thread of the week. One line is enough. If you write #godteksempel and a colleague's name with an @ in front, I help you to nominate it.
help-together =
    What you do together:
    `/next-step agree` · what you do now, and when you talk about it again
    `/next-step list` and `/next-step status` · how it is going
    `/learning` · what you tried, and what you learned
    `/olfa` · hold an idea against the four corners before you start
help-trio =
    You look after the dialogue in { $team }:
    `/team status` · rhythm, dates, and whether anything is missing
    `/team adjust` · rhythm, weekday and themes
    `/team settings` · days off, reminder, the core task and more
    `/team pause` and `/team resume` · pause, and start again
    `/team plan` · see the coming questions and swap those that don't suit you
    `/prompt approve` and `/prompt hide` · decide which questions you get
    `/team post-now` · ask the next question at once
    `/team trio` · choose leader, AMR and TR
    `/team finish` · stop the team
    `/digest preview` · see the letter of the month before it is posted
help-administrator =
    You can manage the server:
    `/organisation settings` · contact, controller, and what was discussed
    `/setup` · make a channel a team, or change its set-up
help-no-team = There is no team here yet. An administrator can create one with `/setup`.
help-words = Your words
help-word = {"**"}{ $word }{"**"}: { $meaning }
help-expectations = Four expectations and possibilities
help-expectation-line = { $label } ({ $term })
