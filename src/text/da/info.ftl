# The information text (shown before anything is collected, and at /hjælp) and the help.
# A change of meaning here is a new version: raise INFORMATION_VERSION in info.rs.

information-title = Hvad gemmes, og hvorfor?
information-text =
    {"**"}Hvorfor?{"**"} For at I kan tale sammen om jeres aktørskab: hvordan I tager ansvar, bringer hinanden i spil og lykkes med kerneopgaven.

    {"**"}Hvad gemmer jeg?{"**"} Dit navn og id på Discord og det, du skriver i mine tråde, i direkte svar på mine spørgsmål og gennem mine knapper og kommandoer. Også hvem du fremhæver, hvem der fremhæver dig, og det, du vælger hos mig, for eksempel en plads i TRIO. Vedhæftede filer tæller jeg kun. Resten af kanalen gemmer jeg ikke. CPR-numre, telefonnumre, mailadresser og adresser fjerner jeg, før jeg gemmer noget. Skriv ikke om borgere eller om nogens helbred.

    {"**"}Uden navn?{"**"} Trykker du på Svar uden navn, gemmer jeg ordene, måneden, hvad du selv siger, det er, og et aftryk af koden i din kvittering. Ikke hvem du er. Derfor kan jeg ikke finde svaret for dig: Kun knappen i kvitteringen kan slette det. Discord ved, at du trykkede.

    {"**"}Hvem kan se det?{"**"} Alle i kanalen ser det, der står der. TRIO ser månedsbrevet, før det bliver delt. Dem, der driver mig, har adgang til det, jeg gemmer. Discord er et amerikansk firma og ser alt, der skrives på Discord. Ingen ledelse får tal om enkeltpersoner, og ingen kan se, hvem der ikke svarer. Tal om mennesker viser jeg kun, når mindst fem står bag.

    {"**"}Hvor længe?{"**"} Svar og forslag i højst { $days } dage. Næste skridt, læringer og OLFA-kort lige så længe, regnet fra de er gjort færdige eller delt; det, du ikke deler, er væk dagen efter. Eksempler, ingen har sagt ja til, i 14 dage. Eksempler, der er delt, til du tager dig selv ud. Et forslag, TRIO tager med, bliver teamets; dit navn står der kun, hvis du har valgt det. Noter om, hvem der har ændret indstillinger, i 24 måneder, uden det, I har skrevet. Mine opslag i kanalen bliver stående, til nogen fjerner dem. Jeg husker, hvilke af dem der er dine, også når ordene er slettet hos mig, så jeg kan fjerne dem, hvis du bliver slettet. Hvem et månedsbrev citerer, husker jeg i to år. I sikkerhedskopier står alt, til kopien bliver slettet.

    {"**"}Hvad må det ikke bruges til?{"**"} Aldrig til bedømmelse, løn, advarsler eller afskedigelse.

    {"**"}Hvem har ansvaret?{"**"} { $controller } er dataansvarlig. Grundlaget er databeskyttelsesforordningens artikel 6, stk. 1, litra e: en opgave i samfundets interesse. Skal en historie ud af teamet, sker det kun med dit samtykke, og det kan du trække tilbage.

    {"**"}Dine rettigheder:{"**"} Skriv `/mine-data vis` for at se, hvad jeg har gemt om dig, `hent` for at få det i en fil, `slet` for at få det slettet og `påmindelser` for at bestemme, hvor meget jeg skriver til dig. Sletter jeg dig, fjerner eller retter jeg også mine egne opslag med dine ord eller dit navn. Retter eller sletter du selv en besked, følger jeg med. Forlader du serveren, sletter jeg det, jeg har gemt om dig, efter 14 dage. Du kan også få noget rettet, få brugen begrænset og gøre indsigelse. Spørg { $contact }. Du kan klage til Datatilsynet (datatilsynet.dk).
information-news-title = Nyt om det, jeg gemmer
information-news = Her er en ny udgave af teksten om jeres data. Det nye er: Med `/mine-data` ser, henter og sletter du selv det, jeg har gemt om dig, og mine opslag følger med. Forlader nogen serveren, sletter jeg det, jeg har gemt om dem, efter 14 dage. Du finder altid teksten igen med knappen *Hvad gemmes?* under ugens spørgsmål og med `/hjælp`.
information-purpose = Formålet, som arbejdspladsen har skrevet det
information-version = Version { $version }
information-controller-unnamed = Din arbejdsplads
information-contact-unnamed = din leder eller arbejdspladsens databeskyttelsesrådgiver

help-title = Hvad kan du her?
help-member =
    `/refleksion` · ugens spørgsmål, og hvor du svarer
    `/svar-fra-mødet` · det, I talte jer frem til sammen
    `/fremhæv` · fortæl om noget godt, en kollega gjorde
    `/eksempler` · teamets gode eksempler
    `/hos-os` · hvad et ord som aktørskab betyder hos jer
    `/spørgsmål foreslå` og `/spørgsmål liste` · jeres egne spørgsmål
    `/mine-data` · det, jeg har gemt om dig, og hvor meget jeg skriver til dig
    `/hjælp` · den her oversigt

    Du kan også bare skrive i ugens tråd. Én linje er nok. Skriver du #godteksempel og en kollegas navn med @ foran, hjælper jeg dig med at fremhæve det.
help-together =
    Det gør I sammen:
    `/næste-skridt aftal` · hvad I vil gøre nu, og hvornår I taler om det igen
    `/næste-skridt liste` og `/næste-skridt status` · hvordan det går
    `/læring` · hvad I prøvede, og hvad I lærte
    `/olfa` · hold en idé op mod de fire hjørner, før du går i gang
help-trio =
    Du passer på dialogen i { $team }:
    `/team status` · rytme, datoer, og om noget mangler
    `/team tilpas` · rytme, ugedag og temaer
    `/team indstillinger` · fridage, påmindelse, kerneopgaven og mere
    `/team pause` og `/team genoptag` · hold pause, og kom i gang igen
    `/team plan` · se de kommende spørgsmål, og byt dem, der ikke passer
    `/spørgsmål godkend` og `/spørgsmål skjul` · bestem, hvilke spørgsmål I får
    `/team send-nu` · stil det næste spørgsmål med det samme
    `/team trio` · vælg leder, AMR og TR
    `/team afslut` · stop teamet
    `/månedsbrev forhåndsvis` · se månedens brev, før det bliver delt
help-administrator =
    Du kan administrere serveren:
    `/organisation indstillinger` · kontakt, dataansvarlig, og hvad der er drøftet
    `/opret-team` · gør en kanal til et team, eller lav opsætningen om
help-no-team = Her er ikke noget team endnu. En administrator kan oprette et med `/opret-team`.
help-words = Ordene hos jer
help-word = {"**"}{ $word }{"**"}: { $meaning }
help-expectations = Fire forventninger og muligheder
help-expectation-line = { $label } ({ $term })
