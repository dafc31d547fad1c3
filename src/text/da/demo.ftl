# The page of `aktor demo`.

demo-job-carer = Sosu-assistent i hjemmeplejen
demo-job-helper = Sosu-hjælper i hjemmeplejen
demo-job-teacher = Lærer på Skolen ved Åen
demo-job-roads = Vejmand i Vej og Park
demo-job-caseworker = Sagsbehandler i jobcentret
demo-job-leader = Leder i hjemmeplejen · TRIO
demo-job-environment = Arbejdsmiljø{ "\u00AD" }repræsentant · TRIO
demo-job-union = Tillids{ "\u00AD" }repræsentant · TRIO
demo-job-administrator = HR-konsulent, administrerer serveren
demo-job-committee = Medlem af Hovedudvalget (HU)

demo-tour-answer = Svar på ugens spørgsmål
demo-tour-answer-text = Du begynder som Asta i hjemmeplejen. Hver uge stiller Aktør ét spørgsmål i teamets kanal. Tryk på **Svar** under spørgsmålet, eller åbn tråden og skriv der. Én linje er nok.
demo-tour-nominate = Fremhæv en kollega
demo-tour-nominate-text = Som Asta: Bo har gjort noget godt. Højreklik på hans navn under medlemmer, eller tryk på **Fremhæv kollega** under spørgsmålet, og fortæl, hvad der skete. Ingen ser det endnu: Bo bliver spurgt først.
demo-tour-consent = Sig ja som den, det handler om
demo-tour-consent-text = Skift til Bo. Aktør har skrevet til ham privat, og her står de præcise ord. Tryk på **Ja, gerne**, så bliver eksemplet delt. Et nej får ingen at vide.
demo-tour-letter = Lad en måned gå
demo-tour-letter-text = Skift til Mette fra TRIO. Tryk på **Til næste månedsbrev**; kollegerne svarer imens. Læs forhåndsvisningen i de private beskeder, tryk på **Godkend**, og tryk på **Til næste månedsbrev** igen. Klokken ti kommer brevet.
demo-tour-withdraw = Fortryd
demo-tour-withdraw-text = Alt kan tages tilbage. Skift til Bo igen. Find hans eksempel eller månedsbrevet i kanalen, og tryk på **Tag mig ud**. Så bliver det rettet der, hvor det står.
demo-tour-team = Gør det til jeres eget
demo-tour-team-text = Skift til Ole, som administrerer serveren. Skolens kanal har ikke noget team endnu. Skriv **/opret-team**, og vælg ugedag og klokkeslæt, hvis du vil. Derefter er det jeres tur.

demo-leap-passed = Nu er det { $when }.
demo-leap-question = Et nyt spørgsmål er kommet. Nu er det { $when }.
demo-leap-no-question = Der kommer ikke noget nyt spørgsmål i de næste seks uger. Måske holder teamet pause, eller der er ikke oprettet et endnu.
demo-leap-preview = Månedsbrevet ligger klar til gennemsyn hos { $names }. Skift til en af dem, og tryk på Godkend i den private besked.
demo-leap-letter = Månedsbrevet er kommet. Nu er det { $when }.
demo-leap-no-letter = Der kommer ikke noget månedsbrev i de næste seks uger. Måske er der ikke oprettet et team i kanalen endnu.
demo-fill-done = { $answers ->
    [one] En kollega har svaret.
   *[other] { $answers } kolleger har svaret.
} De fremhæver også hinanden.
demo-fill-nobody = Kollegerne her har ikke mere at sige om ugens spørgsmål. Gå til det næste, så skriver de måske igen.
demo-fill-no-question = Her er ikke stillet noget spørgsmål endnu. Vælg en kanal med et team, eller gå til næste spørgsmål.
demo-broken = Det gik galt undervejs. Stop demoen, og start den igen; ingenting er gået tabt, for alt her er opdigtet.
