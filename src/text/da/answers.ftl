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
answer-deleted = Så er dit svar slettet hos mig, og det forsvinder også fra tråden.
answer-already-deleted = Det svar er allerede slettet.
answer-not-yours = Det er en andens svar, så det kan du ikke ændre.
answer-empty = Der stod ikke noget i feltet, så jeg har ikke sendt noget. Én linje er nok.

take-out-done = Dit svar er taget ud. Det er slettet hos mig og kommer ikke med i månedsbrevet. Din besked står der stadig; den bestemmer du selv over. Fortryder du, så vælg "Tag mit svar ud" igen.
take-out-done-posted = Dit svar er taget ud. Det er slettet hos mig og kommer ikke med i månedsbrevet. Det, jeg har skrevet i tråden for dig, står der stadig: Tryk på Slet, hvis det også skal væk. Fortryder du, så vælg "Tag mit svar ud" igen.
take-out-back = Så er dit svar med igen, som det står nu.
take-out-closed = Spørgsmålet er lukket, så svaret kan ikke komme med igen. Det er stadig taget ud.
take-out-not-yours = Det er ikke dit svar. Du kan kun tage dine egne ud.
take-out-no-answer = Den besked er ikke et svar på et spørgsmål, så jeg har ikke gemt noget fra den.
take-out-unreadable = Jeg kan ikke læse det, der skrives i trådene her, så svaret kan ikke komme med igen. Tryk på Svar under spørgsmålet, hvis du vil have det med.
take-out-gone = Beskeden er slettet, så der er ikke noget at lægge tilbage.
answer-is-out = Det svar har du taget ud. Vælg "Tag mit svar ud" igen på beskeden, hvis det skal med, så kan du rette det.

round-closed = Spørgsmålet er lukket, så svaret blev ikke gemt. Der kommer snart et nyt.
round-not-open-yet = Tråden er ikke klar endnu. Prøv igen om et øjeblik.
thread-gone = Tråden er slettet, så svaret kan ikke vises, og jeg har ikke gemt det. Der kommer snart et nyt spørgsmål, og så kan du bruge det dér.
thread-locked = Tråden er låst, så svaret kan ikke vises, og jeg har ikke gemt det. Bed en, der passer serveren, om at låse den op, og send det så igen.
round-none = Der er ikke noget åbent spørgsmål lige nu. Det næste kommer { $next }.
round-none-planned = Der er ikke noget åbent spørgsmål lige nu, og det næste har ikke fået en dato endnu.
reflection-thread = Tråden er her: { $link }
reflection-elsewhere = Jeg har ikke længere spørgsmålets ord hos mig, men du kan læse det og svare her: { $link }

redacted-cpr = Det ligner et CPR-nummer, så jeg har ikke gemt noget. Fjern tallet, og send igen.
redacted-phone = Det ligner et telefonnummer, så jeg har ikke gemt noget. Fjern det, og send igen.
redacted-email = Det ligner en mailadresse, så jeg har ikke gemt noget. Fjern den, og send igen.
redacted-address = Det ligner en adresse, så jeg har ikke gemt noget. Fjern den, og send igen.
redacted-cpr-in-thread = Det, du lige skrev i { $thread }, ligner et CPR-nummer. Jeg har gemt det uden tallet, men beskeden står der stadig. Ret eller slet den, så er det ude af verden.
redacted-in-thread = Det, du lige skrev i { $thread }, ligner en personlig oplysning (telefon, mail eller adresse). Jeg har gemt det uden. Vil du rette beskeden, så gør det gerne nu.
redacted-in-thread-neutral = Husk, at vi ikke skriver personnumre, telefonnumre eller adresser her. Kig lige dine seneste beskeder igennem.
