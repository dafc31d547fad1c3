# Answering: the form, the receipt, what is refused.

answer-form-title = Dit svar
answer-form-label = Skriv, som du ville sige det
answer-form-hint = Én linje er nok. Kollegerne kan se det i tråden.
answer-posted = {"**"}{ $name }:{"**"} { $text }

answer-thanks = Tak, fordi du delte det. Det kan vi andre bygge videre på.
answer-where = Dit svar står her: { $link }
button-edit-answer = Ret
button-delete-answer = Slet

answer-edited = Så er dit svar rettet.
answer-deleted = Så er dit svar slettet, både i tråden og hos mig.
answer-taken-back = Et svar blev slettet.
answer-already-deleted = Det svar er allerede slettet.
answer-not-yours = Det er en andens svar, så det kan du ikke ændre.
answer-empty = Der stod ikke noget i feltet, så jeg har ikke sendt noget.

round-closed = Spørgsmålet er lukket, så svaret blev ikke gemt. Der kommer snart et nyt.
round-not-open-yet = Tråden er ikke klar endnu. Prøv igen om et øjeblik.
round-none = Der er ikke noget åbent spørgsmål lige nu. Det næste kommer { $next }.
round-none-planned = Der er ikke noget åbent spørgsmål lige nu, og det næste har ikke fået en dato endnu.
reflection-thread = Tråden er her: { $link }

redacted-cpr = Det ligner et CPR-nummer, så jeg har ikke gemt noget. Fjern tallet, og send igen.
redacted-phone = Det ligner et telefonnummer, så jeg har ikke gemt noget. Fjern det, og send igen.
redacted-email = Det ligner en mailadresse, så jeg har ikke gemt noget. Fjern den, og send igen.
redacted-address = Det ligner en adresse, så jeg har ikke gemt noget. Fjern den, og send igen.
redacted-cpr-in-thread = Det, du lige skrev i { $thread }, ligner et CPR-nummer. Jeg har gemt det uden tallet, men beskeden står der stadig. Ret eller slet den, så er det ude af verden.
redacted-in-thread = Det, du lige skrev i { $thread }, ligner en personlig oplysning (telefon, mail eller adresse). Jeg har gemt det uden. Vil du rette beskeden, så gør det gerne nu.
redacted-in-thread-neutral = Husk, at vi ikke skriver personnumre, telefonnumre eller adresser her. Kig lige dine seneste beskeder igennem.
