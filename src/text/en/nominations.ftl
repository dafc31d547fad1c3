# Good examples: choosing, writing, asking for consent, showing.

nominate-whom = Whom would you like to nominate? Choose one to five colleagues. They are asked before anything is shown.
nominate-whom-hint = Choose colleagues
nominate-what = What is it a good example of?
nominate-what-hint = Choose an expectation
nominate-form-title = A good example
nominate-form-what-label = What happened?
nominate-form-what-hint = Tell it briefly, as you would over a cup of coffee.
nominate-form-unread-hint = I could not fetch the message. Tell it in your own words.
nominate-form-meant-label = What did it mean?
nominate-form-meant-hint = To the citizen, to the task or to us.

nominate-sent = { $count ->
    [one] Thank you. I ask { $names } privately and share it only after a yes. You hear from me by { $until }.
   *[other] Thank you. I ask { $names } privately and share it only with those who say yes. You hear from me by { $until }.
}
nominate-sent-team = Thank you. It has been shared with the whole team: { $link }
nominate-self = You cannot nominate yourself here. Do tell it in the thread of the week instead, or ask a colleague to.
nominate-nobody = Choose at least one colleague, or the whole team.
nominate-too-many = You can name at most { $most } colleagues at a time.
nominate-too-often = You have already nominated { $most } times today. Save it for tomorrow.
nominate-bot = { $name } is a bot. Choose a colleague.
nominate-left = { $name } is not on this server. Choose a colleague who is here.
nominate-message = This is about { $name }: { $link }
    What is it a good example of?
nominate-message-own = That is your own message. If a colleague did something good, tell it with `/nominate`.
nominate-message-bot = That message was written by a bot. Choose one that a colleague wrote, or use `/nominate`.
nominate-message-system = That message is from Discord itself. Choose one that a colleague wrote, or use `/nominate`.
nominate-message-empty = There are no words in that message. Tell it in your own: use `/nominate`.
nominate-message-gone = The message has been deleted, so I take nothing from it. If you still want to tell it, use `/nominate`.
nominate-message-told = You have already nominated that message.
nominate-several-unknown = I do not know "{ $text }". Type @ and choose your colleagues from the list that appears.

consent-title = A good example about you
consent-text = { $others ->
    [0] { $giver } has written about something you did. Only the two of you (and those who run the bot) can see it.
   *[other] { $giver } has written about something you and others did. Only those who are named and the one who wrote it can see it (and those who run the bot).
}
consent-terms = { $others ->
    [0] May it be shared in { $channel }? If you do not answer within 14 days (by { $until }), it is erased. Nobody is told about a no.
   *[other] May it be shared in { $channel }? You answer only for yourself. If you say no, or do not answer within 14 days (by { $until }), your name is removed, and it is shared only if one of the others says yes. Nobody is told about a no.
}
consent-without-name-means = If you say "Yes, without my name", I write "a colleague" where your name stands. Somebody may still work out that it is you.
consent-afterwards = What is shared may also be told in the monthly letter. You can always change your mind: press "Take me out" below the example.
consent-new-words = The words have changed, so I am asking you again. It is the new words that you answer.
giver-nameless = A colleague
a-colleague = a colleague

button-consent-yes = Yes, please
button-consent-without-name = Yes, without my name
button-consent-other-words = Suggest other words
button-consent-no = No, thank you

consent-thanks-yes = Thank you. It is shared when everyone has answered, at the latest { $until }.
consent-thanks-yes-shared = Thank you. It has been shared: { $link }
consent-thanks-without-name = Thank you. Your name is left out.
consent-thanks-no = { $others ->
    [0] That is quite all right. The text has been erased, and nobody is told.
   *[other] That is quite all right. Your name has been erased, and nobody is told. If one of the others says yes, it says "a colleague" instead.
}
consent-too-late = That example is closed, so there is nothing left to answer.
consent-outdated = The words have changed since. See my latest message.
consent-already = You have already answered. If you change your mind, use the button below the example once it is shared.

suggest-form-title = Suggest other words
suggest-form-label = I would rather put it like this
suggest-sent = Thank you. I will ask whether the words may be used. Nothing is shared meanwhile.
suggest-asked = { $name } would like to tell it in other words. Shall we use them?
suggest-asked-giver = Thank you. I will ask the person who told it whether the words may be used.
suggest-before = Your words
suggest-after = The suggestion
button-suggest-use = Use them
button-suggest-keep = Keep mine
suggest-used = The words have been replaced. I ask those named again.
suggest-kept = Then we keep your words. I let { $name } choose again.
suggest-declined = The words were not changed. It is still yours to decide whether it is shared.

example-heading = A good example · { $expectation }
example-who = { $names }
example-team = The whole team
example-meant = What it meant
example-from = Told by { $giver }
example-from-nameless = Told by a colleague
example-value = Value: { $value }
example-part = { $name } { $part }
button-leave-example = Take me out

example-not-shared = The example will not be shared.
example-left = You have been taken out of the example.
example-left-whole = The example has been taken down, and its text erased.
example-not-in = You are not in that example, so there is nothing to take out.

examples-heading = Good examples
examples-go-there = See it in the channel
examples-none = There are no good examples here yet. If you saw a colleague do something good, tell it with `/nominate`, or choose "Nominate as a good example" in the menu of a message.
examples-none-such = I found no good examples here ({ $filter }). Try another period, or tell a new one with `/nominate`.
button-examples-newer = Newer
button-examples-older = Older

offer-text = You have written about something good here: { $link }
    Would you like to nominate { $names }? Those named are asked before anything is shown.
offer-gone = The message has been changed or deleted since, so there is nothing to nominate. If you still want to tell it, use `/nominate`.
offer-nobody = The colleagues you mentioned are no longer on the server. If you would like to nominate somebody else, use `/nominate`.
button-offer = Nominate
