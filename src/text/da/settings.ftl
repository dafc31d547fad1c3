# /team tilpas: how often, when, and which themes rest.

adjust-title = { $team }: rytme og temaer
adjust-panel-text = Vælg det, der passer til jer. Det gælder med det samme, men en ny ugedag gælder først fra næste uge.
adjust-rhythm = Så kommer spørgsmålet { $rhythm }.
adjust-themes = Så er temaerne ændret.
adjust-unchanged = Sådan var det i forvejen, så jeg har ikke ændret noget.
rhythm-from = { $rhythm }, fra { $date }. Indtil da gælder det gamle: { $until_then }
resting-heading = Temaer, der hviler
resting-none = Ingen. Alle temaer er med.
resting-everything = Hvis alle temaer hviler, har jeg ikke noget at spørge om. Lad mindst ét være med. Vil I have ro en tid, så brug `/team pause`.
resting-empty = Der stod ikke noget tema. Skriv de temaer, der skal hvile, med komma imellem, eller skriv "ingen".
resting-unknown = Jeg kender ikke temaet "{ $text }". Mente du "{ $closest }"? Skriv temaerne med komma imellem, eller skriv "ingen".
choose-rhythm-hint = Hvor tit?
choose-weekday-hint = Hvilken dag?
choose-time-hint = Hvad tid?
choose-themes-hint = Temaer, der skal hvile
at-time = kl. { $time }
dates-paused = Teamet holder pause. Brug `/team genoptag`, når I er klar.

# /team indstillinger: everything a team has set.

settings-title = { $team }: indstillinger
settings-footer = Rytme og temaer ændrer I med /team tilpas.
choose-setting-hint = Hvad vil du ændre?
choose-channel-hint = Vælg en kanal
setting-changed =
    Så er det ændret.
    {"**"}{ $heading }:{"**"} { $stands }
setting-unchanged = Sådan var det i forvejen, så jeg har ikke ændret noget.
button-back = Tilbage
button-no-channel = Brug ingen kanal

heading-days-off = Helligdage
heading-policy = Når datoen er en fridag
heading-breaks = Ferier og lukkedage
heading-reminder = Påmindelse
heading-quiet-month = En stille måned
heading-trio-channel = TRIO's kanal
heading-core-task = Kerneopgaven
heading-least-people = Mindste antal bag et tal
heading-language = Sprog i kanalen
heading-zone = Tidszone

days-off-on = Helligdage er fridage.
days-off-off = Helligdage er almindelige dage.
policy-next = Falder spørgsmålet på en fridag, kommer det næste arbejdsdag.
policy-previous = Falder spørgsmålet på en fridag, kommer det arbejdsdagen før.
policy-skip = Falder spørgsmålet på en fridag, bliver det sprunget over.
reminder-on = Ja, højst én gang og kun, når ingen har svaret.
reminder-off = Ingen påmindelse.
quiet-month-line = Månedsbrevet bliver til én venlig linje.
quiet-month-nothing = Der kommer ikke noget månedsbrev.
trio-channel-none = Ingen. TRIO får private beskeder.
trio-channel-kind = TRIO's kanal skal være en tekstkanal, og { $channel } er en anden slags. Vælg en anden.
trio-channel-own = { $channel } er teamets egen kanal. Vælg en kanal, som kun TRIO kan se, så det næste spørgsmål ikke er røbet på forhånd.
core-task-none = Ikke skrevet endnu.
least-people = Tal om mennesker bliver kun vist, når mindst { $k } står bag.
least-people-option = Mindst { $k } mennesker
summer-none = Ingen sommerferie.
summer-week = Sommerferie i uge { $week }.
summer-weeks = Sommerferie i uge { $first }–{ $last }.
christmas-on = Juleferie fra 24. december til 1. januar.
christmas-off = Ingen juleferie.
weeks-rest = { $count ->
    [one] Uge { $weeks } holder vi også fri.
   *[other] Ugerne { $weeks } holder vi også fri.
}
closing-days = Lukkedage: { $days }.
closing-days-more = { $count ->
    [one] én til
   *[other] { $count } til
}

help-days-off = Har I lukkedage, gælder det samme for dem. I ferier kommer der ikke noget spørgsmål.
help-reminder = Påmindelsen nævner ingen ved navn. Den siger bare, at spørgsmålet stadig er åbent, og at det er fint at springe over.
help-quiet-month = Nogle måneder er der ikke noget at fortælle. Så kan brevet være én venlig linje eller udeblive.
help-trio-channel = Her får TRIO forhåndsvisninger og et kig på det, der kommer. Vælg en kanal, som kun TRIO kan se.
help-least-people = Antallet kan sættes op, men ikke ned igen. Ellers kunne man trække to tal fra hinanden og regne ud, hvem der står bag.
help-language = Det gælder det, jeg skriver i kanalen. Mine private svar følger den enkeltes eget sprog.

yes = ja
no = nej
breaks-form-title = Ferier og lukkedage
breaks-summer-label = Sommerferie: hvilke uger?
breaks-summer-hint = 28-31. Lad feltet stå tomt, hvis I ikke holder sommerferie.
breaks-christmas-label = Juleferie 24. december–1. januar?
breaks-christmas-hint = ja eller nej
breaks-weeks-label = Andre uger, I holder fri
breaks-weeks-hint = 7, 42
breaks-days-label = Lukkedage
breaks-days-hint = 2027-05-14, 2027-12-23
breaks-unknown-weeks = Jeg forstår ikke ugerne "{ $text }". Skriv ugenumre fra 1 til 53, for eksempel 28-31 eller 7, 42.
breaks-unknown-christmas = Jeg forstår ikke "{ $text }" om juleferien. Skriv ja eller nej.
breaks-too-many = Der er plads til { $most } lukkedage ad gangen. Tag de næste først, og skriv resten, når det bliver aktuelt.
breaks-past = Det er allerede gået, så det har jeg ladet ude: { $days }.
core-task-form-title = Kerneopgaven i én linje
core-task-label = Hvad er I her for?
core-task-hint = At borgerne får en god hverdag i eget hjem. Tomt felt fjerner linjen.
zone-form-title = Tidszone
zone-label = Hvilken tidszone?
zone-hint = Europe/Copenhagen
zone-unknown = Jeg kender ikke tidszonen "{ $text }". Mente du { $closest }? Skriv den som Europe/Copenhagen.
