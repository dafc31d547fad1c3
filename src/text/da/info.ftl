# The information text (shown before anything is collected, and at /hjælp) and the help.
# A change of meaning here is a new version: raise INFORMATION_VERSION in info.rs.

information-title = Hvad gemmes, og hvorfor?
information-text =
    {"**"}Hvorfor?{"**"} For at teamet kan tale sammen om sit aktørskab: hvordan vi tager ansvar, bringer hinanden i spil og lykkes med kerneopgaven.

    {"**"}Hvad?{"**"} Dit brugernavn og id på Discord og det, du skriver i bottens tråde, i direkte svar på dens spørgsmål og gennem dens knapper og kommandoer. Vedhæftede filer bliver talt, ikke gemt. Resten af kanalen bliver ikke gemt. CPR-numre, telefonnumre, mailadresser og adresser bliver fjernet, før noget gemmes. Skriv ikke om borgere eller om nogens helbred.

    {"**"}Uden navn?{"**"} Trykker du på Svar uden navn, gemmes kun ordene, måneden, hvad du selv siger, det er, og et aftryk af koden i din kvittering. Ikke hvem du er. Derfor kan ingen finde svaret frem for dig: Kun knappen i kvitteringen kan slette det. Discord ved, at du trykkede.

    {"**"}Hvem kan se det?{"**"} Alle i kanalen ser det, der står der. Dem, der driver botten, har adgang til det, der er gemt. Discord er et amerikansk firma og ser alt, der skrives på Discord. Ingen ledelse får tal om enkeltpersoner, og ingen kan se, hvem der ikke svarer. Tal om mennesker vises kun, når mindst fem står bag.

    {"**"}Hvor længe?{"**"} Svar og forslag i højst { $days } dage. Det samme gælder næste skridt, læringer og OLFA-kort, regnet fra de er gjort færdige eller delt; det, du ikke deler, er slettet dagen efter. Ved et skridt står dit navn kun, hvis du selv trykker på det. Et forslag, TRIO tager med, bliver teamets; dit navn står kun ved det, hvis du selv har valgt det. Eksempler, ingen har sagt ja til, i 14 dage. Eksempler, der er delt, til du tager dig selv ud. Noter om, hvem der har ændret indstillinger, i 24 måneder, uden det, I har skrevet.

    {"**"}Hvad må det ikke bruges til?{"**"} Aldrig til bedømmelse, løn, advarsler eller afskedigelse.

    {"**"}Hvem har ansvaret?{"**"} { $controller } er dataansvarlig. Grundlaget er databeskyttelsesforordningens artikel 6, stk. 1, litra e: en opgave i samfundets interesse. Skal en historie ud af teamet, sker det kun med dit samtykke, og det kan du trække tilbage.

    {"**"}Dine rettigheder:{"**"} Du kan få at se, hvad der er gemt om dig, få det rettet eller slettet, få brugen begrænset og gøre indsigelse. Retter eller sletter du en besked, følger botten med. Spørg { $contact }. Du kan klage til Datatilsynet (datatilsynet.dk).
information-purpose = Formålet, som arbejdspladsen har skrevet det
introduction-controller = Dataansvarlig
introduction-contact = Spørgsmål om dine data
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
