# A team's own words for what it works with.

words-title = Ordene hos { $team }
words-intro = Et ord som aktørskab bliver først til noget, når vi ved, hvad det betyder hos os. Foreslå det, du ville sige til en ny kollega.
words-footer = Alle kan foreslå. Dit navn vises ikke. TRIO bestemmer, hvad der kommer til at stå.
words-heading = Hos os betyder { $word } …
words-not-yet = *Det har vi ikke sat ord på endnu.*
words-choose-hint = Vælg et ord
words-suggested = Foreslået
words-suggestion = Brug forslag { $number }
words-use-hint = Brug et af forslagene
words-suggestion-gone = Det forslag venter ikke længere. Sådan står der nu.
words-changed-meanwhile = En anden har ændret det i mellemtiden. Se, hvad der står nu, med `/hos-os`.
words-enough-of-yours = Du har tre forslag til det ord, som TRIO ikke har set på endnu. Træk et af dem tilbage med `/hos-os`, hvis du hellere vil foreslå det her.
words-mine = Træk dit forslag { $number } tilbage
words-withdraw-hint = Dine egne forslag
words-withdrawn = Så er dit forslag slettet.
words-form-title = Med jeres egne ord
words-form-hint = Som du ville sige det til en ny kollega
words-thanks = Tak. TRIO kan se dit forslag, men ikke dit navn.
words-too-many = Der venter mange forslag til det ord lige nu. Vent, til TRIO har valgt, eller sig det til dem. De kan skrive det ind med `/hos-os`.
words-settled = Så står det sådan.
words-asked = Hvad ville du skrive? Foreslå dine ord med `/hos-os`.
words-asked-again = { $meaning }
    Passer det stadig? Foreslå andre ord med `/hos-os`.
words-waiting = { $count ->
    [one] Der venter ét forslag til jeres ord. Se det med `/hos-os`.
   *[other] Der venter { $count } forslag til jeres ord. Se dem med `/hos-os`.
}

button-words-suggest = Foreslå
button-words-settle = Skriv, hvad der skal stå
button-words-more = Flere forslag
