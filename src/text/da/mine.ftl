# /mine-data: what is kept about whoever asks.

mine-title = Det, jeg har gemt om dig her
mine-nothing = Jeg har ikke gemt noget om dig på den her server.
mine-what-next = `/mine-data hent` giver dig det hele i en fil, som kun du kan se. `/mine-data slet` sletter det.
mine-footer = Svar bliver slettet af sig selv, når de er { $days } dage gamle. Svar uden navn er ikke talt med: Jeg ved ikke, hvem der har skrevet dem.
mine-answers = Dine svar: { $count }
mine-examples-given = Gode eksempler, du har fortalt: { $count }
mine-examples-about = Gode eksempler om dig: { $count }
mine-consents = Ja og nej til, hvem der må høre et eksempel: { $count }
mine-steps = Næste skridt, du har skrevet ned: { $count }
mine-hands = Skridt, hvor du går forrest eller er med: { $count }
mine-learnings = Læringer, du har skrevet: { $count }
mine-cards = Idéer, du har vejet med OLFA: { $count }
mine-questions = Spørgsmål, du har foreslået: { $count }
mine-meanings = Forslag til, hvad ord betyder hos jer: { $count }
mine-trio = Pladser i TRIO og dit ja eller nej til månedsbreve: { $count }
mine-rest = Beskeder, valg og andre småting med dig i: { $count }
mine-file = Her er alt det, jeg har gemt om dig på den her server. Kun du kan se filen. Svar uden navn er ikke med: Jeg ved ikke, hvem der har skrevet dem.
mine-too-much = Der er så meget, at det ikke kan være i et svar på Discord. Skriv til den, der passer botten (se `/hjælp`), så får du det på en anden måde.
mine-file-name = mine-data.json
mine-not-in-file = Svar uden navn er ikke med. Botten ved ikke, hvem der har skrevet dem.

erase-me-title = Skal jeg slette alt om dig?
erase-me-question = Så forsvinder alt det, jeg har gemt om dig på den her server, også fra filerne på disken. Det, jeg har skrevet i kanalerne med dine ord eller dit navn, retter eller fjerner jeg inden for et minut. Det kan ikke fortrydes.
erase-me-goes = Det her forsvinder
erase-me-stays = Det her bliver
erase-me-what-stays = Et godt eksempel, som kolleger har sagt ja til, bliver stående uden dig. Et spørgsmål fra dig, som TRIO har taget med, bliver uden dit navn. Det, du selv har skrevet i en tråd, kan jeg ikke fjerne: Slet det i Discord, hvis det også skal væk der. Har en kollega skrevet dit navn uden @, kan jeg ikke finde det. Og de private beskeder, jeg har sendt dig, bliver hos dig.
erase-me-nameless = Svar uden navn
erase-me-nameless-stays = Dem kan jeg ikke finde, for jeg ved ikke, hvem der har skrevet dem. Slet dem med knappen på din kvittering, hvis du stadig har den.
erase-me-copies = I sikkerhedskopier, der allerede er taget, står det, til de bliver slettet. Bliver en af dem lagt tilbage, sørger den, der driver mig, for at du bliver slettet igen.
button-erase-me-yes = Ja, slet alt om mig
button-erase-me-no = Fortryd
erase-me-done = Så er alt om dig slettet her på serveren. Det i kanalerne bliver rettet eller forsvinder inden for et minut. Du er altid velkommen til at skrive igen.
erase-me-not = Alt er, som det var.
