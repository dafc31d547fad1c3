# Answers without a name, and answers from a meeting. The form says what is and is not hidden: keep it true
# (docs/privacy.md says it at length).

nameless-form-title = Without a name: I do not keep yours
nameless-form-label = Somebody may know you by your words
nameless-form-hint = Discord knows you clicked. So could anyone watching the bot run at that moment. One line will do.
nameless-where = Your answer is here, as "A colleague": { $link }
nameless-kept = I have not kept that it is yours. Only the button here can erase it, and only you can see it. Discord removes this message when you reload or close. Then the button is gone, and I cannot find your answer for you.
nameless-enough = You have written three answers without a name to this question, and I take no more from one person. You can erase one of them, or answer with your name.
nameless-same-words = Exactly these words stand there already, without a name. If they are somebody else's and you mean the same, please put it in your own way.
nameless-other-words = What you sent first has been taken in. The new words have not been sent: erase the first and answer again if they should stand there instead. Here they are, ready to copy:
    { $text }
nameless-kind-hint = What is it? Choosing is up to you
nameless-no-kind = None of these
nameless-kind-none = Nothing is noted with your answer now.
nameless-kind-noted = Noted: { $kind }. It is not shown in the thread.
nameless-kind-concern = Noted as a concern. It is not shown in the thread. If nobody has answered it when three working days have passed, I tell the AMR and the TR that it stands there. The leader does not hear it from me.
button-erase-nameless = Erase my answer
nameless-only-receipt = That answer was written without a name, so I do not know whose it is. Only the button in the receipt can erase it. If that is gone, ask someone who looks after the server to delete the message: then I erase it too.
nameless-concern-told =
    Somebody in { $team } has written a concern without a name. Three working days have passed, and nobody has answered it: { $link }

    You are told because you are AMR or TR. I have not told the leader. An answer in the thread, or just a question, shows that somebody has seen it. Nobody is to find out who wrote it.

meeting-form-title = Answer from the meeting
meeting-form-label = What did you arrive at together?
meeting-form-hint = What you agree to share, without names. One line is enough.
meeting-thanks = Thank you. Now everyone is in, those without a phone at hand too.
meeting-where = Your answer is here, as "From the meeting": { $link }
meeting-kept = I have not kept who typed it. Only the button here can erase it, and only you can see it. Discord removes this message when you reload or close.
