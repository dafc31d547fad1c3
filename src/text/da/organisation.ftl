# /organisation indstillinger, and what goes before anything goes live.

organisation-title = Organisationens indstillinger
organisation-footer = Gælder alle teams på serveren. Dataansvarlig og kontakt står i det, alle kan læse under Hvad gemmes?
heading-reader-role = HU's rolle
heading-channel = Organisationens kanal
heading-contact = Kontakt om data
heading-legal = Dataansvarlig og formål
heading-record = Før vi gik i gang
heading-waiting = Vi venter
waiting = Jeg skriver og samler ikke noget, før drøftelse, konsekvensanalyse, vurdering og besked har en dato og en henvisning.
record-complete = Nu er det hele på plads. Det, der har ventet, går i gang.
record-line = { $step }: { $stands }
not-set = Ikke valgt endnu.
legal-line =
    Dataansvarlig: { $controller }
    Formål: { $purpose }
step-missing = Mangler.
step-settled = { $date } · { $reference }
step-half = Skriv både dato og henvisning. Lad begge felter stå tomme, hvis det skal fjernes.
step-future = { $date } er ikke kommet endnu. Skriv dagen, det skete, og tag året med.
button-unset = Fjern valget
help-reader-role = De, der har rollen, kan se organisationens overblik, aldrig enkelte svar.
help-channel = Her kommer organisationens brev. Det fortæller kun det, der er sagt ja til at dele, og ingen liste over teams.
contact-label = Hvem kan man spørge om sine data?
contact-hint = Databeskyttelsesrådgiveren, dpo@kommunen.dk
controller-label = Hvem er dataansvarlig?
controller-hint = Norddjurs Kommune
purpose-label = Formålet med jeres egne ord
purpose-hint = At vi taler sammen om ansvar og gode eksempler i hverdagen
step-date-label = Hvilken dag?
step-date-hint = 2026-10-05
step-reference-label = Hvor kan det læses?
step-reference-hint = Referat fra HU, punkt 4. Sagsnummer er også fint.
channel-kind = Organisationens kanal skal være en tekstkanal, og { $channel } er en anden slags. Vælg en anden.
not-live = Vi er ikke gået i gang her endnu. Der mangler: { $missing }. En administrator skriver det i `/organisation indstillinger`.
setup-waits = Jeg begynder, når det sidste står i `/organisation indstillinger`.
