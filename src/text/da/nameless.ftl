# Answers without a name, and answers from a meeting. The form says what is and is not hidden: keep it true
# (docs/privacy.md says it at length).

nameless-form-title = Svar uden navn: Jeg gemmer ikke dit navn
nameless-form-label = Måske kan nogen kende dig på dine ord
nameless-form-hint = Discord ved, at du trykkede. Det kan den, der følger driften imens, også se. Én linje er nok.
nameless-where = Dit svar står her som "En kollega": { $link }
nameless-kept = Jeg har ikke gemt, at det er dit. Vil du slette det, kan det kun gøres med knappen her, og den er det kun dig, der kan se. Discord fjerner beskeden, når du genindlæser eller lukker. Så er knappen væk, og jeg kan ikke finde dit svar frem for dig.
nameless-enough = Du har skrevet tre svar uden navn på det her spørgsmål, og flere tager jeg ikke imod fra den samme. Du kan slette et af dem, eller svare med navn.
nameless-same-words = Præcis de ord står der allerede uden navn. Er de en andens, og mener du det samme, så skriv det gerne på din egen måde.
nameless-other-words = Det, du sendte først, er kommet med. De nye ord er ikke sendt: Slet det første, og svar igen, hvis de skal stå der i stedet. Her er de, klar til at kopiere:
    { $text }
nameless-kind-hint = Hvad er det? Du bestemmer selv, om du vil vælge
nameless-no-kind = Ikke noget af det
nameless-kind-none = Så er der ikke noteret noget ved dit svar.
nameless-kind-noted = Det er noteret: { $kind }. Det kan ikke ses i tråden.
nameless-kind-concern = Det er noteret som en bekymring. Det kan ikke ses i tråden. Har ingen svaret på den, når der er gået tre arbejdsdage, siger jeg til AMR og TR, at den står der. Lederen hører det ikke fra mig.
button-erase-nameless = Slet mit svar
nameless-only-receipt = Det svar er skrevet uden navn, så jeg ved ikke, hvis det er. Kun knappen i kvitteringen kan slette det. Er den væk, så bed en, der passer serveren, om at slette beskeden: Så sletter jeg det også hos mig.
nameless-concern-told =
    I { $team } har nogen skrevet en bekymring uden navn. Der er gået tre arbejdsdage, og ingen har svaret på den: { $link }

    Du får det at vide, fordi du er AMR eller TR. Jeg har ikke sagt det til lederen. Et svar i tråden, eller bare et spørgsmål, viser, at nogen har set den. Ingen skal finde ud af, hvem der har skrevet den.

meeting-form-title = Svar fra mødet
meeting-form-label = Hvad talte I jer frem til?
meeting-form-hint = Det, I er enige om at dele, uden navne. Én linje er nok.
meeting-thanks = Tak. Så er I med allesammen, også dem uden telefon ved hånden.
meeting-where = Jeres svar står her som "Fra mødet": { $link }
meeting-kept = Jeg har ikke gemt, hvem der skrev det ind. Vil I slette det, kan det kun gøres med knappen her, og den er det kun dig, der kan se. Discord fjerner beskeden, når du genindlæser eller lukker.
