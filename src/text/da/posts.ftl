# What stands in the team's channel: the prompt, its thread, the introduction, the reminder.

prompt-heading = Ugens spørgsmål · uge { $week }
prompt-extra-heading = Et spørgsmål til os · uge { $week }
prompt-thread-name = Uge { $week } · { $title }
prompt-core-task = {"**"}Vores kerneopgave:{"**"} { $line }
prompt-how = Svar i tråden, eller brug knappen. Én linje er nok, og det er helt fint at springe over.
prompt-how-by-button = Svar med en af knapperne. Det, du skriver i tråden, kan kollegerne læse, men jeg kan ikke, så det kommer ikke med. Én linje er nok, og det er helt fint at springe over.
prompt-minutes = { $minutes ->
    [one] Tager et minut.
   *[other] Tager { $minutes } minutter.
}
prompt-kept = Svar gemmes i højst { $days } dage og kan komme med i teamets månedsbrev uden navn. Retter eller sletter du dit svar, gør jeg det samme.

button-answer = Svar
button-nameless = Svar uden navn
button-nominate = Fremhæv kollega
button-what-is-kept = Hvad gemmes?

introduction-title = Goddag, jeg hedder Aktør
introduction-by-button-title = Svar med knapperne
introduction-by-button = Her kan jeg ikke læse det, I skriver i trådene. Jeg samler kun det op, I sender med mine knapper og kommandoer.
introduction-text =
    Jeg er en bot. Jeg stiller et kort spørgsmål her i kanalen { $cadence }: om at tage ansvar, bringe hinanden i spil og lykkes med opgaven sammen. Svar, når du har lyst. Én linje er nok, og det er helt fint at lade være.

    {"**"}Gode eksempler{"**"} på det, en kollega gør, deler jeg kun, når kollegaen selv har sagt ja. Hver måned samler jeg et lille brev om det, der lykkedes, og det, vi lærte.

    {"**"}Det holder jeg aldrig øje med:{"**"} hvem der ikke svarer. Intet herfra må bruges til bedømmelse, løn, advarsler eller afskedigelse.

    {"**"}Det gemmer jeg:{"**"} kun det, I giver mig, og kun for en tid. Det hele står herunder. Du finder det altid igen med knappen *{ button-what-is-kept }* og med `/hjælp`.
