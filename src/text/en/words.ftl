# A team's own words for what it works with.

words-title = Our words in { $team }
words-intro = A word like agency only means something once we know what it means to us. Suggest how you would put it to a new colleague.
words-footer = Everybody can suggest. Your name isn't shown. The TRIO decides what it will say.
words-heading = To us, { $word } means …
words-not-yet = *We haven't put words to that yet.*
words-choose-hint = Choose a word
words-suggested = Suggested
words-suggestion = Use suggestion { $number }
words-use-hint = Use one of the suggestions
words-suggestion-gone = That suggestion is no longer waiting. This is what it says now.
words-changed-meanwhile = Somebody else has changed it in the meantime. See what it says now with `/our-words`.
words-enough-of-yours = You have three suggestions for that word that the TRIO hasn't looked at yet. Take one of them back with `/our-words` if you would rather suggest this.
words-mine = Take back your suggestion { $number }
words-withdraw-hint = Your own suggestions
words-withdrawn = Your suggestion is erased.
words-form-title = In your own words
words-form-hint = As you would say it to a new colleague
words-thanks = Thank you. The TRIO can see your suggestion, but not your name.
words-too-many = Many suggestions for that word are waiting just now. Wait until the TRIO has chosen, or tell them: they can write it with `/our-words`.
words-settled = That is what it says now.
words-asked = What would you write? Suggest your words with `/our-words`.
words-asked-again = { $meaning }
    Does it still fit? Suggest other words with `/our-words`.
words-waiting = { $count ->
    [one] One suggestion for your words is waiting. See it with `/our-words`.
   *[other] { $count } suggestions for your words are waiting. See them with `/our-words`.
}

button-words-suggest = Suggest
button-words-settle = Write what it should say
button-words-more = More suggestions
