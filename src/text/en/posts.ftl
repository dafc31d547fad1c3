# What stands in the team's channel: the prompt, its thread, the introduction, the reminder.

prompt-heading = Question of the week · week { $week }
prompt-extra-heading = A question for us · week { $week }
prompt-thread-name = Week { $week } · { $title }
prompt-core-task = {"**"}Our core task:{"**"} { $line }
prompt-how = Answer in the thread, or use the button. One line is enough, and it is fine to skip it.
prompt-how-by-button = Answer with one of the buttons. What you write in the thread your colleagues can read, but I cannot, so it is not taken in. One line is enough, and it is fine to skip it.
prompt-minutes = { $minutes ->
    [one] Takes a minute.
   *[other] Takes { $minutes } minutes.
}
prompt-kept = Answers are kept for { $days } days at most and may appear in the team's monthly letter without a name. Edit or delete yours, and I do the same.

button-answer = Answer
button-nameless = Answer without a name
button-nominate = Nominate a colleague
button-what-is-kept = What is kept?

introduction-title = Hello, my name is Aktør
introduction-by-button-title = Answer with the buttons
introduction-by-button = Here I cannot read what you write in the threads. I only take in what you send with my buttons and commands.
introduction-text =
    I am a bot. I ask a short question in this channel { $cadence }: about taking responsibility, bringing each other into play, and succeeding with the task together. Answer when you feel like it. One line is enough, and it is fine not to.

    {"**"}Good examples{"**"} of what a colleague does are shared only when that colleague has said yes. Every month I gather a small letter about what succeeded and what we learned.

    {"**"}What I never watch:{"**"} who does not answer. Nothing from here may be used for appraisal, pay, warnings or dismissal.

    {"**"}What I keep:{"**"} only what you give me, and only for a time. All of it stands below. You always find it again with the button *{ button-what-is-kept }* and with `/help`.
