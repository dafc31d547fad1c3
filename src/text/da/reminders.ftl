# Calling a round to mind, and a member's own pace.

reminder = Ugens spørgsmål er åbent til { $until }. Én linje er nok, og det er fint at springe over.
nudge =
    Ugens spørgsmål i { $team } er kommet:

    {"**"}{ $prompt }{"**"}

    { $link }
    Du har selv bedt om denne besked. Skriv `/mine-data påmindelser` i teamets kanal, hvis du vil have ro.
nudge-without-words =
    Ugens spørgsmål i { $team } er kommet. Læs det her: { $link }

    Du har selv bedt om denne besked. Skriv `/mine-data påmindelser` i teamets kanal, hvis du vil have ro.

pace-title = Dine beskeder fra { $team }
pace-nudge = Du får en privat besked, når ugens spørgsmål er kommet, og når nogen har brug for dit svar.
pace-quiet = Du får kun en privat besked, når nogen har brug for dit svar, for eksempel på et eksempel om dig.
pace-pause = Du får ingen private beskeder. Det, der skal bruge dit svar, venter, til du selv bruger mig, og fristerne løber imens.
pace-set = Så gør jeg det sådan.
pace-footer = Kun du kan se dit valg. Ligner noget, du skriver, et personnummer, siger jeg det altid til dig med det samme.
button-pace-nudge = Prik mig
button-pace-quiet = Kun når det gælder mig
button-pace-pause = Hold pause
