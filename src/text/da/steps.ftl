# The team's next steps.

button-next-step = Næste skridt
button-step-leads = Jeg går forrest
button-step-joins = Jeg er med
button-step-withdraw = Træk mig tilbage
button-step-done = Gjort
button-step-under-way = I gang
button-step-differently = Gik anderledes
button-step-dropped = Droppet
button-step-move = Vælg en anden dag
button-step-erase = Slet skridtet

next-step-form-title = Aftal et næste skridt
next-step-what-label = Hvad gør vi?
next-step-what-hint = Noget, vi selv kan gøre. Det må gerne være småt
next-step-frame-label = Inden for hvilken ramme?
next-step-frame-hint = Tid, penge, og hvem vi skal spørge
next-step-when-label = Hvornår taler vi om det igen?
next-step-when-hint = For eksempel fredag, 24/12 eller 14. december
next-step-move-form-title = Vælg en anden dag

next-step-title = Næste skridt
next-step-frame = Rammen: { $frame }
next-step-again = Vi taler om det igen { $day }.
next-step-done = Gjort { $day }.
next-step-differently = Det gik anderledes, end vi troede.
next-step-dropped = Vi lod det ligge.
next-step-leads = Går forrest: { $names }
next-step-joins = Er med: { $names }
next-step-others = flere
next-step-agreed = Så er det aftalt. Skridtet står i { $place }, og jeg spørger til det { $day }.
next-step-too-many = Teamet har mange åbne skridt lige nu. Gør et af dem færdigt, eller lad det ligge, med `/næste-skridt status`. Så er der plads igen.
next-step-too-far = Det er mere end et år ude i fremtiden. Vælg en dag, der er tættere på.
next-step-gone = Det skridt findes ikke længere.
next-step-closed = Det skridt er der sagt tak for. Aftal et nyt med `/næste-skridt aftal`.
next-step-you-lead = Godt. Du går forrest, og dit navn står ved skridtet.
next-step-you-join = Godt. Du er med, og dit navn står ved skridtet.
next-step-withdrawn = Så står dit navn der ikke mere.
next-step-not-in = Dit navn står ikke ved det skridt.
next-step-not-yours = Kun den, der har skrevet skridtet, og TRIO kan slette det.
next-step-erased = Skridtet er slettet.

next-step-ask-title = Hvordan gik det?
next-step-ask = I dag ville vi tale om det her:
next-step-ask-footer = Alle i teamet kan svare. Det er helt i orden, hvis det gik anderledes.
next-step-answered-title = Sådan gik det
next-step-answered = En anden har svaret. Sådan står det nu: { $state } Ret det med `/næste-skridt status`.
next-step-settled-done = Tak. Godt, at I fulgte det til dørs.
next-step-settled-under-way = Tak. Så spørger jeg igen { $day }.
next-step-settled-differently = Tak, fordi du siger det. Det er tit dér, vi lærer noget.
next-step-settled-dropped = Tak. Det er også et svar.

next-step-list = Næste skridt hos { $team }
next-step-list-footer = Aftal et nyt med /næste-skridt aftal, eller fortæl, hvordan det går, med /næste-skridt status.
next-step-line = • { $day }: { $what }
next-step-done-lately = Gjort for nylig
next-step-none = I har ikke aftalt noget skridt lige nu. Gør det med `/næste-skridt aftal`, hvis I har lyst.
next-step-choose = Hvilket skridt vil du fortælle om?
next-step-choose-hint = Vælg et skridt
