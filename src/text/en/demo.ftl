# The page of `aktor demo`.

demo-job-carer = Care worker in home care
demo-job-helper = Care assistant in home care
demo-job-teacher = Teacher at the school by the stream
demo-job-roads = Road crew, Roads and Parks
demo-job-caseworker = Caseworker at the job centre
demo-job-leader = Leader in home care · TRIO
demo-job-environment = Work-environment representative · TRIO
demo-job-union = Union representative · TRIO
demo-job-administrator = HR consultant, administers the server
demo-job-committee = Member of the main committee (HU)

demo-tour-answer = Answer this week's question
demo-tour-answer-text = You begin as Asta in home care. Every week Aktør asks one question in the team's channel. Press **Svar** (answer) below the question, or open the thread and write there. One line is enough.
demo-tour-nominate = Highlight a colleague
demo-tour-nominate-text = As Asta: Bo did something good. Right-click his name among the members, or press **Fremhæv kollega** (highlight) below the question, and tell what happened. Nobody sees it yet: Bo is asked first.
demo-tour-consent = Say yes as the one it is about
demo-tour-consent-text = Become Bo. Aktør has written to him privately, with the exact words. Press **Ja, gerne** (yes, please), and the example is shared. Nobody is told about a no.
demo-tour-letter = Let a month pass
demo-tour-letter-text = Become Mette of the TRIO. Press **Next monthly letter**; your colleagues answer meanwhile. Read the preview in the private messages, press **Godkend** (approve), and press **Next monthly letter** again. The letter comes at ten o'clock.
demo-tour-withdraw = Change your mind
demo-tour-withdraw-text = Everything can be taken back. Become Bo again. Find his example or the monthly letter in the channel, and press **Tag mig ud** (take me out). It is corrected where it stands.
demo-tour-team = Make it your own
demo-tour-team-text = Become Ole, who administers the server. The school's channel has no team yet. Type **/setup**, and choose a weekday and an hour if you like. Then it is your turn.

demo-leap-passed = It is now { $when }.
demo-leap-question = A new question has come. It is now { $when }.
demo-leap-no-question = No new question comes in the next six weeks. Perhaps the team is pausing, or none has been created yet.
demo-leap-preview = The monthly letter is with { $names } for a look. Become one of them, and press Godkend (approve) in the private message.
demo-leap-letter = The monthly letter has come. It is now { $when }.
demo-leap-no-letter = No monthly letter comes in the next six weeks. Perhaps no team has been created in this channel yet.
demo-fill-done = { $answers ->
    [one] One colleague has answered.
   *[other] { $answers } colleagues have answered.
} They also highlight each other.
demo-fill-nobody = The colleagues here have no more to say about this week's question. Go to the next, and they may write again.
demo-fill-no-question = No question has been asked here yet. Choose a channel with a team, or go to the next question.
demo-broken = Something went wrong on the way. Stop the demo and start it again; nothing is lost, for everything here is invented.
