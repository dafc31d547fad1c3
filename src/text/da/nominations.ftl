# Good examples: choosing, writing, asking for consent, showing.

nominate-whom = Hvem vil du fremhæve? Vælg en til fem kolleger. De bliver spurgt, før noget bliver vist.
nominate-whom-hint = Vælg kolleger
nominate-what = Hvad er det et godt eksempel på?
nominate-what-hint = Vælg en forventning
nominate-form-title = Et godt eksempel
nominate-form-what-label = Hvad skete der?
nominate-form-what-hint = Fortæl det kort, som du ville gøre det over en kop kaffe.
nominate-form-unread-hint = Jeg kunne ikke hente beskeden. Fortæl det med dine egne ord.
nominate-form-meant-label = Hvad betød det?
nominate-form-meant-hint = For borgeren, for opgaven eller for os.

nominate-sent = { $count ->
    [one] Tak. Jeg spørger { $names } privat og deler det kun efter et ja. Du hører fra mig senest { $until }.
   *[other] Tak. Jeg spørger { $names } privat og deler det kun med dem, der siger ja. Du hører fra mig senest { $until }.
}
nominate-sent-team = Tak. Så er det delt med hele teamet: { $link }
nominate-self = Du kan ikke fremhæve dig selv her. Fortæl det gerne i ugens tråd i stedet, eller bed en kollega om det.
nominate-nobody = Vælg mindst en kollega, eller hele teamet.
nominate-too-many = Du kan nævne højst { $most } kolleger ad gangen.
nominate-too-often = Du har allerede fremhævet { $most } gange i dag. Gem det til i morgen.
nominate-bot = { $name } er en bot. Vælg en kollega.
nominate-left = { $name } er ikke med på serveren. Vælg en kollega, der er her.
nominate-message = Det handler om { $name }: { $link }
    Hvad er det et godt eksempel på?
nominate-message-own = Det er din egen besked. Gjorde en kollega noget godt, så fortæl om det med `/fremhæv`.
nominate-message-bot = Den besked er skrevet af en bot. Vælg en, som en kollega har skrevet, eller brug `/fremhæv`.
nominate-message-system = Den besked er fra Discord selv. Vælg en, som en kollega har skrevet, eller brug `/fremhæv`.
nominate-message-empty = Der står ingen ord i den besked. Fortæl om det med dine egne: Brug `/fremhæv`.
nominate-message-gone = Beskeden er slettet, så jeg henter ikke noget fra den. Vil du stadig fortælle om det, så brug `/fremhæv`.
nominate-message-told = Den besked har du allerede fremhævet.
nominate-several-unknown = Jeg kender ikke "{ $text }". Skriv @, og vælg kollegerne fra listen, der dukker op.

consent-title = Et godt eksempel om dig
consent-text = { $others ->
    [0] { $giver } har skrevet om noget, du gjorde. Kun I to (og dem, der driver botten) kan se det.
   *[other] { $giver } har skrevet om noget, du og andre gjorde. Kun I, der er nævnt, og den, der skrev, kan se det (og dem, der driver botten).
}
consent-terms = { $others ->
    [0] Må det deles i { $channel }? Svarer du ikke inden 14 dage (senest { $until }), slettes det. Et nej får ingen at vide.
   *[other] Må det deles i { $channel }? Du svarer kun for dig selv. Siger du nej, eller svarer du ikke inden 14 dage (senest { $until }), bliver dit navn fjernet, og det deles kun, hvis en af de andre siger ja. Et nej får ingen at vide.
}
consent-without-name-means = Siger du "Ja, uden mit navn", skriver jeg "en kollega", hvor dit navn står. Nogen kan måske stadig regne ud, at det er dig.
consent-afterwards = Det, der deles, kan også komme med i månedsbrevet. Du kan altid fortryde: Tryk på "Tag mig ud" under eksemplet.
consent-new-words = Ordene er ændret, så jeg spørger dig igen. Det er de nye ord, du svarer på.
giver-nameless = En kollega
a-colleague = en kollega

button-consent-yes = Ja, gerne
button-consent-without-name = Ja, uden mit navn
button-consent-other-words = Foreslå andre ord
button-consent-no = Nej tak

consent-thanks-yes = Tak. Det deles, når alle har svaret, dog senest { $until }.
consent-thanks-yes-shared = Tak. Nu er det delt: { $link }
consent-thanks-without-name = Tak. Dit navn kommer ikke med.
consent-thanks-no = { $others ->
    [0] Helt i orden. Teksten er slettet, og ingen får noget at vide.
   *[other] Helt i orden. Dit navn er slettet, og ingen får noget at vide. Siger en af de andre ja, står der "en kollega" i stedet.
}
consent-too-late = Det eksempel er lukket, så der er ikke noget at svare på mere.
consent-outdated = Ordene er ændret siden. Se den nyeste besked fra mig.
consent-already = Du har allerede svaret. Vil du fortryde, så brug knappen under eksemplet, når det er delt.

suggest-form-title = Foreslå andre ord
suggest-form-label = Sådan vil jeg hellere sige det
suggest-sent = Tak. Jeg spørger, om ordene må bruges. Intet deles imens.
suggest-asked = { $name } vil gerne fortælle det med andre ord. Skal vi bruge dem?
suggest-asked-giver = Tak. Jeg spørger den, der fortalte det, om ordene må bruges.
suggest-before = Dine ord
suggest-after = Forslaget
button-suggest-use = Brug dem
button-suggest-keep = Behold mine
suggest-used = Ordene er skiftet ud. Jeg spørger de nævnte igen.
suggest-kept = Så beholder vi dine ord. Jeg lader { $name } vælge igen.
suggest-declined = Ordene blev ikke ændret. Du bestemmer stadig selv, om det skal deles.

example-heading = Et godt eksempel · { $expectation }
example-who = { $names }
example-team = Hele teamet
example-meant = Hvad det betød
example-from = Fortalt af { $giver }
example-from-nameless = Fortalt af en kollega
example-value = Værdi: { $value }
example-part = { $name } { $part }
button-leave-example = Tag mig ud

example-not-shared = Eksemplet bliver ikke delt.
example-left = Så er du ude af eksemplet.
example-left-whole = Så er eksemplet taget ned, og teksten er slettet.
example-not-in = Du står ikke i det eksempel, så der er ikke noget at tage ud.

examples-heading = Gode eksempler
examples-go-there = Se det i kanalen
examples-none = Her er ingen gode eksempler endnu. Så du en kollega gøre noget godt, så fortæl det med `/fremhæv`, eller vælg "Fremhæv som godt eksempel" i menuen på en besked.
examples-none-such = Jeg fandt ingen gode eksempler her ({ $filter }). Prøv en anden periode, eller fortæl om et nyt med `/fremhæv`.
button-examples-newer = Nyere
button-examples-older = Ældre

offer-text = Du har skrevet om noget godt her: { $link }
    Vil du fremhæve { $names }? De nævnte bliver spurgt, før noget bliver vist.
offer-gone = Beskeden er ændret eller slettet siden, så der er ikke noget at fremhæve. Vil du fortælle om det alligevel, så brug `/fremhæv`.
offer-nobody = De kolleger, du nævnte, er ikke med på serveren længere. Vil du fremhæve en anden, så brug `/fremhæv`.
button-offer = Fremhæv
