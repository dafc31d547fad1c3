# /team afslut: what becomes of what is kept.

finish-title = Skal { $team } afsluttes?
finish-question = Så stiller jeg ikke flere spørgsmål her, samler ikke mere og skriver ikke mere. Eksempler, der venter på et ja, bliver slettet. Hvad skal der ske med det, jeg har gemt?
finish-keep-means = Svar bliver slettet, når de er { $days } dage gamle, som lovet. Delte eksempler bliver, til nogen tager sig selv ud. Starter I igen med `/opret-team`, er resten her endnu.
finish-erase-means = Svar, eksempler, det, månedsbrevene har valgt, TRIO's pladser og jeres kerneopgave bliver slettet hos mig med det samme. Det, jeg har skrevet i kanalen, hører til kanalen og bliver stående. Slet det dér, hvis det også skal væk.
button-finish-keep = Stop, og behold til fristen
button-finish-erase = Stop, og slet alt nu
button-finish-not = Fortryd
erase-title = Skal alt fra { $team } slettes?
erase-question = Det kan ikke gøres om.
button-erase-yes = Ja, slet alt nu
finish-not = Så fortsætter { $team } som før.
finish-kept = Så er { $team } afsluttet. Jeg spørger og samler ikke mere. Svar bliver slettet, når de er { $days } dage gamle. Vil I i gang igen, så brug `/opret-team` her i kanalen.
finish-erased = Så er { $team } afsluttet, og alt er slettet hos mig. Det, der står i kanalen, kan du selv slette. Vil I begynde forfra, så brug `/opret-team` her i kanalen.
